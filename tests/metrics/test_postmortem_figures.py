from pathlib import Path

import pytest

from incitrack.metrics.evidence import Evidence
from incitrack.metrics.postmortem_figures import PostmortemFigures, postmortem_figures
from incitrack.records.archive import read_archive
from tests.builders import archive_folder, write_postmortem
from tests.metrics.histories import NOW, history

POLICY = """\
severities:
  P1: {name: Critical, postmortem: {when: [always], due: 2d}}
  P2: {name: High, postmortem: {when: [always]}}
  P3: {name: Medium}
"""
DONE = "2026-11-01 10:00 reported, 12:00 resolved"


def figures(root: Path, *texts: str, **published: str) -> PostmortemFigures:
    archive_folder(root, *texts, severity=POLICY)
    for identifier, at in published.items():
        fields = {"status": "published", "published_at": at, "authors": "[kim]", "trigger": "A mail went out."}
        write_postmortem(root, id=identifier.replace("_", "-"), **fields if at else {"status": "in-review"})
    found = Evidence(read_archive(root), NOW)
    assert found.archive.unreadable == ()
    return postmortem_figures(found.archive.incidents, found.archive, found.clocks)


def test_required_published_and_on_time_are_three_counts(tmp_path: Path) -> None:
    found = figures(
        tmp_path,
        history(DONE, 1, severity="P1"),  # published a day after: on time
        history(DONE, 2, severity="P1"),  # published four days after: late
        history(DONE, 3, severity="P1"),  # in review
        history(DONE, 4, severity="P2"),  # published, and nobody said by when
        history(DONE, 5, severity="P3"),  # not required, and published after three days
        history("2026-11-01 10:00 reported", 6, severity="P1"),  # open: not required yet
        history("2026-11-01 10:00 reported, 12:00 resolved, 13:00 reopened", 7, severity="P1"),
        INC_2026_0001="2026-11-02T12:00Z",
        INC_2026_0002="2026-11-05T12:00Z",
        INC_2026_0003="",
        INC_2026_0004="2026-11-01T18:00Z",
        INC_2026_0005="2026-11-04T12:00Z",
    )
    assert found == PostmortemFigures(
        required=4, published=4, on_time=1, n_to_publish=4, median_days_to_publish=2.0
    )


def test_what_was_published_before_the_last_resolution_took_no_days(tmp_path: Path) -> None:
    again = "2026-11-01 10:00 reported, 12:00 resolved, 11-10 09:00 reopened, 11-10 10:00 resolved"
    found = figures(tmp_path, history(again, 1, severity="P1"), INC_2026_0001="2026-11-02T12:00Z")
    assert found == PostmortemFigures(1, 1, 1, 0, None)


def test_what_is_open_again_is_not_resolved_and_its_postmortem_took_no_days(tmp_path: Path) -> None:
    again = "2026-11-01 10:00 reported, 12:00 resolved, 11-10 09:00 reopened"
    found = figures(tmp_path, history(again, 1, severity="P1"), INC_2026_0001="2026-11-02T12:00Z")
    assert found == PostmortemFigures(0, 1, 0, 0, None)


@pytest.mark.parametrize(("published_at", "days"), [("2026-11-01T12:00Z", 0.0), ("2026-11-01T20:00Z", 0.33)])
def test_days_to_publish_are_told_to_a_hundredth(tmp_path: Path, published_at: str, days: float) -> None:
    found = figures(tmp_path, history(DONE, 1), INC_2026_0001=published_at)
    assert (found.n_to_publish, found.median_days_to_publish) == (1, days)


def test_of_nothing_there_is_no_median(tmp_path: Path) -> None:
    assert figures(tmp_path) == PostmortemFigures(0, 0, 0, 0, None)


def test_history_from_before_the_policy_owes_no_postmortem(tmp_path: Path) -> None:
    archive_folder(tmp_path, history(DONE, 1, severity="P1"), severity=f"{POLICY}since: 2026-11-02\n")
    found = Evidence(read_archive(tmp_path), NOW)
    assert postmortem_figures(found.archive.incidents, found.archive, found.clocks).required == 0

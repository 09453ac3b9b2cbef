from datetime import timedelta
from pathlib import Path

import pytest

from incitrack.metrics.action_items import ActionFigures, OwnedAction, action_figures, actions_of, by_owner
from incitrack.model.times import parse_time
from incitrack.records.archive import read_archive
from tests.builders import archive, archive_folder, postmortem_text, write
from tests.metrics.histories import NOW, evidence, history

OPEN = "{id: A1, title: Alert at 80%, owner: kim, due: 2026-11-19}"
DUE_TODAY = "{id: A2, title: Raise the limit, owner: kim, due: 2026-11-20, status: in-progress}"
IN_TIME = "{id: A3, title: Document it, owner: sam, due: 2026-11-15, status: done, done_on: 2026-11-15}"
LATE = "{id: A4, title: Fix it, owner: sam, due: 2026-11-15, status: done, done_on: 2026-11-16}"
DROPPED = "{id: A5, title: Rewrite it, due: 2026-11-01, status: dropped, dropped_because: Too large.}"


def found(root: Path, *items: str, reported: str = "2026-11-10 12:00") -> ActionFigures:
    known = evidence(root, history(f"{reported} reported", actions=f"[{', '.join(items)}]"))
    return action_figures(actions_of(known.archive.incidents[0], known.archive), NOW, known.policies)


def test_every_kind_of_action_item_is_counted_for_what_it_is(tmp_path: Path) -> None:
    figures = found(tmp_path, OPEN, DUE_TODAY, IN_TIME, LATE, DROPPED)
    assert figures == ActionFigures(
        opened=5, open=2, done=2, overdue=1, on_time=1, median_age_s=round(timedelta(days=10).total_seconds())
    )
    assert (figures.completion_rate, figures.done_on_time) == (0.4, 0.5)


def test_rates_and_age_of_nothing_are_unknown(tmp_path: Path) -> None:
    nothing = action_figures((), NOW, archive(tmp_path).policies)
    assert nothing == ActionFigures(0, 0, 0, 0, 0, None)
    assert (nothing.completion_rate, nothing.done_on_time) == (None, None)
    dropped = found(tmp_path / "dropped", DROPPED)
    assert (dropped.completion_rate, dropped.done_on_time, dropped.median_age_s) == (0.0, None, None)


def test_what_was_done_on_no_known_day_or_for_none_is_done_and_not_on_time(tmp_path: Path) -> None:
    days = ["", "due: 2026-11-15, ", "done_on: 2026-11-15, "]
    figures = found(
        tmp_path, *(f"{{id: A{i}, title: Fix it, {day}status: done}}" for i, day in enumerate(days, 1))
    )
    assert (figures.done, figures.on_time, figures.done_on_time) == (3, 0, 0.0)


def test_an_item_has_no_age_before_its_incident_was_reported(tmp_path: Path) -> None:
    figures = found(tmp_path, OPEN, reported="2026-11-21 12:00")
    assert (figures.open, figures.median_age_s) == (1, None)


@pytest.mark.parametrize(("now", "overdue"), [("2026-11-19T22:59Z", 0), ("2026-11-19T23:00Z", 1)])
def test_the_day_after_begins_where_the_team_works(tmp_path: Path, now: str, overdue: int) -> None:
    text = history("2026-11-10 12:00 reported", actions=f"[{OPEN}]")
    policy = "calendar: {timezone: Europe/Warsaw}\nseverities: {P2: {name: High}}\n"
    read = read_archive(archive_folder(tmp_path, text, severity=policy))
    figures = action_figures(actions_of(read.incidents[0], read), parse_time(now), read.policies)
    assert figures.overdue == overdue


def test_items_of_the_record_and_of_its_postmortem_belong_to_the_incident(tmp_path: Path) -> None:
    root = archive_folder(tmp_path, history("2026-11-10 12:00 reported", actions=f"[{OPEN}]"))
    write(root, "postmortems/2026/INC-2026-0042.md", postmortem_text(actions=f"[{IN_TIME}, {LATE}]"))
    # A second file that claims the same ID does not count the postmortem's again.
    write(root, "incidents/2026/INC-2026-0043.md", history("2026-11-10 12:00 reported", 42))
    read = read_archive(root)
    first, second = read.incidents
    assert [action.item.id for action in actions_of(first, read)] == ["A1", "A3", "A4"]
    assert list(actions_of(second, read)) == []


def test_owners_are_sorted_and_what_nobody_owns_has_a_place(tmp_path: Path) -> None:
    read = archive(
        tmp_path, history("2026-11-10 12:00 reported", actions=f"[{LATE}, {DROPPED}, {OPEN}, {IN_TIME}]")
    )
    owned = by_owner(actions_of(read.incidents[0], read))
    assert {owner: [action.item.id for action in actions] for owner, actions in owned.items()} == {
        "kim": ["A1"],
        "none": ["A5"],
        "sam": ["A4", "A3"],
    }
    assert list(owned) == ["kim", "none", "sam"]
    assert all(isinstance(action, OwnedAction) for actions in owned.values() for action in actions)

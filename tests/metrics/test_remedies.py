from pathlib import Path

import pytest

from incitrack.metrics.pareto import Portion, pareto
from incitrack.metrics.remedies import Remedies, Sort
from incitrack.records.archive import Archive, read_archive
from tests.builders import archive_folder, write, write_postmortem
from tests.metrics.histories import history

FACTORS = "[{factor: missing-alert}, {factor: no-rollback}]"


def action(title: str, **fields: str) -> str:
    known = {
        "id": "A1",
        "title": title,
        "owner": "kim",
        "due": "2026-06-30",
        "status": "done",
        "done_on": "2026-06-20",
    }
    return "[{" + ", ".join(f"{key}: {value}" for key, value in (known | fields).items()) + "}]"


def remedied(root: Path, actions: str, again: str = "2026-07-01 10:00", **fields: str) -> dict[str, int]:
    """How often each factor and cause came back in a second incident of the same service and postmortem."""
    archive_folder(
        root,
        history("2026-06-01 10:00 reported", 1, cause="change"),
        history(f"{again} reported", 2, **{"cause": "change"} | fields),
    )
    write_postmortem(root, id="INC-2026-0001", factors=FACTORS, actions=actions)
    write_postmortem(root, id="INC-2026-0002", factors=FACTORS)
    found = read_archive(root)
    assert found.unreadable == ()
    portions = [*shares(found, Sort.FACTOR), *shares(found, Sort.CAUSE)]
    return {each.key: each.came_back for each in portions if each.came_back}


def shares(found: Archive, sort: Sort) -> tuple[Portion, ...]:
    return pareto(found.incidents, sort, Remedies(found))


@pytest.mark.parametrize(
    ("actions", "came_back"),
    [
        (action("Add the missing alert at 80%"), {"missing-alert": 1}),
        (action("Watch the pool", area="missing-alert"), {"missing-alert": 1}),
        (action("Watch the pool", expected="No rollback takes over a minute."), {"no-rollback": 1}),
        # Named by its label in the taxonomy.
        (action("Nobody was paged"), {"missing-alert": 1}),
        (action("Approve each change twice"), {"change": 1}),
        # Nothing is named; only what is to keep it from coming back is held against all.
        (action("Watch the pool"), {}),
        (action("Watch the pool", kind="remediation"), {}),
        (action("Watch the pool", kind="prevention"), {"missing-alert": 1, "no-rollback": 1, "change": 1}),
        (action("Add the missing alert", kind="prevention"), {"missing-alert": 1}),
        # Whole words only, and only what was done.
        (action("Exchange the missing alerting system"), {}),
        (action("Add the missing alert", status="open"), {}),
        (action("Add the missing alert", status="dropped", dropped_because="Too dear."), {}),
    ],
)
def test_what_an_action_item_named_came_back(tmp_path: Path, actions: str, came_back: dict[str, int]) -> None:
    write(
        tmp_path,
        "policies/taxonomy.yaml",
        "factors: {missing-alert: Nobody was paged, no-rollback: No way back}\n",
    )
    assert remedied(tmp_path, actions) == came_back


@pytest.mark.parametrize(
    ("again", "came_back"),
    [
        ("2026-06-19 10:00", {}),
        ("2026-06-20 23:59", {}),  # on the very day, nobody knows which was first
        ("2026-06-21 00:00", {"missing-alert": 1}),
    ],
)
def test_it_comes_back_from_the_next_day_on(tmp_path: Path, again: str, came_back: dict[str, int]) -> None:
    assert remedied(tmp_path, action("Add the missing alert"), again) == came_back


def test_another_service_was_not_rid_of_it(tmp_path: Path) -> None:
    assert remedied(tmp_path, action("Add the missing alert"), services="[search]") == {}
    assert remedied(tmp_path, action("Add the missing alert"), services="[search, checkout]") == {
        "missing-alert": 1
    }


def test_what_was_done_for_an_incident_that_does_not_count_rids_of_nothing(tmp_path: Path) -> None:
    archive_folder(
        tmp_path,
        history(
            "2026-06-01 10:00 reported",
            1,
            cause="change",
            disposition="planned",
            actions=action("Approve each change twice"),
        ),
        history("2026-07-15 10:00 reported", 2, cause="change"),
    )
    found = read_archive(tmp_path)
    assert shares(found, Sort.CAUSE)[0].came_back == 0


def test_the_first_remedy_counts(tmp_path: Path) -> None:
    archive_folder(
        tmp_path,
        history("2026-06-01 10:00 reported", 1, cause="change", actions=action("Approve each change twice")),
        history(
            "2026-07-01 10:00 reported",
            2,
            cause="change",
            actions=action("One change a day", done_on="2026-08-01"),
        ),
        history("2026-07-15 10:00 reported", 3, cause="change"),
    )
    found = read_archive(tmp_path)
    assert shares(found, Sort.CAUSE) == (Portion("change", 3, 1.0, 1.0, 2),)

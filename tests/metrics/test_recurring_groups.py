from pathlib import Path

from incitrack.metrics.recurring_groups import Speed
from incitrack.metrics.summary import Summary
from incitrack.model.times import parse_time
from tests.metrics.histories import evidence, history


def alike(written: str, number: int, start: str | None = None, **fields: str) -> str:
    return history(written, number, **{"cause": "change", "started_at": start} | fields)


def test_the_first_stands_beside_the_later_ones(tmp_path: Path) -> None:
    known = evidence(
        tmp_path,
        alike("2026-06-01 10:00 reported, 14:00 resolved", 1, "2026-06-01T09:00Z"),
        alike("2026-07-01 10:00 reported, 12:00 resolved", 2, "2026-07-01T09:50Z"),
        alike("2026-07-08 10:00 reported, 11:00 resolved", 3, "2026-07-08T09:30Z"),
        alike("2026-07-09 10:00 reported", 4),
        alike("2026-07-09 10:00 reported", 5, services="[search]"),
    )
    (group,) = known.recurring.of(known.archive.incidents)
    assert group[:4] == ("checkout", "change", parse_time("2026-06-01T10:00Z"), parse_time("2026-07-09T10:00Z"))
    assert group.incidents == tuple(f"INC-2026-000{number}" for number in (1, 2, 3, 4))
    assert group.first == Speed(Summary(1, 3600, 3600, 3600, 3600), Summary(1, 14400, 14400, 14400, 14400))
    assert group.later == Speed(Summary(2, 1200, 1200, 1680, 2400), Summary(2, 5400, 5400, 6840, 10800))


def test_groups_are_those_in_which_a_chosen_incident_came_again_the_longest_first(tmp_path: Path) -> None:
    known = evidence(
        tmp_path,
        alike("2026-06-01 10:00 reported", 1),
        alike("2026-06-02 10:00 reported", 2),
        *(alike(f"2026-06-0{day} 10:00 reported", day, services="[search]") for day in (3, 4, 5)),
    )
    incidents = known.archive.incidents
    assert [group.service for group in known.recurring.of(incidents)] == ["search", "checkout"]
    assert [group.service for group in known.recurring.of(incidents[1:2])] == ["checkout"]
    # The first of a group did not come again.
    assert known.recurring.of(incidents[:1]) == ()

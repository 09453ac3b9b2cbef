from datetime import UTC, datetime

from incitrack.records.newest_first import newest_first, oldest_first, report_time
from incitrack.records.record import IncidentRecord
from tests.builders import incident, incident_text


def reported(number: int, time: str) -> IncidentRecord:
    return incident(incident_text(id=f"INC-2026-{number:04}", timeline=[f"- `{time}` **reported**"]))


def ids(records: list[IncidentRecord]) -> list[int]:
    return [int(record.id[9:]) for record in records]


def test_the_newest_report_comes_first() -> None:
    records = [
        reported(1, "2026-11-03T14:10Z"),
        reported(2, "2026-11-05T14:10Z"),
        reported(3, "2026-11-04T14:10Z"),
    ]
    assert ids(newest_first(records)) == [2, 3, 1]
    assert ids(oldest_first(records)) == [1, 3, 2]


def test_offsets_count() -> None:
    assert ids(newest_first([reported(1, "2026-11-05T14:10+02:00"), reported(2, "2026-11-05T13:00Z")])) == [2, 1]


def test_of_two_reported_at_once_the_higher_number_comes_first() -> None:
    records = [reported(9999, "2026-11-03T14:10Z"), reported(10000, "2026-11-03T14:10Z")]
    assert ids(newest_first(records)) == [10000, 9999]


def test_without_a_report_the_first_entry_then_the_start_then_the_year_stands_in() -> None:
    entries = ["- `2026-11-20T14:09Z` **update**: b", "- `2026-11-20T14:07Z` **detected**"]
    assert report_time(incident(incident_text(timeline=entries)).incident) == datetime(
        2026, 11, 20, 14, 7, tzinfo=UTC
    )
    started = incident(incident_text(timeline=[], started_at="2026-10-01T00:00Z"))
    assert report_time(started.incident) == datetime(2026, 10, 1, tzinfo=UTC)
    assert report_time(incident(incident_text(timeline=[])).incident) == datetime(2026, 1, 1, tzinfo=UTC)

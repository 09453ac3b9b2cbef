"""What the search's script is told of the documents beside the index."""

from pathlib import Path

import pytest

from incitrack.website.search.record_tables import record_tables
from tests.builders import SEVERITIES, archive_folder, incident_text
from tests.website.search.searched import contents, documents


def reported(number: int, at: str, **fields: str) -> str:
    return incident_text(id=f"INC-2026-000{number}", timeline=[f"- `{at}` **reported** @maria: Seen."], **fields)


@pytest.mark.parametrize(
    ("zone", "utc"),
    [("UTC", [[], []]), ("Europe/Warsaw", [[1, 1], []]), ("America/Lima", [[], [0, 3]])],
)
def test_a_report_whose_day_is_another_in_utc_is_told_by_its_place(
    tmp_path: Path, zone: str, utc: list[list[int]]
) -> None:
    root = archive_folder(
        tmp_path,
        reported(1, "2026-03-09T01:00Z"),
        reported(2, "2026-03-09T23:30Z"),
        reported(3, "2026-03-10T23:30Z"),
        reported(4, "2026-03-12T01:00Z"),
        severity=f"{SEVERITIES}calendar: {{timezone: {zone}}}\n",
    )

    assert record_tables(contents(root), documents(root))["utc"] == utc


def test_it_says_why_an_incident_does_not_count(tmp_path: Path) -> None:
    root = archive_folder(
        tmp_path,
        reported(1, "2026-03-01T10:00Z"),
        reported(2, "2026-03-02T10:00Z", disposition="duplicate", duplicate_of="INC-2026-0001"),
        reported(3, "2026-03-03T10:00Z", disposition="planned"),
        reported(4, "2026-03-04T10:00Z", disposition="duplicate", duplicate_of="INC-2026-0005"),
        reported(5, "2026-03-05T10:00Z", visibility="restricted"),
    )

    asides = record_tables(contents(root), documents(root))["asides"]

    assert asides == [0, "Duplicate", 1, "Planned", 1, "Duplicate of INC-2026-0001"]

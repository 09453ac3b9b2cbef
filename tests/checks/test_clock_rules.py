"""What the rules about clocks say: by whose target, by when, and whose it is."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from incitrack.checks.run import check_archive
from incitrack.records.archive import read_archive
from tests.builders import REPORTED, archive_folder, incident_text

NOW = datetime(2026, 11, 20, 17, tzinfo=UTC)
SEVERITY = """\
severities:
  P1: {name: Critical, sla: {communicate: 30m}}
  P2: {name: High, sla: {acknowledge: 4h}}
"""
LOWERED = "- `2026-11-20T15:40Z` **severity** @maria: P1 -> P2"
RAISED = "- `2026-11-20T14:20Z` **severity** @maria: P2 -> P1"
TOLD = "- `2026-11-20T16:40Z` **public** @sam: Mail is late."


def said(root: Path, code: str, severity: str, change: str, *told: str) -> str:
    text = incident_text(severity=severity, owner="maria", timeline=[REPORTED, change], communications=told)
    found = check_archive(read_archive(archive_folder(root, text, severity=SEVERITY)), NOW).findings
    return next(finding.message for finding in found if finding.code == code)


@pytest.mark.parametrize(
    ("code", "told", "message"),
    [
        ("INC304", [], "P1, as it was then, was to be made known outside by 2026-11-20T14:40Z, 2 h 20 min ago"),
        ("INC307", [TOLD], "P1, as it was then, was made known outside 2 h late, due by 2026-11-20T14:40Z"),
    ],
)
def test_a_breach_that_outlives_its_severity_names_that_one(
    tmp_path: Path, code: str, told: list[str], message: str
) -> None:
    assert said(tmp_path, code, "P2", LOWERED, *told).startswith(message)


def test_a_clock_of_the_severity_that_holds_names_it(tmp_path: Path) -> None:
    message = said(tmp_path, "INC304", "P1", RAISED)
    assert message == "P1 was to be made known outside by 2026-11-20T14:50Z, 2 h 10 min ago; it is @maria's"

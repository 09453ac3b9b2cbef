"""The clocks of a response where the timeline is an odd one; what the pages say is held with the oracle."""

from pathlib import Path

from incitrack.metrics.clocks import Clocks
from incitrack.records.archive import read_archive
from tests.builders import archive_folder
from tests.metrics.histories import NOW, history

POLICY = """\
severities:
  P1: {name: Critical, sla: {acknowledge: 15m, resolve: 4h, update: 30m, communicate: 30m}}
  P2: {name: High, sla: {resolve: 1d}}
"""


def clocks(root: Path, written: str) -> list[str]:
    """Name, start and deadline of each clock of an incident that is a P1 now."""
    archive = read_archive(archive_folder(root, history(written, severity="P1"), severity=POLICY))
    return [f"{each.name} {each.started_at:%H:%M}-{each.deadline_at:%H:%M}" for each in Clocks(archive, NOW).all()]


def test_what_was_never_reported_has_no_clock(tmp_path: Path) -> None:
    assert clocks(tmp_path, "2026-11-20 10:00 acknowledged, 10:30 update, 11:00 resolved") == []


def test_a_change_to_the_severity_that_it_has_sets_no_clock_anew(tmp_path: Path) -> None:
    found = clocks(tmp_path, "2026-11-20 08:00 reported, 09:00 P2 -> P1, 10:00 P1 -> P1")
    assert "resolve 09:00-13:00" in found

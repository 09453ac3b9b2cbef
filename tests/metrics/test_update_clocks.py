"""Where the clock between two entries begins."""

from pathlib import Path

from incitrack.metrics.clock import ClockName, Origin
from incitrack.metrics.clocks import Clocks
from incitrack.records.archive import read_archive
from tests.builders import REPORTED, archive_folder, incident_text
from tests.metrics.histories import NOW

POLICY = "severities: {P2: {name: High, sla: {update: 30m}}}"


def test_of_one_moment_the_entry_of_the_timeline_begins_it_and_not_what_was_told(tmp_path: Path) -> None:
    timeline = [REPORTED, "- `2026-11-20T14:20Z` **update** @jdoe: The pool is exhausted."]
    told = [
        "- `2026-11-20T14:20Z` **public** @sam: We are on it.",
        "- `2026-11-20T14:30Z` **public** @sam: Still.",
    ]
    text = incident_text(timeline=timeline, communications=told)
    archive = read_archive(archive_folder(tmp_path, text, severity=POLICY))
    begun = [each.origin for each in Clocks(archive, NOW).all() if each.name is ClockName.UPDATE]
    assert begun == [Origin("timeline", 0), Origin("timeline", 1), Origin("communications", 1)]

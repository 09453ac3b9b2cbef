"""Findings for the tests of reports, as hostile as text from a file can be."""

from datetime import UTC, datetime

from incitrack.checks.finding import Finding
from incitrack.checks.outcome import Outcome
from incitrack.errors import Place
from incitrack.model.check_levels import Level
from incitrack.records.record import FileKind

NOW = datetime(2026, 11, 20, 17, tzinfo=UTC)
PATH = "incidents/2026/INC-2026-0042.md"
HOSTILE = '100% of\r\n::error::a, b: \x1b[31m\u202e<&"]]>\uffff'


def finding(level: Level = Level.ERROR, *, code: str = "INC108", path: str = PATH, line: int = 4) -> Finding:
    """A finding of column 11 with plain words."""
    return Finding(
        code, "unknown-severity", level, Place(path, line, 11), "INC-2026-0042", "P9 is wrong", "write P1"
    )


def hostile() -> Finding:
    """A finding whose every text tries to be something else."""
    place = Place(f"incidents/{HOSTILE}\udcff.md", 1, 1)
    return Finding("INC001", "unreadable-file", Level.ERROR, place, None, HOSTILE, HOSTILE)


def outcome(*findings: Finding) -> Outcome:
    """The outcome of a check of two incidents and a policy."""
    files: dict[FileKind, tuple[str, ...]] = {
        "incident": (PATH, "incidents/2026/INC-2026-0043.md"),
        "postmortem": (),
        "policy": ("policies/a.yaml",),
    }
    return Outcome(NOW, findings, files)

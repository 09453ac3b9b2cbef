"""Incidents for figures, each said in one line: when what happened to it."""

from pathlib import Path

from incitrack.metrics.evidence import Evidence
from incitrack.model.incident import Incident
from incitrack.model.times import parse_time
from incitrack.records.archive import Archive
from incitrack.records.record import IncidentRecord
from tests.builders import archive, incident, incident_text

NOW = parse_time("2026-11-20T12:00Z")
_STATUS = {"reopened": "in-progress"}
_TRANSITIONS = {"reported", "acknowledged", "in-progress", "resolved", "closed", "reopened"}


def history(written: str, number: int = 42, **fields: str | None) -> str:
    """The text of an incident from `2026-11-20 14:10 reported, 14:14 acknowledged, 11-21 09:00 resolved`.

    A day holds until another is given, and a severity entry is `14:20 P2 -> P1`. The status follows.
    """
    entries: list[str] = []
    year, day, status = "", "", "reported"
    for part in written.split(", "):
        words = part.split(" ", 2)
        if len(words[0]) == 10:
            year, day = words[0][:4], words[0][5:]
            words = words[1:]
        elif len(words[0]) == 5 and words[0][2] == "-":
            day = words[0]
            words = words[1:]
        time, kind = words[0], " ".join(words[1:])
        if "->" in kind:
            entries.append(f"- `{year}-{day}T{time}Z` **severity**: {kind}")
            continue
        if kind in _TRANSITIONS:
            status = _STATUS.get(kind, kind)
        entries.append(f"- `{year}-{day}T{time}Z` **{kind}**{': x' if kind == 'update' else ''}")
    known = {"id": f"INC-{year}-{number:04}", "status": status}
    return incident_text(timeline=entries, **known | fields)  # type: ignore[arg-type] # fields are one of its


def one(written: str, **fields: str | None) -> Incident:
    """An incident that is read."""
    return incident(history(written, **fields)).incident


def evidence(root: Path, *texts: str) -> Evidence:
    """What figures of these incidents are drawn from."""
    read = archive(root, *texts)
    assert read.unreadable == ()
    return Evidence(read, NOW)


def record_of(found: Archive, number: int) -> IncidentRecord:
    """The record with this number, of whatever year."""
    return next(record for record in found.incidents if record.id.endswith(f"-{number:04}"))

"""Verify: who or what confirmed that the fix holds."""

from datetime import datetime

from incitrack.changes.change import Change
from incitrack.changes.draft import Draft
from incitrack.changes.known_words import handle, said
from incitrack.changes.lifecycle import refuse_illegal
from incitrack.model.entry import Kind, TimelineEntry
from incitrack.records.record import IncidentRecord


def verify(record: IncidentRecord, text: str, *, at: datetime, by: str) -> Change:
    """A `verified` entry.

    Raises:
        UsageError: the text is blank.
        RefusedError: it would stand before the report.
    """
    entry = TimelineEntry(at, Kind.VERIFIED, handle(by), said(text, "what was verified"))
    refuse_illegal(record.incident, entry)
    return Draft.of(record).with_entry(entry).change(Kind.VERIFIED)

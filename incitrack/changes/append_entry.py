"""Log: what was seen, decided, supposed, tried or handed upward, as one more entry of the timeline."""

from datetime import datetime
from typing import Final

from incitrack.changes.change import Change
from incitrack.changes.draft import Draft
from incitrack.changes.known_words import handle, promising, said, unknown
from incitrack.changes.lifecycle import refuse_illegal
from incitrack.errors import UsageError
from incitrack.model.entry import Kind, TimelineEntry
from incitrack.records.entries import Malformed, read_timeline_entry, write_timeline_entry
from incitrack.records.record import IncidentRecord

LOGGED_KINDS: Final = (Kind.UPDATE, Kind.DECISION, Kind.HYPOTHESIS, Kind.ATTEMPT, Kind.ESCALATED)
"""The kinds of entry that no verb of their own writes."""


def append_entry(record: IncidentRecord, text: str, *, kind: str = Kind.UPDATE, at: datetime, by: str) -> Change:
    """One more entry, whatever its text holds.

    Raises:
        UsageError: the kind is not one of `LOGGED_KINDS`, or the text is blank, not as its kind begins, or
            promises something by what is no time.
        RefusedError: it would stand before the report.
    """
    if kind not in LOGGED_KINDS:
        raise unknown(kind, LOGGED_KINDS, "a kind of entry to log")
    entry = TimelineEntry(at, Kind(kind), handle(by), promising(said(text, f"the {kind}")))
    understood = read_timeline_entry(write_timeline_entry(entry))
    if isinstance(understood, Malformed):
        raise UsageError(understood.message, hint=understood.hint)
    refuse_illegal(record.incident, entry)
    return Draft.of(record).with_entry(entry).change(kind)

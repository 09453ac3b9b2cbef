"""Dismiss: what was reported was no incident, or was planned; it leaves the metrics."""

from datetime import datetime
from typing import Final

from incitrack.changes.change import Change
from incitrack.changes.draft import Draft
from incitrack.changes.known_words import handle, said, unknown
from incitrack.changes.lifecycle import refuse_illegal
from incitrack.errors import UsageError
from incitrack.model.entry import Kind, TimelineEntry
from incitrack.model.incident import Disposition
from incitrack.records.edits_scalars import Plain
from incitrack.records.record import IncidentRecord

DISMISSALS: Final = (Disposition.FALSE_POSITIVE, Disposition.PLANNED)
"""What an incident can be dismissed as."""


def dismissal(typed: str) -> str:
    """What an incident can be dismissed as.

    Raises:
        UsageError: it is nothing of the kind.
    """
    if typed not in DISMISSALS:
        raise unknown(typed, DISMISSALS, "what an incident can be dismissed as")
    return typed


def dismiss(record: IncidentRecord, disposition: str, reason: str, *, at: datetime, by: str) -> Change:
    """The disposition, and a `decision` entry with the reason; the status is as it was.

    Raises:
        UsageError: it cannot be dismissed as that, is so already, or the reason is blank.
        RefusedError: it would stand before the report.
    """
    if disposition == Disposition.DUPLICATE:
        raise UsageError("a duplicate names the other record", hint=f"incitrack duplicate {record.id} OF")
    disposition = dismissal(disposition)
    if record.incident.disposition == disposition:
        raise UsageError(f"{record.id} is dismissed as {disposition} already")
    text = f"Dismissed as {disposition}: {said(reason, 'the reason')}"
    entry = TimelineEntry(at, Kind.DECISION, handle(by), text)
    refuse_illegal(record.incident, entry)
    draft = Draft.of(record).with_value(("disposition",), Plain(disposition)).without(("duplicate_of",))
    return draft.with_entry(entry).change(Kind.DECISION)

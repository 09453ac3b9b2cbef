"""Hand off: what the next shift needs to know, and the incident with it."""

from datetime import datetime

from incitrack.changes.assign import owner_entry, with_owner_entry
from incitrack.changes.change import Change
from incitrack.changes.draft import Draft
from incitrack.changes.known_words import handle, person, said
from incitrack.changes.lifecycle import refuse_illegal
from incitrack.model.entry import Kind, TimelineEntry
from incitrack.model.policies import Policies
from incitrack.records.record import IncidentRecord


def hand_off(record: IncidentRecord, to: str, text: str, *, at: datetime, by: str, policies: Policies) -> Change:
    """A `handoff` entry with the text, and behind it the `owner` entry that makes `to` the owner.

    Raises:
        UsageError: nobody knows the person, or the text is blank.
        RefusedError: it would stand before the report or before a later change of owner.
    """
    owner, heir = record.incident.owner, person(to, policies)
    entry = TimelineEntry(at, Kind.HANDOFF, handle(by), said(text, "the hand-over"))
    refuse_illegal(record.incident, entry)
    draft = Draft.of(record).with_entry(entry)
    if heir != owner:
        draft = with_owner_entry(draft, heir, owner_entry(owner, heir, at, handle(by)))
    return draft.change(Kind.HANDOFF)

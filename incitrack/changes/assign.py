"""Assign: another person owns the incident."""

from datetime import datetime

from incitrack.changes.change import Change
from incitrack.changes.draft import Draft
from incitrack.changes.known_words import handle, person, said
from incitrack.changes.lifecycle import refuse_illegal
from incitrack.changes.overtaken import refuse_overtaken
from incitrack.errors import UsageError
from incitrack.model.entry import Kind, TimelineEntry
from incitrack.model.policies import Policies
from incitrack.records.record import IncidentRecord


def assign(
    record: IncidentRecord, owner: str, *, at: datetime, by: str, policies: Policies, reason: str = ""
) -> Change:
    """The field and its entry, `@maria -> @jdoe`, or `none -> @jdoe` where there was nobody.

    Raises:
        UsageError: nobody knows the person, or they own it already.
        RefusedError: it would stand before the report or before a later change of owner.
    """
    to = person(owner, policies)
    if to == record.incident.owner:
        raise UsageError(f"{record.id} is @{to}'s already", hint="name the person who shall own it")
    entry = owner_entry(record.incident.owner, to, at, handle(by))
    if reason:
        entry = entry._replace(text=f"{entry.text}, {said(reason, 'the reason')}")
    return with_owner_entry(Draft.of(record), to, entry).change(Kind.OWNER)


def owner_entry(owner: str | None, to: str, at: datetime, by: str) -> TimelineEntry:
    """The entry of a change of owner."""
    return TimelineEntry(at, Kind.OWNER, by, f"{f'@{owner}' if owner else 'none'} -> @{to}")


def with_owner_entry(draft: Draft, to: str, entry: TimelineEntry) -> Draft:
    """The draft with another owner and the entry that says so.

    Raises:
        RefusedError: as `assign`.
    """
    refuse_illegal(draft.incident, entry)
    refuse_overtaken(draft.incident, Kind.OWNER, entry.at)
    return draft.with_value(("owner",), to).with_entry(entry)

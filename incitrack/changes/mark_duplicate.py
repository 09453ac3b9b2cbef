"""Duplicate: another incident's record is the one that stays."""

from datetime import datetime
from typing import Protocol

from incitrack.changes.change import Change
from incitrack.changes.draft import Draft
from incitrack.changes.known_words import handle, said
from incitrack.changes.lifecycle import refuse_illegal
from incitrack.errors import UsageError
from incitrack.model.entry import Kind, TimelineEntry
from incitrack.model.incident import Disposition
from incitrack.model.words import ID_HINT, INCIDENT_ID, shown
from incitrack.records.edits_scalars import Plain
from incitrack.records.record import IncidentRecord


class Incidents(Protocol):
    """The other incidents, as an archive knows them, or as they are looked up one by one."""

    def exists(self, identifier: str) -> bool:
        """Whether there is a record of that ID, readable or not."""

    def incident(self, identifier: str) -> IncidentRecord | None:
        """The readable record of an incident."""


def mark_duplicate(
    record: IncidentRecord, of: str, *, archive: Incidents, at: datetime, by: str, text: str = ""
) -> Change:
    """The disposition, the link to the record that stays, and a `duplicate` entry; the status is as it was.

    Raises:
        UsageError: there is no such record, or it is this one, or itself a duplicate of this one.
        RefusedError: it would stand before the report.
    """
    _refuse_reference(record, of, archive)
    said_of = of + (f", {said(text, 'the reason')}" if text else "")
    entry = TimelineEntry(at, Kind.DUPLICATE, handle(by), said_of)
    refuse_illegal(record.incident, entry)
    draft = Draft.of(record).with_value(("duplicate_of",), of)
    draft = draft.with_value(("disposition",), Plain(Disposition.DUPLICATE)).with_entry(entry)
    return draft.change(Kind.DUPLICATE)


def _refuse_reference(record: IncidentRecord, of: str, archive: Incidents) -> None:
    if not INCIDENT_ID.fullmatch(of):
        raise UsageError(f"{shown(of)} is not an incident's ID", hint=ID_HINT)
    if of == record.incident.duplicate_of:
        raise UsageError(f"{record.id} is marked as a duplicate of {of} already")
    if not archive.exists(of) and of != record.id:
        raise UsageError(f"{of} does not exist", hint="incitrack list shows what there is")
    seen: set[str] = set()
    stays: str | None = of
    while stays is not None and stays not in seen:
        if stays == record.id:
            what = "itself" if of == record.id else f"{of}, which is in turn a duplicate of it"
            raise UsageError(
                f"{record.id} cannot be a duplicate of {what}", hint="name the incident whose record stays"
            )
        seen.add(stays)
        other = archive.incident(stays)
        stays = other.incident.duplicate_of if other else None

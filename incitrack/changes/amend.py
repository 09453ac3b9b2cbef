"""Amend: a correction of an earlier entry, which stays as it is."""

from datetime import datetime, timedelta

from incitrack.changes.change import Change
from incitrack.changes.draft import Draft
from incitrack.changes.known_words import handle, said
from incitrack.changes.lifecycle import refuse_illegal
from incitrack.errors import UsageError
from incitrack.model.entry import Kind, TimelineEntry
from incitrack.model.incident import Incident
from incitrack.model.times import record_time
from incitrack.records.edits_entry_text import begun
from incitrack.records.record import IncidentRecord


def amend(
    record: IncidentRecord, entry_at: datetime, text: str, *, at: datetime, by: str, removed: bool = False
) -> Change:
    """An `amended` entry that names the time of the entry it corrects.

    A time without seconds names the one entry within that minute, where none has exactly that time. With `removed`
    the entry is there no more: the amendment tells of it, and names its time as it was given.

    Raises:
        UsageError: there is no entry of that time, or more than one in its minute; or the text is blank.
        RefusedError: it would stand before the report.
    """
    corrected = record_time(entry_at if removed else _named(record.incident, entry_at))
    correction = begun(said(text, "the correction"))
    space = "" if correction.startswith("\n") else " "
    entry = TimelineEntry(at, Kind.AMENDED, handle(by), f"On `{corrected}`:{space}{correction}")
    refuse_illegal(record.incident, entry)
    return Draft.of(record).with_entry(entry).change(Kind.AMENDED)


def _named(incident: Incident, moment: datetime) -> datetime:
    times = [*(entry.at for entry in incident.timeline), *(told.at for told in incident.communications)]
    if moment in times:
        return moment
    within = {at for at in times if moment <= at < moment + timedelta(minutes=1)} if moment.second == 0 else set()
    if len(within) > 1:
        raise UsageError(
            f"{incident.id} has {len(within)} entries within the minute of {record_time(moment)}",
            hint="name one to the second: " + ", ".join(record_time(at) for at in sorted(within)),
        )
    if within:
        return within.pop()
    near = ", ".join(record_time(at) for at in sorted(sorted(set(times), key=lambda at: abs(at - moment))[:3]))
    raise UsageError(
        f"{incident.id} has no entry at {record_time(moment)}",
        hint=f"there are entries at {near}; of one that was removed --removed tells",
    )

"""Action move: another due day, and in the incident's timeline the reason."""

from datetime import date, datetime

from incitrack.changes.action_place import find_action, refuse_unless_open
from incitrack.changes.change import Change
from incitrack.changes.draft import Draft
from incitrack.changes.known_words import handle, said
from incitrack.changes.lifecycle import refuse_illegal
from incitrack.errors import UsageError
from incitrack.model.entry import Kind, TimelineEntry
from incitrack.records.edits_scalars import Plain
from incitrack.records.record import IncidentRecord, PostmortemRecord


def move_action(
    record: IncidentRecord,
    postmortem: PostmortemRecord | None,
    action_id: str,
    due: date,
    reason: str,
    *,
    at: datetime,
    by: str,
) -> Change:
    """The item's due day in the file that holds it, and an `update` entry that names the item.

    Raises:
        UsageError: there is no such item, it is due on that day already, or the reason is blank.
        RefusedError: it is done or dropped, or the entry would stand before the report.
    """
    place = find_action(record, postmortem, action_id)
    refuse_unless_open(place)
    item = place.item
    if item.due == due:
        raise UsageError(f"{record.id}/{item.id} is due on {due} already", hint="name another day")
    moved = f"{item.id} moved from {item.due} to {due}" if item.due else f"{item.id} is due on {due}"
    entry = TimelineEntry(at, Kind.UPDATE, handle(by), f"{moved}: {said(reason, 'the reason')}")
    refuse_illegal(record.incident, entry)
    changed = place.with_value("due", Plain(due.isoformat())).draft
    if changed.path == record.path:
        return changed.with_entry(entry).change(Kind.UPDATE)
    edits = (*changed.edits(), *Draft.of(record).with_entry(entry).edits())
    return Change(record.id, Kind.UPDATE, edits)

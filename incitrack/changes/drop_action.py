"""Action drop: it will not be done, and why."""

from incitrack.changes.action_place import find_action, refuse_unless_open
from incitrack.changes.change import Change
from incitrack.changes.known_words import said
from incitrack.model.action import ActionStatus
from incitrack.records.edits_scalars import Plain
from incitrack.records.record import IncidentRecord, PostmortemRecord


def drop_action(
    record: IncidentRecord, postmortem: PostmortemRecord | None, action_id: str, reason: str
) -> Change:
    """The item's status and the reason, which is one line.

    Raises:
        UsageError: there is no such item, or the reason is blank or more than one line.
        RefusedError: it is done or dropped already.
    """
    place = find_action(record, postmortem, action_id)
    refuse_unless_open(place)
    dropped = place.with_value("status", Plain(ActionStatus.DROPPED))
    dropped = dropped.with_value("dropped_because", said(reason, "the reason"))
    return dropped.draft.change("action", detail=f"{place.item.id} dropped")

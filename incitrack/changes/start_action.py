"""Action start: somebody works on it."""

from incitrack.changes.action_place import find_action, refuse_unless_open
from incitrack.changes.change import Change
from incitrack.model.action import ActionStatus
from incitrack.records.edits_scalars import Plain
from incitrack.records.record import IncidentRecord, PostmortemRecord


def start_action(record: IncidentRecord, postmortem: PostmortemRecord | None, action_id: str) -> Change:
    """The item's status; empty where it is in progress already.

    Raises:
        UsageError: there is no such item.
        RefusedError: it is done or dropped.
    """
    place = find_action(record, postmortem, action_id)
    refuse_unless_open(place)
    draft = place.with_value("status", Plain(ActionStatus.IN_PROGRESS)).draft
    return draft.change("action", detail=f"{place.item.id} started")

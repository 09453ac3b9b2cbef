"""Where an action item stands: in the incident's record or in its postmortem's, and at which place of the list."""

from typing import NamedTuple

from incitrack.changes.draft import Draft
from incitrack.changes.known_words import unknown
from incitrack.errors import RefusedError, UsageError
from incitrack.model.action import ActionItem, ActionStatus
from incitrack.records.edits_scalars import Value
from incitrack.records.record import IncidentRecord, PostmortemRecord


class ActionPlace(NamedTuple):
    """An action item, the draft of the file that holds it, and its position in `actions`."""

    draft: Draft
    position: int
    item: ActionItem

    def with_value(self, key: str, value: Value) -> "ActionPlace":
        """The same place with a key of the item set."""
        return self._replace(draft=self.draft.with_value(("actions", self.position, key), value))


def actions_of(record: IncidentRecord | PostmortemRecord) -> tuple[ActionItem, ...]:
    """The action items that a file holds."""
    return record.incident.actions if isinstance(record, IncidentRecord) else record.postmortem.actions


def find_action(incident: IncidentRecord, postmortem: PostmortemRecord | None, action_id: str) -> ActionPlace:
    """The action item of that ID, `A1`, in either file.

    Raises:
        UsageError: there is none, or more than one.
    """
    files = (incident, postmortem) if postmortem else (incident,)
    places = [
        ActionPlace(Draft.of(record), number, item)
        for record in files
        for number, item in enumerate(actions_of(record))
    ]
    found = [place for place in places if place.item.id == action_id.upper()]
    if not found:
        raise unknown(action_id, [place.item.id for place in places], f"an action item of {incident.id}")
    if len(found) > 1:
        where = " and ".join(dict.fromkeys(place.draft.path for place in found))
        raise UsageError(f"{action_id} stands more than once, in {where}", hint="give one of them another ID")
    return found[0]


def refuse_unless_open(place: ActionPlace) -> None:
    """Refuse to work on what is done or dropped.

    Raises:
        RefusedError: it is.
    """
    item = place.item
    if not item.is_open:
        when = f" since {item.done_on}" if item.status is ActionStatus.DONE and item.done_on else ""
        raise RefusedError(
            f"{place.draft.id}/{item.id} is {item.status}{when}",
            hint=f"allowed now: incitrack action add {place.draft.id} TITLE --owner HANDLE --due DATE",
        )

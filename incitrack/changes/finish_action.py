"""Action done: what was decided is carried out."""

from datetime import date

from incitrack.changes.action_place import find_action, refuse_unless_open
from incitrack.changes.change import Change
from incitrack.model.action import ActionStatus
from incitrack.records.edits_entry_text import writable
from incitrack.records.edits_scalars import Plain
from incitrack.records.record import IncidentRecord, PostmortemRecord


def finish_action(
    record: IncidentRecord,
    postmortem: PostmortemRecord | None,
    action_id: str,
    *,
    done_on: date,
    proof: str | None = None,
) -> Change:
    """The item's status, the day, and the commit or link that shows it.

    Raises:
        UsageError: there is no such item, or the proof is neither a commit nor a link.
        RefusedError: it is done or dropped already.
    """
    place = find_action(record, postmortem, action_id)
    refuse_unless_open(place)
    done = place.with_value("status", Plain(ActionStatus.DONE)).with_value("done_on", Plain(done_on.isoformat()))
    if proof is not None:
        done = done.with_value("proof", writable(proof))
    return done.draft.change("action", detail=f"{place.item.id} done")

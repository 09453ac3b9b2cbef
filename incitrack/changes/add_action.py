"""Action add: one more action item, in the postmortem if there is one, else in the incident's record."""

from datetime import date

from incitrack.changes.action_place import actions_of
from incitrack.changes.change import Change
from incitrack.changes.draft import Draft
from incitrack.changes.known_words import person
from incitrack.model.policies import Policies
from incitrack.records.edits_entry_text import writable
from incitrack.records.edits_scalars import Plain, Value
from incitrack.records.record import IncidentRecord, PostmortemRecord


def add_action(
    record: IncidentRecord,
    postmortem: PostmortemRecord | None,
    *,
    title: str,
    owner: str,
    due: date,
    kind: str | None = None,
    expected: str | None = None,
    priority: str | None = None,
    area: str | None = None,
    link: str | None = None,
    policies: Policies,
) -> Change:
    """The item under the next ID that neither file has, at the end of its list.

    Raises:
        UsageError: the owner is unknown, or a value is none that its key takes.
    """
    action_id = _next_id(record, postmortem)
    item: dict[str, Value] = {
        "id": action_id,
        "title": writable(title).strip(" "),
        "owner": person(owner, policies),
        "due": Plain(due.isoformat()),
    }
    more = {"kind": kind, "expected": expected, "priority": priority, "area": area, "link": link}
    item |= {key: writable(value).strip(" ") for key, value in more.items() if value is not None}
    draft = Draft.of(postmortem or record).with_element(("actions",), item)
    return draft.change("action", detail=f"{action_id} added", notes=[f"added as {record.id}/{action_id}"])


def _next_id(record: IncidentRecord, postmortem: PostmortemRecord | None) -> str:
    items = (*actions_of(record), *(actions_of(postmortem) if postmortem else ()))
    taken = [int(item.id[1:]) for item in items]
    return f"A{max(taken, default=0) + 1}"

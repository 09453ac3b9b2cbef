"""An action item is due later than before, and the change does not say why.

Asked with `--base` alone. A day that moves without a word is a promise that was
given up in silence. The reason is a new entry in the incident's timeline whose
text names the item: `A1`, or `INC-2026-0042/A1`. That holds for the items of
the postmortem too.

To mend it, write down the reason: `incitrack action move` sets the day and adds
the entry in one commit.

Wrong (where the base says 2026-12-01):

    due: 2026-12-15

Right:

    due: 2026-12-15

    - `2026-11-30T09:00Z` **update** @jdoe: A1 moved from 2026-12-01 to
      2026-12-15: the vendor ships the fix on the 12th.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from incitrack.checks.actions import Holder, action_rule
from incitrack.checks.entry_changes import entry_changes
from incitrack.checks.facts import Facts
from incitrack.checks.rule import Fault
from incitrack.model.action import ActionItem
from incitrack.model.check_levels import Level
from incitrack.records.archive import Archive
from incitrack.records.body import TIMELINE
from incitrack.records.record import IncidentRecord, PostmortemRecord

_NAMED: Final = re.compile(r"(?:\b(?P<incident>INC-[0-9]+-[0-9]+)/)?\b(?P<item>A[1-9][0-9]*)\b")


def _look(record: Holder, actions: Sequence[ActionItem], facts: Facts) -> Iterator[Fault]:
    if facts.comparison is None or record.path not in facts.comparison.touched:
        return
    incident = facts.archive.incident(record.id)
    if incident is None:  # it cannot be read, or is not there: INC0xx or INC111
        return
    before = _items_before(record, facts)
    for index, item in enumerate(actions):
        was = before.get(item.id)
        if was and was.due and item.due and item.due > was.due and item.id not in _named(incident, facts):
            message = f"{item.id} slips from {was.due} to {item.due}, and no new entry says why"
            hint = f"add the reason to the timeline, as incitrack action move {record.id}/{item.id} does"
            yield Fault(record.place("actions", index, "due"), message, hint)


def _items_before(record: Holder, facts: Facts) -> dict[str, ActionItem]:
    """The items as they were, by ID: of the same file, and those that came here from the incident's other file."""
    if facts.comparison is None:
        return {}
    own = facts.comparison.record_before(record)
    there_before = _other_file(record, facts.comparison.before)
    stayed = {item.id for item in _items(_other_file(record, facts.archive))}
    came = {item.id: item for item in _items(there_before) if item.id not in stayed}
    return came | {item.id: item for item in _items(own)}


def _other_file(record: Holder, archive: Archive) -> Holder | None:
    is_incident = isinstance(record, IncidentRecord)
    return archive.postmortem_of(record.id) if is_incident else archive.incident(record.id)


def _items(record: Holder | None) -> tuple[ActionItem, ...]:
    match record:
        case None:
            return ()
        case IncidentRecord():
            return record.incident.actions
        case PostmortemRecord():
            return record.postmortem.actions


def _named(incident: IncidentRecord, facts: Facts) -> set[str]:
    """The IDs of the incident's action items that its new entries name."""
    found = (match for text in _new_texts(incident, facts) for match in _NAMED.finditer(text))
    return {match["item"] for match in found if match["incident"] in {None, incident.id}}


def _new_texts(incident: IncidentRecord, facts: Facts) -> Iterator[str]:
    if facts.comparison and facts.comparison.record_before(incident) is None:
        yield from (entry.text for entry in incident.incident.timeline)
    for changes in entry_changes(incident, facts):
        if changes.section == TIMELINE:
            yield from (changes.later[index].text for index in changes.matching.added)


RULE = action_rule("INC504", "due-slipped", Level.WARNING, _look)

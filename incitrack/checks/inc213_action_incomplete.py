"""An action item says half of what it should.

It is `done` without `done_on`, or `dropped` without `dropped_because`, or it
has the ID of another one in the file. When something was done is what
completion is measured by; why it was dropped is what the next person will ask.

To mend it, add the day or the reason, or give the second one the next free ID.

Wrong:

    - id: A1
      title: Alert at 80% pool saturation
      status: done

Right:

    - id: A1
      title: Alert at 80% pool saturation
      status: done
      done_on: 2026-11-30
"""

from collections.abc import Iterator, Sequence

from incitrack.checks.actions import Holder, action_rule
from incitrack.checks.facts import Facts
from incitrack.checks.rule import Fault
from incitrack.model.action import ActionItem, ActionStatus
from incitrack.model.check_levels import Level


def _look(record: Holder, actions: Sequence[ActionItem], _facts: Facts) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, action in enumerate(actions):
        if action.status is ActionStatus.DONE and action.done_on is None:
            place = record.place("actions", index, "status")
            yield Fault(place, f"{action.id} is done, but not when", "add done_on: and the day")
        if action.status is ActionStatus.DROPPED and action.dropped_because is None:
            place = record.place("actions", index, "status")
            yield Fault(place, f"{action.id} is dropped, but not why", "add dropped_because: and the reason")
        if action.id in seen:
            place = record.place("actions", index, "id")
            yield Fault(place, f"{action.id} stands twice in this file", "give this one the next free ID")
        seen.add(action.id)


RULE = action_rule("INC213", "action-incomplete", Level.ERROR, _look)

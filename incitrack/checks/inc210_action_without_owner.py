"""An action item has no owner.

What nobody in particular will do is not done. An action item is one person's,
also where a team shares the work.

To mend it, name the person.

Wrong:

    - id: A1
      title: Alert at 80% pool saturation
      due: 2026-12-01

Right:

    - id: A1
      title: Alert at 80% pool saturation
      owner: jdoe
      due: 2026-12-01
"""

from collections.abc import Iterator, Sequence

from incitrack.checks.actions import Holder, action_rule
from incitrack.checks.facts import Facts
from incitrack.checks.rule import Fault
from incitrack.model.action import ActionItem
from incitrack.model.check_levels import Level


def _look(record: Holder, actions: Sequence[ActionItem], _facts: Facts) -> Iterator[Fault]:
    for index, action in enumerate(actions):
        if action.owner is None:
            place = record.place("actions", index)
            yield Fault(place, f"{action.id} has no owner", "add owner: and one person's handle")


RULE = action_rule("INC210", "action-without-owner", Level.ERROR, _look)

"""An action item has no due date.

Without a day nobody can say that it is late, and it stays open for good.

To mend it, write the day by which it will be done. It may be moved later, with
the reason: `incitrack action move ID/A1 DATE REASON`.

Wrong:

    - id: A1
      title: Alert at 80% pool saturation
      owner: jdoe

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
        if action.due is None:
            yield Fault(record.place("actions", index), f"{action.id} has no due date", "add due: and a day")


RULE = action_rule("INC211", "action-without-due", Level.ERROR, _look)

"""An action item is still open after its due day.

The day is over at midnight in the time zone of the policy's calendar. A promise
that has passed without a word is how the same incident happens twice.

To mend it, finish it (`incitrack action done ID/A1`), move it with a reason
(`action move`), or say that it will not be done (`action drop`).

Wrong (on 2026-12-03):

    - id: A1
      title: Alert at 80% pool saturation
      owner: jdoe
      due: 2026-12-01

Right:

    - id: A1
      title: Alert at 80% pool saturation
      owner: jdoe
      due: 2026-12-01
      status: done
      done_on: 2026-12-01
"""

from collections.abc import Iterator, Sequence

from incitrack.checks.actions import Holder, action_rule
from incitrack.checks.facts import Facts
from incitrack.checks.rule import Fault
from incitrack.model.action import ActionItem
from incitrack.model.check_levels import Level
from incitrack.wording import count_text


def _look(record: Holder, actions: Sequence[ActionItem], facts: Facts) -> Iterator[Fault]:
    for index, action in enumerate(actions):
        if days := action.days_overdue(facts.today):
            whose = f" of {action.owner}" if action.owner else ""
            message = f"{action.id}{whose} is {count_text(days, 'day')} overdue"
            hint = f"incitrack action done {record.id}/{action.id}, or move it with a reason, or drop it"
            yield Fault(record.place("actions", index, "due"), message, hint)


RULE = action_rule("INC212", "action-overdue", Level.ERROR, _look, needs_calendar=True)

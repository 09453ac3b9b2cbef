"""A postmortem has more than seven open action items.

So many are rarely done. A few that change something are worth more than a list
which everybody knows will not be finished.

To mend it, drop those that will not be done, with the reason, or join what
belongs together. This is a notice.

Wrong:

    actions: eight items with status: open

Right:

    actions: three items with status: open, five with status: dropped
"""

from collections.abc import Iterator
from typing import Final

from incitrack.checks.facts import Facts
from incitrack.checks.rule import Fault, Rule
from incitrack.model.check_levels import Level
from incitrack.records.record import PostmortemRecord

_MOST: Final = 7


def _check(record: PostmortemRecord, _facts: Facts) -> Iterator[Fault]:
    still_open = sum(action.is_open for action in record.postmortem.actions)
    if still_open > _MOST:
        message = f"{still_open} action items are open; more than {_MOST} are rarely done"
        yield Fault(record.key_place("actions"), message, "drop what will not be done, and say why")


RULE = Rule(code="INC215", name="too-many-actions", level=Level.NOTICE, postmortem=_check)

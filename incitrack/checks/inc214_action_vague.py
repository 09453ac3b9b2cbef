"""An open action item says nothing that one could check.

Its title starts with improve, better, look into, consider or the like, and
holds no number, name or place to look: nobody can say when it is done, so it is
either never done or done at once. A name is a service, a person or a
capitalised word; a place is a path, an address, `code` or a dotted name.

To mend it, say what will be there that is not there now, and how one can tell.
This is a notice.

Wrong:

    title: Improve monitoring

Right:

    title: Alert at 80% pool saturation, tried at peak traffic
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from incitrack.checks.actions import Holder, action_rule
from incitrack.checks.facts import Facts
from incitrack.checks.rule import Fault
from incitrack.model.action import ActionItem
from incitrack.model.check_levels import Level

_OPENING: Final = re.compile(
    r"(?:improve|better|enhance|strengthen|consider|investigate|explore|discuss|revisit|evaluate|"
    r"look (?:into|at)|think about|work on|try to|be more)\b",
    re.IGNORECASE,
)
_CONCRETE: Final = re.compile(r"[0-9`@/_]|[^\W_]\.[^\W_]")


def _look(record: Holder, actions: Sequence[ActionItem], facts: Facts) -> Iterator[Fault]:
    for index, action in enumerate(actions):
        if action.is_open and (opening := _OPENING.match(action.title)) and not _is_concrete(action.title, facts):
            message = f"{action.id} starts with “{opening[0]}” and names no number, name or place to look"
            hint = "say what will be there that is not there now, and how one can tell"
            yield Fault(record.place("actions", index, "title"), message, hint)


def _is_concrete(title: str, facts: Facts) -> bool:
    if _CONCRETE.search(title):
        return True
    words = [word.strip(".,;:!?()“”\"'") for word in title.split()]
    if any(word[:1].isupper() for word in words[1:]):
        return True
    catalogue = facts.policies.services
    return not {*(catalogue.services or ()), *(catalogue.people or ())}.isdisjoint(words)


RULE = action_rule("INC214", "action-vague", Level.NOTICE, _look)

"""Action items: what will be done so that it does not come back, by whom and by when."""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Final

from incitrack.model.grammar import Grammar
from incitrack.model.shape import Shape
from incitrack.model.times import Day
from incitrack.model.words import CommitOrLink, Handle, Link, OneLine, Slug, Text, Title, shown, wrong

ACTION_ID: Final = re.compile(r"A[1-9][0-9]{0,3}")


class ActionKind(StrEnum):
    """What an action item is for."""

    MITIGATION = "mitigation"
    REMEDIATION = "remediation"
    PREVENTION = "prevention"


class ActionStatus(StrEnum):
    """How far an action item has come."""

    OPEN = "open"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    DROPPED = "dropped"


class ActionPriority(StrEnum):
    """How much an action item matters."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


def _action_id(value: object) -> str:
    if isinstance(value, str) and ACTION_ID.fullmatch(value):
        return str(value)
    return wrong(f"{shown(value)} is not an action item's ID", "write A1, A2, …, unique in the file")


ActionId = Annotated[
    str,
    Grammar(_action_id, {"type": "string", "pattern": f"^{ACTION_ID.pattern}$"}),
]


class ActionItem(Shape):
    """One element of `actions:`; without owner or due it still parses, so that a check can name it."""

    id: ActionId
    title: Title
    owner: Handle | None = None
    due: Day | None = None
    kind: ActionKind | None = None
    expected: Text | None = None
    status: ActionStatus = ActionStatus.OPEN
    done_on: Day | None = None
    dropped_because: OneLine | None = None
    link: Link | None = None
    proof: CommitOrLink | None = None
    priority: ActionPriority | None = None
    area: Slug | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still has to be done: open or in progress."""
        return self.status in {ActionStatus.OPEN, ActionStatus.IN_PROGRESS}

    def days_overdue(self, today: date) -> int:
        """Whole days since its due day, 0 where it is not overdue, has no due day or is not open."""
        if not self.is_open or self.due is None:
            return 0
        return max(0, (today - self.due).days)

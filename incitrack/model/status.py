"""An incident's status and the transitions that lead from one to the next."""

from enum import StrEnum
from typing import Final


class Status(StrEnum):
    """Where an incident stands, in the order of its life."""

    REPORTED = "reported"
    ACKNOWLEDGED = "acknowledged"
    IN_PROGRESS = "in-progress"
    RESOLVED = "resolved"
    CLOSED = "closed"

    @property
    def rank(self) -> int:
        """0 for reported to 4 for closed."""
        return _RANK[self]

    @property
    def is_open(self) -> bool:
        """Whether someone still has to work on it: reported, acknowledged or in-progress."""
        return _RANK[self] < _RANK[Status.RESOLVED]


_RANK: Final = {status: rank for rank, status in enumerate(Status)}

REOPENED: Final = "reopened"

AFTER_TRANSITION: Final[dict[str, Status]] = {**{str(s): s for s in Status}, REOPENED: Status.IN_PROGRESS}
"""The status that each kind of transition entry leaves an incident in."""


def is_allowed(before: Status | None, transition: str) -> bool:
    """Whether an entry of kind `transition` may follow `before` (None: nothing was reported yet).

    Forward with steps skipped, never backward or on the spot except by `reopened`, from resolved or closed.
    """
    if before is None:
        return transition == Status.REPORTED
    if transition == REOPENED:
        return not before.is_open
    return AFTER_TRANSITION[transition].rank > before.rank


def allowed_after(before: Status) -> tuple[str, ...]:
    """The kinds of transition that may follow `before`, in the order of an incident's life."""
    return tuple(kind for kind in AFTER_TRANSITION if is_allowed(before, kind))

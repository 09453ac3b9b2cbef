"""The rule of a three-way merge: what one side changed holds; what both changed differently is unsettled."""

from enum import Enum
from typing import Final, TypeVar

from incitrack.merging.pieces import Conflict, Piece

T = TypeVar("T")


class Unsettled(Enum):
    """Both sides changed it, and differently."""

    UNSETTLED = "unsettled"


UNSETTLED: Final = Unsettled.UNSETTLED


def settled(base: T, ours: T, theirs: T) -> T | Unsettled:
    """What three versions of one thing come to."""
    if theirs in (ours, base):
        return ours
    return theirs if ours == base else UNSETTLED


def settled_text(base: str, ours: str, theirs: str) -> str:
    """The same for spacing and the like, of which something has to stand: where unsettled, what says more."""
    found = settled(base, ours, theirs)
    return max((ours, theirs), key=lambda text: (len(text), text)) if found is UNSETTLED else found


def settled_lines(base: str, ours: str, theirs: str) -> list[Piece]:
    """The same for lines that people wrote beside the values: comments conflict, blank lines do not."""
    found = settled(base, ours, theirs)
    if found is not UNSETTLED:
        return [found] if found else []
    if ours.strip() == theirs.strip() or not ours.strip() or not theirs.strip():
        return [settled_text(base, ours, theirs)]
    return [Conflict(ours, theirs, base)]

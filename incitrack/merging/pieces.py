"""A merged text in pieces: what is settled, and what conflicts, with both sides' lines."""

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple, TypeAlias, assert_never


class Side(Enum):
    """Whose version: Git calls the branch that is merged into ours, and the other theirs."""

    OURS = "ours"
    THEIRS = "theirs"


class Conflict(NamedTuple):
    """Whole lines, with their ends, that both sides have changed differently, and what they were; "" is none."""

    ours: str
    theirs: str
    base: str = ""

    def of(self, side: Side) -> str:
        """A side's lines."""
        match side:
            case Side.OURS:
                return self.ours
            case Side.THEIRS:
                return self.theirs
            case _:
                assert_never(side)


Piece: TypeAlias = str | Conflict


Names: TypeAlias = tuple[str, ...]
"""The keys that lead to a field."""


class Marks(NamedTuple):
    """How conflicts are marked: what stands behind the markers, and how many characters these have.

    `with_base`: what was there before is shown too, as in Git's conflict style diff3.
    """

    ours: str = "ours"
    base: str = "base"
    theirs: str = "theirs"
    size: int = 7
    with_base: bool = False


class CannotMergeError(Exception):
    """What the versions say cannot be joined line by line; texts have to be merged instead."""


def resolved(pieces: Iterable[Piece], side: Side) -> str:
    """The text where every conflict is settled by taking that side's lines."""
    return "".join(piece.of(side) if isinstance(piece, Conflict) else piece for piece in pieces)


def has_conflict(pieces: Iterable[Piece]) -> bool:
    """Whether anything in it conflicts."""
    return any(isinstance(piece, Conflict) for piece in pieces)


def marked(pieces: Sequence[Piece], marks: Marks) -> str:
    """The text with Git's markers around each conflict."""
    return "".join(_marked(piece, marks) if isinstance(piece, Conflict) else piece for piece in pieces)


def _marked(conflict: Conflict, marks: Marks) -> str:
    size = marks.size
    before = f"{_mark('|' * size, marks.base)}{conflict.base}" if marks.with_base else ""
    return (
        f"{_mark('<' * size, marks.ours)}{conflict.ours}{before}{'=' * size}\n{conflict.theirs}"
        f"{_mark('>' * size, marks.theirs)}"
    )


def _mark(sign: str, label: str) -> str:
    return f"{sign} {label}\n" if label else f"{sign}\n"


def unmarked(text: str, size: int) -> list[Piece]:
    """The pieces of a text that was marked with markers of that size, which nothing else in it may look like."""
    begins, base, divides, ends = "<" * size, "|" * size, "=" * size, ">" * size
    pieces: list[Piece] = []
    ours: list[str] = []
    was: list[str] = []
    theirs: list[str] = []
    now: list[str] | None = None
    for line in lines_of(text):
        if line.startswith(begins):
            ours, was, theirs = [], [], []
            now = ours
        elif now is not None and line.startswith(base):  # what was there before, where Git is told to show it
            now = was
        elif now is not None and line.startswith(divides):
            now = theirs
        elif now is not None and line.startswith(ends):
            pieces.append(Conflict("".join(ours), "".join(theirs), "".join(was)))
            now = None
        elif now is not None:
            now.append(line)
        else:
            pieces.append(line)
    return pieces


def lines_of(text: str) -> list[str]:
    """The lines of a text with their ends; LF alone ends one."""
    found = text.split("\n")
    return [line + "\n" for line in found[:-1]] + ([found[-1]] if found[-1] else [])

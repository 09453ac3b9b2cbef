"""One entry of a merged list: what each side has in its place, and what becomes of it."""

from collections.abc import Iterable
from datetime import datetime
from enum import Enum
from typing import NamedTuple, assert_never

from incitrack.merging.items import Entry, Item
from incitrack.merging.pieces import Side


class Fate(Enum):
    """What becomes of an entry: it stays, it was removed, or a person has to say."""

    KEPT = "kept"
    GONE = "gone"
    CONTESTED = "contested"


class MergedEntry(NamedTuple):
    """An entry of the base or of a side, None where a version lacks it; `kept` is what stays of it."""

    base: Item | None
    ours: Item | None
    theirs: Item | None
    kept: Item | None
    fate: Fate = Fate.KEPT

    def on(self, side: Side) -> Item | None:
        """What a side has."""
        match side:
            case Side.OURS:
                return self.ours
            case Side.THEIRS:
                return self.theirs
            case _:
                assert_never(side)

    def resolved(self, side: Side) -> Item | None:
        """What stands there when conflicts are settled by a side."""
        return self.on(side) if self.fate is Fate.CONTESTED else self.kept

    @property
    def is_contested(self) -> bool:
        """Whether a person has to settle it."""
        return self.fate is Fate.CONTESTED

    @property
    def differs(self) -> bool:
        """Whether the sides do not have the same in its place."""
        return self.ours is None or self.theirs is None or self.ours.entry != self.theirs.entry

    def contested(self) -> "MergedEntry":
        """The same as a conflict of what each side has."""
        return self._replace(kept=None, fate=Fate.CONTESTED)

    @property
    def shown(self) -> Item:
        """One item of it, the same whichever side is ours: what is kept, else the earliest of the sides'."""
        there = [item for item in (self.ours, self.theirs) if item] or [item for item in (self.base,) if item]
        return self.kept or min(there, key=lambda item: (item.entry.at, item.text))

    @property
    def at(self) -> datetime:
        """The time by which it is put in order."""
        return self.shown.entry.at


def entries_of(merged: Iterable[MergedEntry], side: Side) -> list[Entry]:
    """The entries when conflicts are settled by a side."""
    return [item.entry for each in merged if (item := each.resolved(side))]

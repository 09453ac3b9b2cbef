"""Two lists of entries and the one they come from, merged entry by entry into one list in time order."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, cast

from incitrack.merging.choice import UNSETTLED, settled, settled_lines, settled_text
from incitrack.merging.items import Entry, Item
from incitrack.merging.lifecycle import lawful
from incitrack.merging.merged_entry import Fate, MergedEntry
from incitrack.merging.pieces import Conflict, Piece, Side
from incitrack.merging.sequence import in_one_order
from incitrack.model.entry import TimelineEntry
from incitrack.model.status import AFTER_TRANSITION
from incitrack.records.entry_matching import match_entries

_LIFECYCLE: Final = {kind: number for number, kind in enumerate(AFTER_TRANSITION, 1)}


def merged_entries(base: Sequence[Item], ours: Sequence[Item], theirs: Sequence[Item]) -> list[MergedEntry]:
    """Every entry of both sides once, in time order; what one side changed or removed holds.

    At equal times transitions stand in the order of an incident's life, behind what is none, as far as each side's
    own order allows. A union that breaks the lifecycle is contested at the transitions concerned. The result does
    not depend on which side is ours.
    """
    return lawful(_in_time(_matched(base, ours, theirs)))


def _matched(base: Sequence[Item], ours: Sequence[Item], theirs: Sequence[Item]) -> list[MergedEntry]:
    our, our_new = _successors(base, ours)
    their, their_new = _successors(base, theirs)
    found = [_from_base(item, our.get(index), their.get(index)) for index, item in enumerate(base)]
    twins: dict[Entry, list[Item]] = {}
    for item in reversed(their_new):
        twins.setdefault(item.entry, []).append(item)
    for item in our_new:
        same = twins.get(item.entry)
        found.append(_from_both(item, same.pop()) if same else MergedEntry(None, item, None, item))
    return [*found, *(MergedEntry(None, None, item, item) for items in twins.values() for item in items)]


def _successors(base: Sequence[Item], side: Sequence[Item]) -> tuple[dict[int, Item], list[Item]]:
    """What became of the base's items, by index, and what is new."""
    matching = match_entries(_entries(base), _entries(side))
    corrected = [pair for pair in matching.altered if _is_correction(base[pair[0]].entry, side[pair[1]].entry)]
    pairs = dict((*matching.unchanged, *corrected))
    known = set(pairs.values())
    return {old: side[new] for old, new in pairs.items()}, [each for each in side if each.number not in known]


def _entries(items: Sequence[Item]) -> list[TimelineEntry]:
    # Those of one list are of one kind, and what matches them asks no more of either.
    return cast("list[TimelineEntry]", [each.entry for each in items])


def _is_correction(old: Entry, new: Entry) -> bool:
    """Whether an entry in the place of another is that one corrected, and not another one."""
    if old.at == new.at:
        return old.kind == new.kind or old.text == new.text
    before, after = set(old.text.split()), set(new.text.split())
    return old.kind == new.kind and 2 * len(before & after) >= len(before | after)


def _from_base(base: Item, ours: Item | None, theirs: Item | None) -> MergedEntry:
    if ours is None or theirs is None:
        rest = ours or theirs
        gone = rest is None or rest.entry == base.entry
        return MergedEntry(base, ours, theirs, None, Fate.GONE if gone else Fate.CONTESTED)
    text = settled(base.text, ours.text, theirs.text)
    if text is UNSETTLED:
        if ours.entry != theirs.entry:
            return MergedEntry(base, ours, theirs, None, Fate.CONTESTED)
        text = settled_text(base.text, ours.text, theirs.text)
    return MergedEntry(base, ours, theirs, ours if text == ours.text else theirs)


def _from_both(ours: Item, theirs: Item) -> MergedEntry:
    return MergedEntry(None, ours, theirs, max(ours, theirs, key=lambda item: (len(item.text), item.text)))


def _in_time(found: list[MergedEntry]) -> list[MergedEntry]:
    """All in one order; what a side moved to another time stands where it moved it to."""

    def order(side: Side) -> list[int]:
        places = (
            (item.number, n)
            for n, each in enumerate(found)
            if (item := each.on(side)) and item.entry.at == each.at
        )
        return [number for _, number in sorted(places)]

    def rank(number: int) -> tuple[datetime, int, str]:
        shown = found[number].shown
        return found[number].at, _LIFECYCLE.get(shown.entry.kind, 0), shown.text

    return [found[number] for number in in_one_order(order(Side.OURS), order(Side.THEIRS), rank)]


def entry_lines(merged: Sequence[MergedEntry]) -> list[Piece]:
    """The lines of the list, whatever is between the entries included."""
    pieces: list[Piece] = []
    for each in merged:
        if each.fate is Fate.GONE:
            continue
        gap = _gap(each)
        if pieces or any(isinstance(piece, Conflict) or piece.strip() for piece in gap):
            pieces += gap
        if each.kept:
            pieces.append(each.kept.text)
        else:
            _add_conflict(pieces, Conflict(_text(each.ours), _text(each.theirs), _text(each.base)))
    return pieces


def _text(item: Item | None) -> str:
    return item.text if item else ""


def _gap(each: MergedEntry) -> list[Piece]:
    if each.ours is None or each.theirs is None:
        return [item.gap for item in (each.ours, each.theirs) if item and item.gap]
    return settled_lines(each.base.gap if each.base else "", each.ours.gap, each.theirs.gap)


def _add_conflict(pieces: list[Piece], conflict: Conflict) -> None:
    """Behind another conflict, of which one side has nothing either, both are shown as one."""
    last = pieces[-1] if pieces else ""
    if isinstance(last, Conflict) and not (all(last[:2]) or all(conflict[:2])):
        pieces[-1] = Conflict(*(before + behind for before, behind in zip(last, conflict, strict=True)))
    else:
        pieces.append(conflict)

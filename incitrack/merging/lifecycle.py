"""Transitions that came from two sides: whether they follow from each other, and which of them do not."""

from collections.abc import Sequence
from typing import Final

from incitrack.merging.items import Entry
from incitrack.merging.merged_entry import MergedEntry
from incitrack.merging.pieces import Side
from incitrack.model.entry import Kind, TimelineEntry
from incitrack.model.status import AFTER_TRANSITION, Status, is_allowed

_ATTEMPTS: Final = 50
"""So many places are looked at one by one; beyond, every transition that one side alone has is contested."""


def final_status(entries: Sequence[Entry]) -> Status | None:
    """The status that a timeline leads to; None where no entry is a transition."""
    return next((AFTER_TRANSITION[e.kind] for e in reversed(entries) if e.kind in AFTER_TRANSITION), None)


def lawful(found: list[MergedEntry]) -> list[MergedEntry]:
    """The entries, of which as few as need be are contested, so that with either side's the lifecycle holds.

    Where a side's own timeline breaks it already, nothing is contested for that.
    """
    for side in Side:
        if _illegal([item.entry for each in found if (item := each.on(side))]):
            return found
    attempts = 0
    while bad := _illegal_numbers(found):
        attempts += 1
        concerned = [number for number in bad if _may_be_contested(found[number])]
        if not concerned or attempts > _ATTEMPTS:  # then it is for what was removed, or corrected, elsewhere
            concerned = [n for n, each in enumerate(found) if _is_transition(each) and _may_be_contested(each)]
        if not concerned:
            return found
        for number in concerned:
            found[number] = found[number].contested()
    return found


def _illegal_numbers(found: Sequence[MergedEntry]) -> list[int]:
    for side in Side:
        numbers = [number for number, each in enumerate(found) if each.resolved(side)]
        entries = [item.entry for number in numbers if (item := found[number].resolved(side))]
        if illegal := _illegal(entries):
            return [numbers[index] for index in illegal]
    return []


def _may_be_contested(each: MergedEntry) -> bool:
    return each.differs and not each.is_contested and bool(each.ours or each.theirs)


def _is_transition(each: MergedEntry) -> bool:
    return any(item.entry.kind in AFTER_TRANSITION for item in (each.ours, each.theirs) if item)


def _illegal(entries: Sequence[Entry]) -> tuple[int, ...]:
    """The index of the first entry that may not stand where it does, and of the transition before it.

    Empty where all follow from each other. Only `detected` may stand before the report.
    """
    status: Status | None = None
    last: tuple[int, ...] = ()
    for index, entry in enumerate(entries):
        if not isinstance(entry, TimelineEntry):
            return ()
        if status is None and entry.kind not in {Kind.DETECTED, Kind.REPORTED}:
            return (index,)
        if entry.kind in AFTER_TRANSITION:
            if not is_allowed(status, entry.kind):
                return (*last, index)
            status = AFTER_TRANSITION[entry.kind]
            last = (index,)
    return ()

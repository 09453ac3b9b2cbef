"""Which entries of an earlier list stand in a later one, and which were altered, removed or added."""

import math
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from incitrack.model.entry import Communication, TimelineEntry

Entries = Sequence[TimelineEntry] | Sequence[Communication]
Pair = tuple[int, int]
"""The index of an entry in the earlier list, and the index of what stands there in the later one."""

_PAIRS: Final = 1_000_000
"""So many pairs of equal entries are looked at, which is a second."""

_CHOICES: Final = 10_000
"""So many pairs are looked at to find those most alike; beyond, they are taken in order."""


class Matching(NamedTuple):
    """Every entry of both lists by its index, once: in ascending order."""

    unchanged: tuple[Pair, ...]
    altered: tuple[Pair, ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]


def match_entries(earlier: Entries, later: Entries) -> Matching:
    """Match two lists in order, so that as many entries as can be are unchanged.

    Between the same unchanged neighbours, a later entry in the place of an earlier one is that one altered; where
    there is a choice, those that are most alike. Entries are the same that say the same: line ends, indentation
    and the way in which a time is written do not count.
    """
    unchanged = tuple(_unchanged(earlier, later))
    altered: list[Pair] = []
    start = (0, 0)
    for old, new in (*unchanged, (len(earlier), len(later))):
        altered += _in_place(earlier, range(start[0], old), later, range(start[1], new))
        start = old + 1, new + 1
    matched = (*unchanged, *altered)
    kept, known = {old for old, _ in matched}, {new for _, new in matched}
    return Matching(
        unchanged,
        tuple(altered),
        tuple(index for index in range(len(earlier)) if index not in kept),
        tuple(index for index in range(len(later)) if index not in known),
    )


def _unchanged(earlier: Entries, later: Entries) -> Iterator[Pair]:
    shorter = min(len(earlier), len(later))
    head = next((i for i in range(shorter) if earlier[i] != later[i]), shorter)
    room = shorter - head
    tail = next((i for i in range(room) if earlier[-1 - i] != later[-1 - i]), room)
    yield from ((index, index) for index in range(head))
    yield from _longest_common(earlier, range(head, len(earlier) - tail), later, range(head, len(later) - tail))
    yield from ((len(earlier) - left, len(later) - left) for left in range(tail, 0, -1))


class _Chain(NamedTuple):
    """A common subsequence: its last pair, and what stands before that."""

    last: Pair
    before: "_Chain | None"


def _longest_common(earlier: Entries, olds: range, later: Entries, news: range) -> list[Pair]:
    """The longest common subsequence. Source: Hunt and Szymanski, CACM 20 (1977), 350-353.

    Nearly all entries are unlike each other, for which its time is n log n. Where thousands are equal, whose pairs
    would take minutes, each is matched with the next equal one: additions alone are still found to be that.
    """
    places: dict[TimelineEntry | Communication, list[int]] = {}
    for new in reversed(news):
        places.setdefault(later[new], []).append(new)
    if sum(len(places.get(earlier[old], ())) for old in olds) > _PAIRS:
        return _next_common(earlier, olds, places)
    ends: list[int] = []  # where the shortest way to a common subsequence of each length ends in the later list
    chains: list[_Chain] = []
    for old in olds:
        for new in places.get(earlier[old], ()):
            length = bisect_left(ends, new)
            chain = _Chain((old, new), chains[length - 1] if length else None)
            if length == len(ends):
                ends.append(new)
                chains.append(chain)
            else:
                ends[length], chains[length] = new, chain
    found: list[Pair] = []
    longest = chains[-1] if chains else None
    while longest is not None:
        found.append(longest.last)
        longest = longest.before
    return found[::-1]


def _next_common(
    earlier: Entries, olds: range, places: Mapping[TimelineEntry | Communication, list[int]]
) -> list[Pair]:
    """Each earlier entry with the next of its `places`, which are used up, where one is left behind the last."""
    found: list[Pair] = []
    for old in olds:
        left = places.get(earlier[old], [])
        while left and found and left[-1] <= found[-1][1]:
            left.pop()
        if left:
            found.append((old, left.pop()))
    return found


def _in_place(earlier: Entries, olds: range, later: Entries, news: range) -> list[Pair]:
    """As many pairs as there are entries on the shorter side, in order; given a choice, the most alike."""
    if not olds or not news:
        return []
    if len(olds) == len(news) or len(olds) * len(news) > _CHOICES:
        return list(zip(olds, news, strict=False))
    old_words, new_words = [_words(earlier[old]) for old in olds], [_words(later[new]) for new in news]

    def likeness(row: int, column: int) -> float:
        old, new = earlier[olds[row]], later[news[column]]
        either = old_words[row] | new_words[column]
        shared = len(old_words[row] & new_words[column]) / len(either) if either else 1.0
        return 2 * (old.at == new.at) + (old.kind == new.kind) + (old.by == new.by) + 2 * shared

    if len(olds) < len(news):
        return [(olds[row], news[column]) for row, column in _best(len(olds), len(news), likeness)]
    turned = _best(len(news), len(olds), lambda row, column: likeness(column, row))
    return [(olds[column], news[row]) for row, column in turned]


def _words(entry: TimelineEntry | Communication) -> frozenset[str]:
    return frozenset(entry.text.split())


def _best(rows: int, columns: int, likeness: Callable[[int, int], float]) -> Iterator[Pair]:
    """For each row a column of its own, ascending, so that all are most alike; there are more columns."""
    totals = [[0.0] * (columns + 1)]  # what the rows from one on come to at most in the columns from one on
    for row in reversed(range(rows)):
        line = [-math.inf] * (columns + 1)
        for column in reversed(range(columns)):
            line[column] = max(line[column + 1], likeness(row, column) + totals[0][column + 1])
        totals.insert(0, line)
    column = 0
    for row in range(rows):
        while likeness(row, column) + totals[row + 1][column + 1] < totals[row][column]:
            column += 1
        yield row, column
        column += 1

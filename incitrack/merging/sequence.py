"""Two orders of things made into one, which is the same whichever of the two comes first."""

from collections.abc import Callable, Sequence
from heapq import heapify, heappop, heappush
from itertools import pairwise
from typing import Any, TypeVar

K = TypeVar("K")


def in_one_order(ours: Sequence[K], theirs: Sequence[K], rank: Callable[[K], Any]) -> list[K]:
    """Everything of both sequences once, each sequence's own order kept; where that leaves a choice, by `rank`.

    Where the two contradict each other, the thing of the lowest rank comes first. Ranks are all different.
    Source: Kahn, CACM 5 (1962), 558-562.
    """
    waits = dict.fromkeys((*ours, *theirs), 0)
    after: dict[K, list[K]] = {each: [] for each in waits}
    for sequence in (ours, theirs):
        for before, each in pairwise(sequence):
            after[before].append(each)
            waits[each] += 1
    by_rank = sorted(waits, key=rank)
    place = {each: number for number, each in enumerate(by_rank)}
    free = [place[each] for each in by_rank if not waits[each]]
    heapify(free)
    order: list[K] = []
    taken: set[K] = set()
    first = 0  # nothing before it, by rank, is left
    while len(order) < len(waits):
        if free:
            each = by_rank[heappop(free)]
        else:  # only what waits for itself is left
            while by_rank[first] in taken:
                first += 1
            each = by_rank[first]
        if each in taken:
            continue
        taken.add(each)
        order.append(each)
        for follower in after[each]:
            waits[follower] -= 1
            if not waits[follower] and follower not in taken:
                heappush(free, place[follower])
    return order

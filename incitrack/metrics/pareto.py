"""Factors and causes in Pareto order: the few that make up the most come first."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from incitrack.metrics.remedies import Remedies, Sort
from incitrack.records.record import IncidentRecord


@dataclass(frozen=True)
class Portion:
    """How often a factor or cause was named, its share of all namings, and that of it and those above it.

    `came_back` of the `count` came after it had been dealt with at that service.
    """

    key: str
    count: int
    share: Fraction
    cumulative: Fraction
    came_back: int


def pareto(records: Iterable[IncidentRecord], sort: Sort, remedies: Remedies) -> tuple[Portion, ...]:
    """The factors or the causes of some incidents, the most frequent first, of equals by key.

    An incident counts once for each factor that it has; one without any is left out.
    """
    found: Counter[str] = Counter()
    back: Counter[str] = Counter()
    for record in records:
        for term in remedies.terms(record):
            if term.sort is sort:
                found[term.key] += 1
                back[term.key] += remedies.came_back(record, term)
    ordered = sorted(found.items(), key=lambda each: (-each[1], each[0]))
    total = found.total()
    sums = accumulate(count for _, count in ordered)
    return tuple(
        Portion(key, count, Fraction(count, total), Fraction(so_far, total), back[key])
        for (key, count), so_far in zip(ordered, sums, strict=True)
    )

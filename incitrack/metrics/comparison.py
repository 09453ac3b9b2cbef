"""Whether two spans differ by more than chance: in how many incidents they had, or in how long these took."""

import math
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from itertools import accumulate
from typing import Final

UNLIKELY: Final = 0.05
"""What chance alone does less often than this tells two spans apart."""

FEWEST: Final = 5
"""Of fewer durations than these in either span nothing is concluded."""

_MANY: Final = 1000
_CRITICAL: Final = 1.96
"""Two-sided, for 0.05 of the normal distribution."""


def counts_tell_apart(now: int, before: int) -> bool:
    """Whether chance alone would rarely split the incidents of two equally long spans so unevenly.

    Each of them is as likely to fall in one span as in the other: the exact conditional test of two Poisson counts
    (Przyborowski and Wilenski, Biometrika 31, 1940), two-sided; of over a
    thousand by the normal distribution.
    """
    n = now + before
    if n > _MANY:
        return abs(now - before) - 1 > _CRITICAL * math.sqrt(n)
    ways = tail = 1
    for drawn in range(min(now, before)):
        ways = ways * (n - drawn) // (drawn + 1)
        tail += ways
    return now != before and 2 * tail < UNLIKELY * 2**n


def durations_shift(now: Sequence[timedelta], before: Sequence[timedelta]) -> int:
    """Whether durations became shorter (-1) or longer (1) beyond chance, or neither (0).

    The rank-sum test of Mann and Whitney (Annals of Mathematical Statistics 18, 1947), two-sided, by its normal
    approximation with the correction for ties. 0 for fewer than five durations in either.
    """
    if min(len(now), len(before)) < FEWEST:
        return 0
    n, m = len(now), len(before)
    tied = Counter([*now, *before])
    ordered = sorted(tied)
    below = [0, *accumulate(tied[value] for value in ordered)]
    # Doubled, so that the mean rank of equal durations stays whole.
    rank = {value: below[index] + below[index + 1] + 1 for index, value in enumerate(ordered)}
    u = sum(rank[value] for value in now) / 2 - n * (n + 1) / 2
    ties = sum(count**3 - count for count in tied.values())
    variance = n * m / 12 * (n + m + 1 - ties / ((n + m) * (n + m - 1)))
    distance = u - n * m / 2
    if variance <= 0 or abs(distance) - 0.5 <= _CRITICAL * math.sqrt(variance):
        return 0
    return 1 if distance > 0 else -1


def is_uneven(counts: Sequence[int]) -> bool:
    """Whether counts of equally likely kinds, such as weekdays, differ by more than chance: Pearson's chi-square.

    False where fewer than five would be expected of each, where the test does not hold. The critical value is
    Wilson and Hilferty's, of the upper 5 %.
    """
    kinds, n = len(counts), sum(counts)
    if kinds < 2 or n < FEWEST * kinds:
        return False
    expected = n / kinds
    found = sum((count - expected) ** 2 for count in counts) / expected
    freedom = kinds - 1
    part = 2 / (9 * freedom)
    return found > freedom * (1 - part + 1.6449 * math.sqrt(part)) ** 3

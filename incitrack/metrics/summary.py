"""What a number of durations adds up to: mean, median, 90th percentile and sum, in whole seconds."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from fractions import Fraction
from typing import Final, NamedTuple

_MICROSECOND: Final = timedelta(microseconds=1)
_SECOND: Final = 1_000_000


class Summary(NamedTuple):
    """Of `n` durations, in seconds rounded to the nearest; of nothing mean, median and p90 are None, the sum 0."""

    n: int
    mean_s: int | None
    median_s: int | None
    p90_s: int | None
    sum_s: int


def summary(durations: Iterable[timedelta | None]) -> Summary:
    """The summary of the durations that there are; a None is not counted."""
    lengths = sorted(duration // _MICROSECOND for duration in durations if duration is not None)
    if not lengths:
        return Summary(0, None, None, None, 0)
    total, n = sum(lengths), len(lengths)
    return Summary(
        n,
        _seconds(total, n),
        _seconds(_hundredfold(lengths, 50), 100),
        _seconds(_hundredfold(lengths, 90), 100),
        _seconds(total, 1),
    )


def percentile(ordered: Sequence[int], percent: int) -> Fraction:
    """The percentile of values in ascending order, at least one, by linear interpolation.

    The position is percent ÷ 100 × (n − 1), counted from 0: definition 7 of Hyndman and Fan, “Sample Quantiles in
    Statistical Packages”, The American Statistician 50 (1996), which is NumPy's default. 50 is the median.
    """
    return Fraction(_hundredfold(ordered, percent), 100)


def _hundredfold(ordered: Sequence[int], percent: int) -> int:
    place, rest = divmod(percent * (len(ordered) - 1), 100)
    below, above = ordered[place], ordered[min(place + 1, len(ordered) - 1)]
    return 100 * below + (above - below) * rest


def _seconds(microseconds: int, parts: int) -> int:
    """Microseconds, divided in parts, in seconds; of a half the even one, as `round` has it."""
    whole, rest = divmod(microseconds, divisor := parts * _SECOND)
    return whole + (2 * rest > divisor or (2 * rest == divisor and whole % 2 == 1))

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
    return Summary(
        len(lengths),
        _seconds(Fraction(sum(lengths), len(lengths))),
        _seconds(percentile(lengths, 50)),
        _seconds(percentile(lengths, 90)),
        _seconds(Fraction(sum(lengths))),
    )


def percentile(ordered: Sequence[int], percent: int) -> Fraction:
    """The percentile of values in ascending order, at least one, by linear interpolation.

    The position is percent ÷ 100 × (n − 1), counted from 0: definition 7 of Hyndman and Fan, “Sample Quantiles in
    Statistical Packages”, The American Statistician 50 (1996), which is NumPy's default. 50 is the median.
    """
    place, rest = divmod(percent * (len(ordered) - 1), 100)
    below = ordered[place]
    above = ordered[min(place + 1, len(ordered) - 1)]
    return below + Fraction((above - below) * rest, 100)


def _seconds(microseconds: Fraction) -> int:
    return round(microseconds / _SECOND)

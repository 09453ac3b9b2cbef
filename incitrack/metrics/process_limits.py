"""An XmR chart (individuals and moving range): what a series of values may do by chance, and what is a signal."""

from collections.abc import Sequence
from enum import StrEnum
from itertools import groupby, pairwise
from math import ceil, floor
from statistics import fmean
from typing import Final, NamedTuple

SCALE: Final = 2.66
"""3 ÷ 1.128, from the mean range of two values to three sigma: Wheeler, “Understanding Variation” (1993)."""

RUN: Final = 8

FEWEST: Final = 6
"""Limits drawn from fewer values than this move a good deal with the next one: nothing is judged by them."""

_HAIR: Final = 1e-9
"""What a limit may miss a whole number by, as sums of floats do."""


class Signal(StrEnum):
    """Why a value is more than noise: it lies outside of the limits, or among eight in a row on one side."""

    OUTSIDE = "outside"
    RUN = "run"


class Limits(NamedTuple):
    """The mean of a series and its natural process limits; what is charted is never below 0, nor is `lower`."""

    mean: float
    lower: float
    upper: float

    def hold(self, value: float) -> bool:
        """Whether a value lies between them; a limit itself does."""
        return self.lower - _HAIR <= value <= self.upper + _HAIR

    @property
    def whole(self) -> tuple[int, int] | None:
        """The least and the greatest whole number that they hold; None where they hold none."""
        least, greatest = ceil(self.lower - _HAIR), floor(self.upper + _HAIR)
        return (least, greatest) if least <= greatest else None


def natural_limits(values: Sequence[float]) -> Limits:
    """The mean ± 2.66 × the mean of the moving ranges (Shewhart, in Wheeler's form) of at least two values."""
    mean = fmean(values)
    spread = SCALE * fmean(abs(after - before) for before, after in pairwise(values))
    return Limits(mean, max(0.0, mean - spread), mean + spread)


def signals(values: Sequence[float], limits: Limits) -> list[Signal | None]:
    """For each value why it is a signal; None for noise. A run is marked whole; a value on the mean ends it."""
    found: list[Signal | None] = []
    for side, run in groupby(values, key=lambda value: (value > limits.mean) - (value < limits.mean)):
        members = list(run)
        in_run = side != 0 and len(members) >= RUN
        found += [_signal(value, limits, in_run=in_run) for value in members]
    return found


def _signal(value: float, limits: Limits, *, in_run: bool) -> Signal | None:
    if not limits.hold(value):
        return Signal.OUTSIDE
    return Signal.RUN if in_run else None

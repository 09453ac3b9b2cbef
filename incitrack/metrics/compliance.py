"""How many clocks were kept: met, missed and breached, clock by clock."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from incitrack.metrics.clock import Clock, ClockName, State


class Compliance(NamedTuple):
    """How the runs of a clock ended; `breached` ones still run. `rate` is None where there are none."""

    met: int
    missed: int
    breached: int

    @property
    def n(self) -> int:
        """How many stopped, or should have."""
        return self.met + self.missed + self.breached

    @property
    def rate(self) -> float | None:
        """Met ÷ all of them, 0 to 1."""
        return self.met / self.n if self.n else None


def compliance(clocks: Iterable[Clock]) -> dict[ClockName, Compliance]:
    """Of each clock, how many were met, missed and breached; left out are those still in time, and tiers' rows."""
    ended = Counter((clock.name, clock.state) for clock in clocks if clock.tier is None)
    return {
        name: Compliance(ended[name, State.MET], ended[name, State.MISSED], ended[name, State.BREACHED])
        for name in ClockName
    }

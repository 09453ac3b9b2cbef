"""How many clocks were kept: met, missed and breached, clock by clock."""

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final, NamedTuple

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
    def rate(self) -> Fraction | None:
        """Met ÷ all of them, 0 to 1."""
        return Fraction(self.met, self.n) if self.n else None


Tally = Mapping[tuple[ClockName, State], int]
"""How many clocks of a name stand how; the rows of customer tiers are not counted."""


def tally(clocks: Iterable[Clock]) -> Tally:
    """The tally of some clocks."""
    found: dict[tuple[ClockName, State], int] = {}
    for clock in clocks:
        if clock.tier is None:
            key = _KEYS[clock.name, clock.state]
            found[key] = found.get(key, 0) + 1
    return found


_KEYS: Final = {(name, state): (name, state) for name in ClockName for state in State}
"""Each key once: what is kept of ten thousand tallies names it once too."""


def compliance(tallies: Iterable[Tally]) -> dict[ClockName, Compliance]:
    """Of each clock, how many were met, missed and breached; left out are those still in time."""
    ended: Counter[tuple[ClockName, State]] = Counter()
    for each in tallies:
        for key, count in each.items():
            ended[key] += count
    return {
        name: Compliance(ended[name, State.MET], ended[name, State.MISSED], ended[name, State.BREACHED])
        for name in ClockName
    }

"""How much of a stretch of time each service was up, beside what is wanted of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from fractions import Fraction
from typing import NamedTuple

from incitrack.metrics.availability import MICROSECOND, Stretch, downtime, target, united
from incitrack.model.incident import Incident
from incitrack.model.policies import Policies


class ServiceUptime(NamedTuple):
    """A service in a stretch of time that is `length` long; `incidents` had it down for `downtime`.

    `target` is what its policy wants of `rate`, None where nobody said.
    """

    service: str
    incidents: int
    downtime: timedelta
    length: timedelta
    target: float | None

    @property
    def rate(self) -> Fraction:
        """1 − downtime ÷ length, 0 to 1."""
        return 1 - Fraction(self.downtime // MICROSECOND, self.length // MICROSECOND)

    @property
    def misses(self) -> bool:
        """Whether it was up for less than is wanted."""
        return self.target is not None and float(self.rate) < self.target


def service_uptimes(
    incidents: Iterable[Incident], services: Iterable[str], window: Stretch, now: datetime, policies: Policies
) -> tuple[ServiceUptime, ...]:
    """The services asked for, sorted, over the whole of `window`; what is still to come of it counts as up.

    Downtime is that of `availability`, cut at the ends of the window; overlapping incidents count once.
    """
    down: dict[str, list[Stretch]] = defaultdict(list)
    counted: Counter[str] = Counter()
    for incident in incidents:
        for service, stretches in downtime([incident], now, policies).items():
            within = [cut for each in stretches if (cut := _within(each, window))]
            down[service] += within
            counted[service] += bool(within)
    return tuple(
        ServiceUptime(
            service,
            counted[service],
            sum((each.end - each.start for each in united(down[service])), timedelta()),
            window.end - window.start,
            target(service, policies),
        )
        for service in sorted(set(services))
    )


def _within(stretch: Stretch, window: Stretch) -> Stretch | None:
    start, end = max(stretch.start, window.start), min(stretch.end, window.end)
    return Stretch(start, end) if start < end else None

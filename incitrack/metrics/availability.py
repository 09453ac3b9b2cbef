"""Availability: how much of a month a service was not down."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Final, NamedTuple

from incitrack.metrics.months import Month, month_of, start_of_month
from incitrack.model.impact import impact_periods
from incitrack.model.incident import Incident
from incitrack.model.policies import Policies

MICROSECOND: Final = timedelta(microseconds=1)


class Stretch(NamedTuple):
    """From `start` to `end`, which lies after it."""

    start: datetime
    end: datetime


class ServiceMonth(NamedTuple):
    """A service in a month with downtime. `target` is what its policy wants of `rate`, None where nobody said."""

    service: str
    month: Month
    downtime: timedelta
    length: timedelta
    target: float | None

    @property
    def rate(self) -> Fraction:
        """1 − downtime ÷ the month's length, 0 to 1."""
        return 1 - Fraction(self.downtime // MICROSECOND, self.length // MICROSECOND)

    @property
    def misses(self) -> bool:
        """Whether it was up for less than is wanted."""
        return self.target is not None and float(self.rate) < self.target


def availability(incidents: Iterable[Incident], now: datetime, policies: Policies) -> tuple[ServiceMonth, ...]:
    """Each service and month with downtime, sorted; a month is whole, clock changes included.

    Downtime is the union of the impact periods of actionable incidents whose severity has `downtime: true`; one
    that is not over counts until `now`. For a start that is not known the report's time stands in.
    """
    down = downtime(incidents, now, policies)
    return tuple(
        ServiceMonth(service, month, total, _length(month, policies), target(service, policies))
        for service, stretches in sorted(down.items())
        for month, total in _by_month(united(stretches), policies).items()
    )


def downtime(incidents: Iterable[Incident], now: datetime, policies: Policies) -> dict[str, list[Stretch]]:
    """When each service was down, as incidents say it: in no order, and they may overlap."""
    down: dict[str, list[Stretch]] = defaultdict(list)
    for incident in incidents:
        severity = policies.severity_of(incident.severity)
        if incident.is_actionable and severity and severity.downtime:
            for service in dict.fromkeys(incident.services):
                down[service] += _stretches(incident, now)
    return down


def _stretches(incident: Incident, now: datetime) -> Iterator[Stretch]:
    for start, end in impact_periods(incident):
        if start < (end or now):
            yield Stretch(start, end or now)


def united(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """What the stretches cover, in order and without overlaps."""
    open_: Stretch | None = None
    for each in sorted(stretches):
        if open_ is None or each.start > open_.end:
            if open_ is not None:
                yield open_
            open_ = each
        else:
            open_ = Stretch(open_.start, max(open_.end, each.end))
    if open_ is not None:
        yield open_


def _by_month(stretches: Iterable[Stretch], policies: Policies) -> dict[Month, timedelta]:
    found: dict[Month, timedelta] = defaultdict(timedelta)
    for start, end in stretches:
        counted_to, month = start, month_of(start, policies)
        while counted_to < end:
            until = min(end, start_of_month(month.following, policies))
            found[month] += until - counted_to
            counted_to, month = until, month.following
    return found


def _length(month: Month, policies: Policies) -> timedelta:
    return start_of_month(month.following, policies) - start_of_month(month, policies)


def target(service: str, policies: Policies) -> float | None:
    """What the policy wants of a service's availability, 0 to 1; None where nobody said."""
    known = (policies.services.services or {}).get(service)
    return round(known.availability / 100, 12) if known and known.availability is not None else None

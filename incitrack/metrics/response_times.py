"""How long it took to detect, acknowledge, mitigate and resolve an incident, and how long users were affected."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from incitrack.model.entry import Kind
from incitrack.model.impact import ImpactPeriod, impact_periods
from incitrack.model.incident import Incident


class ResponseTimes(NamedTuple):
    """The response times of an incident; None for one that has no beginning or no end yet."""

    time_to_detect: timedelta | None
    time_to_acknowledge: timedelta | None
    time_to_mitigate: timedelta | None
    time_to_resolve: timedelta | None
    impact_duration: timedelta | None


def response_times(incident: Incident) -> ResponseTimes:
    """All response times of an incident. One that would end before it begins is None: `check` names that.

    - To detect: from `started_at` to `detected`, else to `reported`. None where the start does not lie before: a
      start equal to the report is what stands in for an unknown one.
    - To acknowledge: from `reported` to the first transition after it.
    - To mitigate: from `started_at` to the end of the first impact period: its `mitigated`, else its `resolved`.
    - To resolve: from `reported` to the last `resolved`; None while it is open, also again.
    - Impact: all impact periods together, each from `started_at` or `reopened` to its `mitigated`, else its
      `resolved`. None without `started_at`, while a period runs, and where it was reopened, until it is resolved
      again.
    """
    started_at, periods = incident.started_at, impact_periods(incident)
    first: dict[Kind, datetime] = {}
    answered_at = None
    for entry in incident.timeline:
        if answered_at is None and Kind.REPORTED in first and entry.kind.is_transition:
            answered_at = entry.at
        first.setdefault(entry.kind, entry.at)
    reported_at = first.get(Kind.REPORTED)
    return ResponseTimes(
        _between(started_at, first.get(Kind.DETECTED, reported_at)) or None,
        _between(reported_at, answered_at),
        _between(started_at, periods[0].ended_at) if started_at else None,
        _between(reported_at, incident.resolved_at),
        None if incident.is_open and Kind.REOPENED in first else _together(started_at, periods),
    )


def _together(started_at: datetime | None, periods: Iterable[ImpactPeriod]) -> timedelta | None:
    total = timedelta()
    for period in periods:
        length = _between(period.started_at, period.ended_at)
        if length is None:
            return None
        total += length
    return total if started_at else None


def _between(start: datetime | None, end: datetime | None) -> timedelta | None:
    return end - start if start and end and start <= end else None

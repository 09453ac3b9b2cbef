"""How long it took to detect, acknowledge, mitigate and resolve an incident, and how long users were affected."""

from datetime import datetime, timedelta
from typing import NamedTuple

from incitrack.model.entry import Kind
from incitrack.model.impact import impact_periods
from incitrack.model.incident import Incident


class ResponseTimes(NamedTuple):
    """The response times of an incident; None for one that has no beginning or no end yet."""

    time_to_detect: timedelta | None
    time_to_acknowledge: timedelta | None
    time_to_mitigate: timedelta | None
    time_to_resolve: timedelta | None
    impact_duration: timedelta | None


def response_times(incident: Incident) -> ResponseTimes:
    """All response times of an incident. One that would end before it begins is None: `check` names that."""
    return ResponseTimes(
        time_to_detect(incident),
        time_to_acknowledge(incident),
        time_to_mitigate(incident),
        time_to_resolve(incident),
        impact_duration(incident),
    )


def time_to_detect(incident: Incident) -> timedelta | None:
    """From `started_at` to `detected`, else to `reported`.

    None where the start does not lie before: a start equal to the report is what stands in for an unknown one.
    """
    found = _between(incident.started_at, incident.detected_at or incident.reported_at)
    return found or None


def time_to_acknowledge(incident: Incident) -> timedelta | None:
    """From `reported` to the first transition after it."""
    transitions = iter(incident.transitions)
    reported = next((entry for entry in transitions if entry.kind is Kind.REPORTED), None)
    answered = next(transitions, None)
    return _between(reported.at, answered.at) if reported and answered else None


def time_to_mitigate(incident: Incident) -> timedelta | None:
    """From `started_at` to the end of the first impact period: its `mitigated`, else its `resolved`."""
    return _between(incident.started_at, impact_periods(incident)[0].ended_at) if incident.started_at else None


def time_to_resolve(incident: Incident) -> timedelta | None:
    """From `reported` to the last `resolved`; None while it is open, also again."""
    return _between(incident.reported_at, incident.resolved_at)


def impact_duration(incident: Incident) -> timedelta | None:
    """All impact periods together, each from `started_at` or `reopened` to its `mitigated`, else its `resolved`.

    None without `started_at`, while a period runs, and where it was reopened, until it is resolved again.
    """
    if incident.started_at is None or (incident.is_open and incident.last(Kind.REOPENED)):
        return None
    total = timedelta()
    for period in impact_periods(incident):
        length = _between(period.started_at, period.ended_at)
        if length is None:
            return None
        total += length
    return total


def _between(start: datetime | None, end: datetime | None) -> timedelta | None:
    return end - start if start and end and start <= end else None

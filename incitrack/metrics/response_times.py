"""How long it took to detect, acknowledge, mitigate and resolve an incident, and how long users were affected."""

from datetime import datetime, timedelta
from typing import Final, NamedTuple

from incitrack.model.entry import Kind
from incitrack.model.impact import impact_periods, together
from incitrack.model.incident import Incident

# Asked for every entry there is: to look into an enumeration, or to hash one, takes as long as the rest.
_DETECTED: Final = Kind.DETECTED
_REPORTED: Final = Kind.REPORTED
_REOPENED: Final = Kind.REOPENED


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
    reported_at = detected_at = answered_at = None
    was_reopened = False
    for entry in incident.timeline:
        kind = entry.kind
        if reported_at and answered_at is None and kind.is_transition:
            answered_at = entry.at
        if kind is _REPORTED:
            reported_at = reported_at or entry.at
        elif kind is _DETECTED:
            detected_at = detected_at or entry.at
        elif kind is _REOPENED:
            was_reopened = True
    return ResponseTimes(
        _between(started_at, detected_at or reported_at) or None,
        _between(reported_at, answered_at),
        _between(started_at, periods[0].ended_at) if started_at else None,
        _between(reported_at, incident.resolved_at),
        None if started_at is None or (incident.is_open and was_reopened) else together(periods),
    )


def _between(start: datetime | None, end: datetime | None) -> timedelta | None:
    return end - start if start and end and start <= end else None

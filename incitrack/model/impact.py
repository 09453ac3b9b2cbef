"""Impact periods: when users were affected, once from the start and again after each reopening."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from incitrack.model.entry import Kind
from incitrack.model.incident import Incident

# Asked for every entry there is: to look into an enumeration, or to hash one, takes as long as the rest.
_MITIGATED: Final = Kind.MITIGATED
_RESOLVED: Final = Kind.RESOLVED
_CLOSED: Final = Kind.CLOSED
_REOPENED: Final = Kind.REOPENED


class ImpactPeriod(NamedTuple):
    """From `started_at` to `ended_at`; a period that still runs has no end."""

    started_at: datetime
    ended_at: datetime | None


def impact_periods(incident: Incident) -> tuple[ImpactPeriod, ...]:
    """The periods in which users were affected, in order.

    The first begins at `started_at`, for which the report's time stands in, a further one at each `reopened`.
    A period ends at its first `mitigated`, else at `resolved`, else at a `closed` that skipped it.
    """
    started_at = incident.started_at or incident.reported_at
    if started_at is None:
        return ()
    periods: list[ImpactPeriod] = []
    running: datetime | None = started_at
    for entry in incident.timeline:
        kind = entry.kind
        if kind is _REOPENED:
            if running is not None:
                periods.append(ImpactPeriod(running, entry.at))
            running = entry.at
        elif running is not None and (kind is _MITIGATED or kind is _RESOLVED or kind is _CLOSED):
            periods.append(ImpactPeriod(running, entry.at))
            running = None
    if running is not None:
        periods.append(ImpactPeriod(running, None))
    return tuple(periods)


def together(periods: Iterable[ImpactPeriod]) -> timedelta | None:
    """How long they are in all; None while one still runs, and where one would end before it begins."""
    total = timedelta()
    for started_at, ended_at in periods:
        if ended_at is None or ended_at < started_at:
            return None
        total += ended_at - started_at
    return total


def mitigated_since(incident: Incident) -> datetime | None:
    """When users stopped being affected, if they have not been affected again since."""
    mitigated: datetime | None = None
    for entry in incident.timeline:
        if entry.kind is _MITIGATED and mitigated is None:
            mitigated = entry.at
        elif entry.kind is _REOPENED:
            mitigated = None
    return mitigated

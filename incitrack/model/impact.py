"""Impact periods: when users were affected, once from the start and again after each reopening."""

from datetime import datetime
from typing import NamedTuple

from incitrack.model.entry import Kind
from incitrack.model.incident import Incident


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
        if entry.kind is Kind.REOPENED:
            if running is not None:
                periods.append(ImpactPeriod(running, entry.at))
            running = entry.at
        elif entry.kind in _ENDS and running is not None:
            periods.append(ImpactPeriod(running, entry.at))
            running = None
    if running is not None:
        periods.append(ImpactPeriod(running, None))
    return tuple(periods)


_ENDS = frozenset({Kind.MITIGATED, Kind.RESOLVED, Kind.CLOSED})

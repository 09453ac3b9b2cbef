"""What keeps coming back, and whether it is found and resolved faster than the first time."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from incitrack.metrics.evidence import Evidence
from incitrack.metrics.recurrence import Chain
from incitrack.metrics.summary import Summary, summary
from incitrack.records.newest_first import report_time
from incitrack.records.record import IncidentRecord


class Speed(NamedTuple):
    """How fast some incidents were found and resolved."""

    time_to_detect: Summary
    time_to_resolve: Summary


class RecurringGroup(NamedTuple):
    """Incidents of one service and cause that followed one another within 90 days, by their IDs, oldest first."""

    service: str
    cause: str
    first_at: datetime
    last_at: datetime
    incidents: tuple[str, ...]
    first: Speed
    later: Speed


def recurring_groups(evidence: Evidence, records: Collection[IncidentRecord]) -> tuple[RecurringGroup, ...]:
    """The groups in which one of some incidents came again, each whole; the longest first, then the latest."""
    asked = {record.path for record in records}
    chains = evidence.recurrences.chains
    found = [_group(chain, evidence) for chain in chains if any(later.path in asked for later in chain.later)]
    return tuple(
        sorted(found, key=lambda group: (len(group.incidents), group.last_at, group.service), reverse=True)
    )


def _group(chain: Chain, evidence: Evidence) -> RecurringGroup:
    first, *later = chain.records
    return RecurringGroup(
        chain.service,
        chain.cause,
        report_time(first.incident),
        report_time(later[-1].incident),
        tuple(record.id for record in chain.records),
        _speed([first], evidence),
        _speed(later, evidence),
    )


def _speed(records: Collection[IncidentRecord], evidence: Evidence) -> Speed:
    times = [evidence.times(record) for record in records]
    return Speed(summary(each.time_to_detect for each in times), summary(each.time_to_resolve for each in times))

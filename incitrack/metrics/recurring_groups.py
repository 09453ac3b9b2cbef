"""What keeps coming back, and whether it is found and resolved faster than the first time."""

from collections.abc import Collection, Iterable
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
    return RecurringGroups(evidence).of(records)


class RecurringGroups:
    """The recurring groups of an archive, each worked out once, for whoever asks of several choices of records."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._groups: dict[tuple[str, str, str], RecurringGroup] = {}

    def of(self, records: Iterable[IncidentRecord]) -> tuple[RecurringGroup, ...]:
        """Those in which one of some incidents came again, each whole; the longest first, then the latest."""
        found = [self._known(chain) for chain in self._evidence.recurrences.chains_of(records)]
        return tuple(
            sorted(found, key=lambda group: (len(group.incidents), group.last_at, group.service), reverse=True)
        )

    def _known(self, chain: Chain) -> RecurringGroup:
        key = chain.service, chain.cause, chain.records[0].path
        found = self._groups.get(key)
        if found is None:
            found = self._groups[key] = _group(chain, self._evidence)
        return found


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

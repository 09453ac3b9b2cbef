"""What keeps coming back, and whether it is found and resolved faster than the first time."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from incitrack.metrics.recurrence import Chain, Recurrences
from incitrack.metrics.response_times import ResponseTimes
from incitrack.metrics.summary import Summary, summary
from incitrack.records.newest_first import report_time
from incitrack.records.record import IncidentRecord

Times = Callable[[IncidentRecord], ResponseTimes]


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


class RecurringGroups:
    """The recurring groups of an archive, each worked out once, for whoever asks of several choices of records."""

    def __init__(self, recurrences: Recurrences, times: Times) -> None:
        self._recurrences = recurrences
        self._times = times
        self._groups: dict[tuple[str, str, str], RecurringGroup] = {}

    def of(self, records: Iterable[IncidentRecord]) -> tuple[RecurringGroup, ...]:
        """Those in which one of some incidents came again, each whole; the longest first, then the latest."""
        found = [self._known(chain) for chain in self._recurrences.chains_of(records)]
        return tuple(
            sorted(found, key=lambda group: (len(group.incidents), group.last_at, group.service), reverse=True)
        )

    def _known(self, chain: Chain) -> RecurringGroup:
        key = chain.service, chain.cause, chain.records[0].path
        found = self._groups.get(key)
        if found is None:
            found = self._groups[key] = _group(chain, self._times)
        return found


def _group(chain: Chain, times: Times) -> RecurringGroup:
    first, *later = chain.records
    return RecurringGroup(
        chain.service,
        chain.cause,
        report_time(first.incident),
        report_time(later[-1].incident),
        tuple(record.id for record in chain.records),
        _speed([first], times),
        _speed(later, times),
    )


def _speed(records: Collection[IncidentRecord], times: Times) -> Speed:
    found = [times(record) for record in records]
    return Speed(summary(each.time_to_detect for each in found), summary(each.time_to_resolve for each in found))

"""What came again: the same service, the same cause, within 90 days."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Final, NamedTuple

from incitrack.records.newest_first import report_time
from incitrack.records.record import IncidentRecord

WITHIN: Final = timedelta(days=90)


class Recurrence(NamedTuple):
    """Of `n` incidents, how many came again; `rate` is None for none.

    `judged` of them name a cause; of the others nobody knows, and they count as if they had not come again.
    """

    n: int
    recurred: int
    judged: int

    @property
    def is_known(self) -> bool:
        """Whether anything can be said: not where there are incidents and none of them names a cause."""
        return self.judged > 0 or not self.n

    @property
    def rate(self) -> Fraction | None:
        """Recurred ÷ n, 0 to 1."""
        return Fraction(self.recurred, self.n) if self.n else None


class Chain(NamedTuple):
    """Incidents of one service and cause, oldest first, at least two, each within 90 days of the one before it.

    `later` are those that came again. What was reported in the very moment of the first did not.
    """

    service: str
    cause: str
    records: tuple[IncidentRecord, ...]
    later: tuple[IncidentRecord, ...]


class _Report(NamedTuple):
    at: datetime
    path: str
    record: IncidentRecord


class Recurrences:
    """The chains of actionable incidents of an archive, by service and then cause, each pair's oldest first."""

    def __init__(self, records: Iterable[IncidentRecord]) -> None:
        self.chains = tuple(_chains(records))
        self._again_in: dict[str, list[int]] = defaultdict(list)
        for number, chain in enumerate(self.chains):
            for record in chain.later:
                self._again_in[record.path].append(number)

    def came_again(self, record: IncidentRecord) -> bool:
        """Whether an earlier incident of the 90 days before, report to report, shares a service and the cause."""
        return record.path in self._again_in

    def chains_of(self, records: Iterable[IncidentRecord]) -> tuple[Chain, ...]:
        """The chains in which one of some incidents came again, each once, in the order of all."""
        numbers = {number for record in records for number in self._again_in.get(record.path, ())}
        return tuple(self.chains[number] for number in sorted(numbers))

    def share(self, records: Sequence[IncidentRecord]) -> Recurrence:
        """How many of some incidents came again; the earlier ones may be any of the archive."""
        judged = sum(bool(record.incident.cause and record.incident.services) for record in records)
        return Recurrence(len(records), sum(map(self.came_again, records)), judged)


def _chains(records: Iterable[IncidentRecord]) -> Iterator[Chain]:
    alike: dict[tuple[str, str], list[_Report]] = defaultdict(list)
    for record in records:
        incident = record.incident
        if incident.is_actionable and incident.cause:
            report = _Report(report_time(incident), record.path, record)
            for service in dict.fromkeys(incident.services):
                alike[service, incident.cause].append(report)
    for (service, cause), found in sorted(alike.items()):
        for linked in _linked(sorted(found, key=lambda report: report[:2])):
            if later := tuple(report.record for report in linked if report.at > linked[0].at):
                yield Chain(service, cause, tuple(report.record for report in linked), later)


def _linked(ordered: Iterable[_Report]) -> Iterator[list[_Report]]:
    """The reports in pieces: a new one begins where over 90 days went by without one."""
    piece: list[_Report] = []
    for report in ordered:
        if piece and report.at - piece[-1].at > WITHIN:
            yield piece
            piece = []
        piece.append(report)
    if piece:
        yield piece

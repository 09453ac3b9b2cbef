"""What came again: the same service, the same cause, within 90 days."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from incitrack.records.newest_first import report_time
from incitrack.records.record import IncidentRecord

WITHIN: Final = timedelta(days=90)


class Recurrence(NamedTuple):
    """Of `n` incidents, how many came again; `rate` is None for none."""

    n: int
    recurred: int

    @property
    def rate(self) -> float | None:
        """Recurred ÷ n, 0 to 1."""
        return self.recurred / self.n if self.n else None


class Chain(NamedTuple):
    """Incidents of one service and cause, oldest first, at least two, each within 90 days of the one before it."""

    service: str
    cause: str
    records: tuple[IncidentRecord, ...]

    @property
    def later(self) -> tuple[IncidentRecord, ...]:
        """Those that came again. What was reported in the very moment of the first did not."""
        first = report_time(self.records[0].incident)
        return tuple(record for record in self.records[1:] if report_time(record.incident) > first)


class Recurrences:
    """The chains of actionable incidents of an archive, by service and then cause, each pair's oldest first."""

    def __init__(self, records: Iterable[IncidentRecord]) -> None:
        self.chains = tuple(_chains(records))
        self._came_again = {record.path for chain in self.chains for record in chain.later}

    def came_again(self, record: IncidentRecord) -> bool:
        """Whether an earlier incident of the 90 days before, report to report, shares a service and the cause."""
        return record.path in self._came_again

    def share(self, records: Sequence[IncidentRecord]) -> Recurrence:
        """How many of some incidents came again; the earlier ones may be any of the archive."""
        return Recurrence(len(records), sum(map(self.came_again, records)))


def _chains(records: Iterable[IncidentRecord]) -> Iterator[Chain]:
    alike: dict[tuple[str, str], list[tuple[datetime, str, IncidentRecord]]] = defaultdict(list)
    for record in records:
        incident = record.incident
        if incident.is_actionable and incident.cause:
            for service in dict.fromkeys(incident.services):
                alike[service, incident.cause].append((report_time(incident), record.path, record))
    for (service, cause), found in sorted(alike.items()):
        for chain in _linked(sorted(found, key=lambda each: each[:2])):
            if chain[-1][0] > chain[0][0]:
                yield Chain(service, cause, tuple(record for _, _, record in chain))


def _linked(
    ordered: list[tuple[datetime, str, IncidentRecord]],
) -> Iterator[list[tuple[datetime, str, IncidentRecord]]]:
    """The list in pieces: a new one begins where over 90 days went by without a report."""
    piece: list[tuple[datetime, str, IncidentRecord]] = []
    for each in ordered:
        if piece and each[0] - piece[-1][0] > WITHIN:
            yield piece
            piece = []
        piece.append(each)
    if piece:
        yield piece

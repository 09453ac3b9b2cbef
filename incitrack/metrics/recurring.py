"""Which incidents came before another, of the same service and for the same cause, or linked to it."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from incitrack.model.incident import Incident
from incitrack.records.newest_first import report_time


class _Report(NamedTuple):
    """A report, in order of time; `number` tells two of one moment apart, and two files of one ID."""

    at: datetime
    number: int


class Recurring:
    """An index of actionable incidents by service and cause. Built once; each question is a search by halves."""

    def __init__(self, incidents: Iterable[Incident]) -> None:
        self._reports: dict[int, _Report] = {}
        self._incidents: list[Incident] = []
        self._alike: dict[tuple[str, str], list[_Report]] = defaultdict(list)
        self._by_id: dict[str, list[int]] = defaultdict(list)
        self._linking: dict[str, list[int]] = defaultdict(list)
        for incident in incidents:
            if incident.is_actionable:
                self._add(incident)
        for reports in self._alike.values():
            reports.sort()
        self._times = {key: [report.at for report in reports] for key, reports in self._alike.items()}

    def _add(self, incident: Incident) -> None:
        number = len(self._incidents)
        report = _Report(report_time(incident), number)
        self._incidents.append(incident)
        self._reports[id(incident)] = report
        self._by_id[incident.id].append(number)
        for other in incident.related:
            self._linking[other].append(number)
        if incident.cause:
            for service in dict.fromkeys(incident.services):
                self._alike[service, incident.cause].append(report)

    def count_before(self, incident: Incident, within: timedelta) -> int:
        """How many others were reported up to `within` before an incident, and share a service and the cause.

        Instead of the cause it may be a `related` link, in either direction. Before an incident that is not
        actionable there were none; of two reported at one moment each comes before the other.
        """
        report = self._reports.get(id(incident))
        if report is None:
            return 0
        return len({*self._same_cause(incident, report, within), *self._linked(incident, report, within)})

    def _same_cause(self, incident: Incident, report: _Report, within: timedelta) -> Iterator[_Report]:
        if not incident.cause:
            return
        for service in incident.services:
            key = service, incident.cause
            times = self._times[key]
            first, last = bisect_left(times, _earliest(report.at, within)), bisect_right(times, report.at)
            yield from (each for each in self._alike[key][first:last] if each != report)

    def _linked(self, incident: Incident, report: _Report, within: timedelta) -> Iterator[_Report]:
        numbers = [*self._linking[incident.id]]
        for other in incident.related:
            numbers += self._by_id[other]
        for number in numbers:
            candidate = self._incidents[number]
            at = report_time(candidate)
            shared = not set(incident.services).isdisjoint(candidate.services)
            if shared and number != report.number and _earliest(report.at, within) <= at <= report.at:
                yield _Report(at, number)


def _earliest(at: datetime, within: timedelta) -> datetime:
    try:
        return at - within
    except OverflowError:
        return datetime.min.replace(tzinfo=at.tzinfo)

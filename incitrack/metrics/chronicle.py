"""The incidents of an archive in the order of time, sorted once, so that any period of them is found at once."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from incitrack.metrics.action_items import actions_of
from incitrack.metrics.availability import Stretch, downtime
from incitrack.metrics.baseline import Baseline
from incitrack.metrics.evidence import Evidence
from incitrack.metrics.figures import GroupFigures, group_figures
from incitrack.metrics.periods import Period
from incitrack.model.action import ActionStatus
from incitrack.model.local_day import local_day
from incitrack.records.newest_first import oldest_first, report_time
from incitrack.records.record import IncidentRecord


class _Down(NamedTuple):
    """When an incident had its services down: the pieces, and from the first to the last moment."""

    span: Stretch
    pieces: tuple[Stretch, ...]
    record: IncidentRecord


class Chronicle:
    """What reviews of the periods of one archive share. Only `reported_in` gives what is not actionable."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._all = oldest_first(evidence.archive.incidents)
        self._times = [report_time(record.incident) for record in self._all]
        self._figures: dict[Period, GroupFigures] = {}

    @cached_property
    def counted(self) -> tuple[IncidentRecord, ...]:
        """The actionable incidents, oldest first."""
        return tuple(record for record in self._all if record.incident.is_actionable)

    @cached_property
    def services(self) -> frozenset[str]:
        """Every service that an actionable incident names."""
        return frozenset(service for record in self.counted for service in record.incident.services)

    @property
    def first_report(self) -> datetime | None:
        """When the first incident was reported, actionable or not; None where there is none."""
        return self._times[0] if self._times else None

    def beginning(self, until: datetime, gap: timedelta) -> datetime | None:
        """The earliest report up to a moment from which on none waited longer than `gap` for the next, or for it.

        So a year that somebody mistyped begins no history. None where there is no such report.
        """
        found, later = None, until
        for at in reversed(self._times[: bisect_right(self._times, until)]):
            if later - at > gap:
                break
            found = later = at
        return found

    def begins_before(self, moment: datetime) -> bool:
        """Whether anything was reported earlier than a moment."""
        return bool(self._times) and self._times[0] < moment

    def reported_in(self, window: Stretch) -> list[IncidentRecord]:
        """The records whose incident was reported in a stretch of time, oldest first."""
        return self._all[bisect_left(self._times, window.start) : bisect_left(self._times, window.end)]

    def counted_in(self, window: Stretch) -> list[IncidentRecord]:
        """Those of them that are actionable."""
        return [record for record in self.reported_in(window) if record.incident.is_actionable]

    def figures(self, period: Period) -> GroupFigures:
        """The figures of a period, worked out once."""
        found = self._figures.get(period)
        if found is None:
            records = self.counted_in(period.window(self._evidence.policies))
            found = self._figures[period] = group_figures(self._evidence, str(period), records)
        return found

    def baseline(self, until: datetime) -> Baseline:
        """The baseline of the months that were complete at a moment."""
        return self._evidence.months.baseline(until)

    def down_in(self, window: Stretch) -> Iterator[IncidentRecord]:
        """The incidents that may have had a service down in a stretch of time."""
        last = bisect_left(self._down_from, window.end)
        first = bisect_right(self._down_until, window.start, hi=last)
        for down in self._down_by_start[first:last]:
            if window.start < down.span.end:
                yield down.record

    def took_down(self, service: str, window: Stretch) -> list[IncidentRecord]:
        """The incidents that had a service down in a stretch of time, oldest first."""
        return [
            down.record
            for down in self._down_by_service.get(service, ())
            if any(piece.start < window.end and window.start < piece.end for piece in down.pieces)
        ]

    @cached_property
    def _down(self) -> tuple[_Down, ...]:
        now, policies = self._evidence.now, self._evidence.policies
        found = []
        for record in self.counted:
            services = downtime([record.incident], now, policies)
            if pieces := tuple(next(iter(services.values()), ())):
                span = Stretch(min(each.start for each in pieces), max(each.end for each in pieces))
                found.append(_Down(span, pieces, record))
        return tuple(found)

    @cached_property
    def _down_by_start(self) -> list[_Down]:
        return sorted(self._down, key=lambda down: down.span.start)

    @cached_property
    def _down_from(self) -> list[datetime]:
        return [down.span.start for down in self._down_by_start]

    @cached_property
    def _down_until(self) -> list[datetime]:
        """Up to when each of those by their start, and all before it, have lasted at most."""
        return list(accumulate((down.span.end for down in self._down_by_start), max))

    @cached_property
    def _down_by_service(self) -> dict[str, list[_Down]]:
        found: dict[str, list[_Down]] = defaultdict(list)
        for down in self._down:
            for service in dict.fromkeys(down.record.incident.services):
                found[service].append(down)
        return dict(found)

    def actions_done_in(self, window: Stretch) -> int:
        """How many action items were done on a day of a stretch of time that begins and ends with days."""
        policies = self._evidence.policies
        first, after = local_day(window.start, policies), local_day(window.end, policies)
        return bisect_left(self._done_on, after) - bisect_left(self._done_on, first)

    @cached_property
    def _done_on(self) -> list[date]:
        archive = self._evidence.archive
        items = (action.item for record in self.counted for action in actions_of(record, archive))
        return sorted(item.done_on for item in items if item.status is ActionStatus.DONE and item.done_on)


def reported_in(records: Iterable[IncidentRecord], window: Stretch) -> list[IncidentRecord]:
    """The records whose incident was reported in a stretch of time, in their order."""
    return [record for record in records if window.start <= report_time(record.incident) < window.end]

"""The baseline: how many incidents a month has, how long they take to resolve, and what stands out from that."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from incitrack.metrics.months import Month, last_complete_month, month_of, months
from incitrack.metrics.process_limits import FEWEST, Limits, Signal, natural_limits, signals
from incitrack.metrics.response_times import ResponseTimes
from incitrack.metrics.summary import summary
from incitrack.model.policies import Policies
from incitrack.records.newest_first import report_time
from incitrack.records.record import IncidentRecord


class Point(NamedTuple):
    """A month and its value; `n` incidents are behind it."""

    month: Month
    value: int
    n: int
    signal: Signal | None


class Chart(NamedTuple):
    """An XmR chart of months, in order."""

    limits: Limits
    points: tuple[Point, ...]

    @property
    def is_rough(self) -> bool:
        """Whether its months are too few for a verdict on any of them."""
        return len(self.points) < FEWEST


class Baseline(NamedTuple):
    """The charts of the monthly number of incidents, and of their mean time to resolve in seconds.

    A chart of fewer than two months is None.
    """

    monthly_incidents: Chart | None
    time_to_resolve: Chart | None


class MonthTallies:
    """The incidents of each month and their times to resolve, from which any baseline of them is drawn.

    `times` gives the response times of an incident.
    """

    def __init__(
        self,
        policies: Policies,
        times: Callable[[IncidentRecord], ResponseTimes],
        records: Iterable[IncidentRecord],
    ) -> None:
        self._policies = policies
        found: dict[Month, list[timedelta | None]] = defaultdict(list)
        for record in records:
            month = month_of(report_time(record.incident), policies)
            found[month].append(times(record).time_to_resolve)
        self._counts = {month: len(took) for month, took in found.items()}
        self._took = {month: summary(took) for month, took in found.items()}

    def baseline(self, until: datetime) -> Baseline:
        """The charts over every month from the first report's to the last one complete at `until`.

        An incident belongs to the month of its report. A month without incidents counts as 0; in the chart of the
        time to resolve, one in which nothing was resolved is left out.
        """
        last = last_complete_month(until, self._policies)
        times = [(month, self._took[month]) for month in _counted(self._counts, last) if month in self._took]
        return Baseline(
            counts_chart(self._counts, last),
            _chart([(month, took.mean_s, took.n) for month, took in times if took.mean_s is not None]),
        )


def counts_chart(counts: Mapping[Month, int], last: Month | None) -> Chart | None:
    """The chart of the number of incidents of each month, from the first that has some to `last`."""
    found = ((month, counts.get(month, 0)) for month in _counted(counts, last))
    return _chart([(month, count, count) for month, count in found])


def _counted(counts: Mapping[Month, int], last: Month | None) -> list[Month]:
    return list(months(min(counts), last)) if counts and last else []


def _chart(found: Sequence[tuple[Month, int, int]]) -> Chart | None:
    if len(found) < 2:
        return None
    values = [value for _, value, _ in found]
    limits = natural_limits(values)
    marks = signals(values, limits)
    return Chart(limits, tuple(Point(*each, mark) for each, mark in zip(found, marks, strict=True)))

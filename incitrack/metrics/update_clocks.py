"""The clock between two entries: while an incident is open, something must be written down in time."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import datetime
from itertools import zip_longest

from incitrack.metrics.clock import Clock, ClockName, Origin, Run
from incitrack.metrics.judge import Judge
from incitrack.metrics.open_periods import OpenPeriod


def update_clocks(judge: Judge) -> Iterator[Clock]:
    """A clock from each entry of either section to the next, while the incident is open; the last may still run.

    Entries of one moment are one. The `resolved` entry stops the last clock and starts none.
    """
    written = _entries(judge)
    moments = sorted(written)
    for period in judge.periods:
        within = _within(period, moments)
        ends = within[1:]
        starts = within[:-1] if period.end else within
        for start, stop in zip_longest(starts, ends):
            yield from _rows(judge, start, stop, written[start])


def _entries(judge: Judge) -> dict[datetime, Origin]:
    """What was written at each moment; of several entries the last, those of the timeline before all others."""
    told = {told.at: Origin("communications", i) for i, told in enumerate(judge.incident.communications)}
    return told | {entry.at: Origin("timeline", index) for index, entry in enumerate(judge.incident.timeline)}


def _within(period: OpenPeriod, moments: list[datetime]) -> list[datetime]:
    first = bisect_left(moments, period.begin.at)
    last = bisect_right(moments, period.end.at) if period.end else len(moments)
    return moments[first:last]


def _rows(judge: Judge, start: datetime, stop: datetime | None, origin: Origin) -> Iterator[Clock]:
    severity = judge.severities.at(start)
    deadlines = judge.deadlines(ClockName.UPDATE, start, severity)
    for tier, deadline_at in deadlines.items():
        yield judge.clock(ClockName.UPDATE, Run(start, deadline_at, origin, severity), stop, tier)

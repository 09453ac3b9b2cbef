"""Open periods: from the report, or a reopening, to the resolution."""

from datetime import datetime
from typing import NamedTuple

from incitrack.model.entry import Kind
from incitrack.model.incident import Incident


class Mark(NamedTuple):
    """A moment of the timeline: its entry, counted from 0, and its time."""

    entry: int
    at: datetime


class OpenPeriod(NamedTuple):
    """From `begin` to `end`; None while the incident is open."""

    begin: Mark
    end: Mark | None


def open_periods(incident: Incident) -> tuple[OpenPeriod, ...]:
    """The periods in which somebody had to work on it, in order; none where it was never reported.

    Each ends at its first `resolved`, or at a `closed` that skipped it.
    """
    periods: list[OpenPeriod] = []
    begin: Mark | None = None
    for index, entry in enumerate(incident.timeline):
        mark = Mark(index, entry.at)
        if entry.kind in _BEGINNINGS and begin is None and (periods or entry.kind is Kind.REPORTED):
            begin = mark
        elif entry.kind in _ENDS and begin is not None:
            periods.append(OpenPeriod(begin, mark))
            begin = None
    if begin is not None:
        periods.append(OpenPeriod(begin, None))
    return tuple(periods)


_BEGINNINGS = frozenset({Kind.REPORTED, Kind.REOPENED})
_ENDS = frozenset({Kind.RESOLVED, Kind.CLOSED})

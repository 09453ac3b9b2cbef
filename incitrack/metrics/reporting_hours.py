"""When incidents are reported: on which weekday and at which hour, on the clocks where a team works."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from incitrack.model.local_day import zone
from incitrack.model.policies import Policies
from incitrack.records.newest_first import report_time
from incitrack.records.record import IncidentRecord

HOURS: Final = 24

Hour = tuple[int, int]
"""A weekday, 1 for Monday to 7, and an hour, 0 to 23."""


class Stretch(NamedTuple):
    """Hours of the day that follow each other, from `first` on, over midnight too, and how many fell in them."""

    first: int
    total: int


def reporting_hours(records: Iterable[IncidentRecord], policies: Policies) -> Counter[Hour]:
    """How many incidents were reported on each weekday at each hour."""
    where = zone(policies)
    moments = (_local(report_time(record.incident), where) for record in records)
    return Counter((moment.isoweekday(), moment.hour) for moment in moments)


def _local(moment: datetime, where: ZoneInfo) -> datetime:
    try:
        return moment.astimezone(where)
    except OverflowError:  # the first or the last hours of the calendar
        return moment


def by_weekday(hours: Mapping[Hour, int]) -> list[int]:
    """How many on each weekday, Monday first."""
    return [sum(hours.get((day, hour), 0) for hour in range(HOURS)) for day in range(1, 8)]


def by_hour(hours: Mapping[Hour, int]) -> list[int]:
    """How many at each hour of the day, from midnight on."""
    return [sum(hours.get((day, hour), 0) for day in range(1, 8)) for hour in range(HOURS)]


def busiest(counts: list[int], length: int) -> Stretch:
    """The `length` hours in a row with the most; of equals the earliest."""
    around = [*counts, *counts]
    sums = [sum(around[first : first + length]) for first in range(HOURS)]
    return Stretch(sums.index(max(sums)), max(sums))

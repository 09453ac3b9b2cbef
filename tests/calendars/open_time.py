"""When a calendar says that it is open, asked minute by minute."""

from datetime import datetime, timedelta

from incitrack.calendars.calendar import Calendar

MINUTE = timedelta(minutes=1)
Range = tuple[datetime, datetime]


def open_ranges(calendar: Calendar, start: datetime, until: datetime) -> list[Range]:
    """When it is open from `start` to `until`, in order; ranges that touch come as one."""
    found: list[Range] = []
    while start < until:
        end = min(start.replace(second=0, microsecond=0) + MINUTE, until)
        if calendar.is_open(start):
            begin = found.pop()[0] if found and found[-1][1] == start else start
            found.append((begin, end))
        start = end
    return found


def open_time(calendar: Calendar, start: datetime, until: datetime) -> timedelta:
    """How long it is open from `start` to `until`."""
    return sum((end - begin for begin, end in open_ranges(calendar, start, until)), timedelta())

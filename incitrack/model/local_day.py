"""Days where a team works: which one it is at a moment, and the moments at which one begins and ends."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from incitrack.model.policies import Policies

_FIRST: Final = datetime.min.replace(tzinfo=UTC)
_LAST: Final = datetime.max.replace(tzinfo=UTC)


def zone(policies: Policies) -> ZoneInfo:
    """The calendar's time zone; UTC where no calendar is decided."""
    return ZoneInfo(policies.severity.calendar.timezone if policies.severity else "UTC")


def local_day(moment: datetime, policies: Policies) -> date:
    """The day of a moment in the calendar's time zone."""
    try:
        return moment.astimezone(zone(policies)).date()
    except OverflowError:  # the first or the last hours of the calendar
        return moment.date()


def start_of_day(day: date, policies: Policies) -> datetime:
    """The moment at which a day begins in the calendar's time zone, in UTC."""
    try:
        return datetime.combine(day, time.min, zone(policies)).astimezone(UTC)
    except OverflowError:
        return _FIRST


def end_of_day(day: date, policies: Policies) -> datetime:
    """The last microsecond of a day in the calendar's time zone, in UTC."""
    try:
        return start_of_day(day + timedelta(days=1), policies) - timedelta(microseconds=1)
    except OverflowError:
        return _LAST

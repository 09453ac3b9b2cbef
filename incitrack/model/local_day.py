"""Which day it is where a team works."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from incitrack.model.policies import Policies


def local_day(moment: datetime, policies: Policies) -> date:
    """The day of a moment in the calendar's time zone, in UTC where no calendar is decided."""
    return moment.astimezone(zone(policies)).date()


def zone(policies: Policies) -> ZoneInfo:
    """The calendar's time zone."""
    return ZoneInfo(policies.severity.calendar.timezone if policies.severity else "UTC")

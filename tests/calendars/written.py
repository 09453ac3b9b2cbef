"""Calendars and durations from what a policy file writes."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from incitrack.calendars.calendar import Calendar
from incitrack.model.calendar import CalendarPolicy
from incitrack.model.duration import ByBusinessHours, Duration, Span

_POLICY: TypeAdapter[CalendarPolicy] = TypeAdapter(CalendarPolicy)
_DURATION: TypeAdapter[Span | ByBusinessHours] = TypeAdapter(Duration)


def policy(**written: Any) -> CalendarPolicy:
    """The policy that says so: `policy(timezone="Europe/Warsaw", hours={"mon-fri": "09:00-17:00"})`."""
    return _POLICY.validate_python(written)


def calendar(**written: Any) -> Calendar:
    """The calendar of that policy."""
    return Calendar(policy(**written))


def duration(written: str | dict[str, str]) -> Span | ByBusinessHours:
    """The duration that is written `1bd` or `{business: 1h, otherwise: 2h}`."""
    return _DURATION.validate_python(written)


def at(written: str, zone: str = "UTC", *, again: bool = False) -> datetime:
    """A moment in UTC by its local time, `2026-10-25 02:30`; `again` is the second time it comes."""
    return datetime.fromisoformat(written).replace(tzinfo=ZoneInfo(zone), fold=again).astimezone(UTC)

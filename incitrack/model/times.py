"""Moments and days as records write them: RFC 3339 with an offset, and ISO 8601 calendar dates."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Annotated

from incitrack.model.grammar import Grammar
from incitrack.model.words import shown, wrong

_MOMENT = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,30}))?)?"
    r"(Z|[+-][0-9]{2}:[0-9]{2})?"
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse_time(value: str) -> datetime:
    """The moment that `value` names, in UTC; a fraction of a second is kept to the microsecond.

    Source: RFC 3339, section 5.6, where seconds may be left out and an offset may not.

    Raises:
        ValueError: with what is wrong, in words for the person who wrote it.
    """
    if not (found := _MOMENT.fullmatch(value)):
        raise ValueError(f"{shown(value)} is not a time; write it like 2026-11-20T14:05Z")
    year, month, day, hour, minute, second, fraction, offset = found.groups()
    if offset is None:
        raise ValueError(f"{shown(value)} has no offset; write it like {value}Z or {value}+01:00")
    try:
        zone = UTC if offset == "Z" else timezone(_offset(offset))
        microsecond = int(fraction[:6].ljust(6, "0")) if fraction else 0
        local = datetime(
            int(year), int(month), int(day), int(hour), int(minute), int(second or 0), microsecond, zone
        )
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"{shown(value)} is not a moment of the calendar; check each part") from None


def _offset(text: str) -> timedelta:
    hours, minutes = int(text[1:3]), int(text[4:6])
    if hours > 23 or minutes > 59:
        raise ValueError(text)
    offset = timedelta(hours=hours, minutes=minutes)
    return -offset if text[0] == "-" else offset


def format_time(moment: datetime) -> str:
    """RFC 3339 in UTC to the second, `2026-11-20T14:10:00Z`, with the fraction where there is one."""
    written = (moment if moment.tzinfo is UTC else moment.astimezone(UTC)).isoformat()[: -len("+00:00")]
    return f"{written.rstrip('0') if moment.microsecond else written}Z"


def record_time(moment: datetime) -> str:
    """The shortest form a record writes: to the minute where seconds are zero, `2026-11-20T14:10Z`."""
    written = format_time(moment)
    return written.removesuffix(":00Z") + "Z" if written.endswith(":00Z") else written


def soon(now: datetime) -> datetime:
    """Five minutes from now: what is later was not written down by a clock that runs a little fast."""
    return now + min(timedelta(minutes=5), datetime.max.replace(tzinfo=UTC) - now)


def _moment(value: object) -> datetime:
    hint = "write RFC 3339 with an offset or Z, such as 2026-11-20T14:05Z"
    if not isinstance(value, str):
        wrong(f"{shown(value)} is not a time", hint)
    try:
        return parse_time(value)
    except ValueError as error:
        wrong(str(error).partition("; ")[0], hint)


def parse_day(value: object) -> date:
    """A calendar date, `2026-12-01`; refused with a hint otherwise."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            wrong(f"{shown(value)} is not a day of the calendar", "write a date such as 2026-12-01")
    return wrong(f"{shown(value)} is not a date", "write a date such as 2026-12-01")


_WITH_OFFSET = _MOMENT.pattern.removesuffix("?")
Moment = Annotated[datetime, Grammar(_moment, {"type": "string", "pattern": f"^{_WITH_OFFSET}$"})]
Day = Annotated[date, Grammar(parse_day, {"type": "string", "pattern": f"^{_DAY.pattern}$"})]

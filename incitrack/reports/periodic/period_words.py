"""How periods, moments and changes read in a report."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from incitrack.metrics.periods import Period
from incitrack.wording import day_text, month_text


def period_name(period: Period) -> str:
    """`October 2026`, `Q4 2026`."""
    first = period.first
    if period.is_quarter:
        return f"{first.quarter[-2:]} {first.year}"
    return month_text(date(*first, 1))


def zoned_text(moment: datetime, zone: ZoneInfo) -> str:
    """`6 May 2026, 08:58 (UTC+02:00)`, on the clocks of a time zone."""
    try:
        local = moment.astimezone(zone)
    except OverflowError:  # the first or the last hours of the calendar
        local = moment
    return f"{day_text(local)}, {local:%H:%M} ({offset_text(local)})"


def offset_text(local: datetime) -> str:
    """`UTC+02:00`, and `UTC` where there is none."""
    offset = local.utcoffset() or timedelta()
    if not offset:
        return "UTC"
    minutes = abs(offset) // timedelta(minutes=1)
    return f"UTC{'−' if offset < timedelta() else '+'}{minutes // 60:02d}:{minutes % 60:02d}"


def change_text(now: int, before: int) -> str:
    """`+2`, `−3`, `same`."""
    if now == before:
        return "same"
    return f"{'+' if now > before else '−'}{abs(now - before):,}"


def compared_text(now: int, before: int) -> str:
    """`2 more than`, `3 fewer than`, `as many as`."""
    if now == before:
        return "as many as"
    return f"{abs(now - before):,} {'more' if now > before else 'fewer'} than"

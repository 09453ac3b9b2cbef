"""How moments, days and durations read to people; the same words on every page and in every message."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day_text(day: date) -> str:
    """`6 May 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day_text(day: date) -> str:
    """`6 May`, for where the year is beside it."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def weekday_text(day: date) -> str:
    """`Wednesday, 6 May 2026`."""
    return f"{WEEKDAYS[day.weekday()]}, {day_text(day)}"


def month_text(day: date) -> str:
    """`May 2026`."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def clock_text(moment: datetime) -> str:
    """`07:50` in UTC, with the seconds where there are any."""
    utc = moment.astimezone(UTC)
    seconds = f":{utc.second:02d}" if utc.second or utc.microsecond else ""
    return f"{utc.hour:02d}:{utc.minute:02d}{seconds}"


def moment_text(moment: datetime) -> str:
    """`6 May 2026, 07:50 UTC`."""
    return f"{day_text(moment.astimezone(UTC))}, {clock_text(moment)} UTC"


def local_text(moment: datetime, zone: tzinfo, name: str) -> str:
    """`08:50 in Warsaw`, `00:50 on 7 May in Warsaw`, or "" where the zone's clocks show the same as UTC.

    `name` is the zone's, such as Europe/Warsaw; its last part is what people call it.
    """
    try:
        local = moment.astimezone(zone)
    except OverflowError:  # the first or the last hours of the calendar
        return ""
    if not local.utcoffset():
        return ""
    on = "" if local.date() == moment.astimezone(UTC).date() else f" on {short_day_text(local)}"
    return f"{local.hour:02d}:{local.minute:02d}{on} in {name.rpartition('/')[2].replace('_', ' ')}"


def duration_text(duration: timedelta) -> str:
    """The two largest units that count: `under a minute`, `47 min`, `1 h 18 min`, `3 d 4 h`; `-` if negative."""
    if duration < timedelta():
        return f"-{duration_text(-duration)}"
    hours, minutes = divmod(duration.seconds // 60, 60)
    if duration.days:
        return f"{duration.days} d {hours} h" if hours else f"{duration.days} d"
    if hours:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{minutes} min" if minutes else "under a minute"


def elapsed_text(at: datetime, since: datetime) -> str:
    """`+57 min`, `−7 min`, or "" for the moment itself."""
    if at == since:
        return ""
    return f"−{duration_text(since - at)}" if at < since else f"+{duration_text(at - since)}"


def ago_text(moment: datetime, now: datetime) -> str:
    """`3 h ago`, `in 20 min`."""
    return f"in {duration_text(moment - now)}" if moment > now else f"{duration_text(now - moment)} ago"


def length_text(duration: timedelta) -> str:
    """`3 h 20 min`, `59 d 4 h`, and of what is longer than 60 days: `4 months`, from two years on `3 years`."""
    if duration <= _EXACT:
        return duration_text(duration)
    months = round(duration / _MONTH)
    return count_text(months, "month") if months < 24 else count_text(round(months / 12), "year")


_EXACT: Final = timedelta(days=60)
_MONTH: Final = timedelta(days=365.25) / 12
LATE: Final = timedelta(minutes=15)
"""What was written down later than this after it happened says so."""


def late_text(at: datetime, recorded: datetime | None) -> str:
    """`written down 3 h later` of what was recorded over 15 minutes after it happened, else ""."""
    if recorded is None or recorded - at <= LATE:
        return ""
    return f"written down {length_text(recorded - at)} later"


def count_text(number: int, one: str, many: str = "") -> str:
    """`1 incident`, `3 incidents`, `1,200 incidents`; `many` where the plural is not the word and an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def severity_text(key: str, name: str, between: str = " ") -> str:
    """`P1 Critical`, or the key alone where the name says no more than it: `critical`."""
    return key if name.casefold() == key.casefold() else f"{key}{between}{name}"


def list_text(words: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)

"""Moments as whole microseconds since the year 1, which take arithmetic past the ends of the calendar."""

from datetime import UTC, date, datetime, timedelta
from typing import Final, NamedTuple

SECOND: Final = 1_000_000
MINUTE: Final = 60 * SECOND
DAY: Final = 86_400 * SECOND
DAYS: Final = date.max.toordinal()
"""How many days the calendar has, 0001-01-01 to 9999-12-31; that first day is a Monday."""

LAST: Final = DAYS * DAY - 1
_EPOCH: Final = datetime(1, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


class Stretch(NamedTuple):
    """A stretch of time in instants, `end` not included."""

    start: int
    end: int


def instant_of(moment: datetime) -> int:
    """The microseconds from 0001-01-01T00:00Z to an aware moment.

    Raises:
        TypeError: the moment has no offset.
    """
    return (moment - _EPOCH) // _MICROSECOND


def moment_of(instant: int) -> datetime:
    """The moment in UTC; before the year 1 the first there is, after 9999 the last."""
    return _EPOCH + timedelta(microseconds=min(max(instant, 0), LAST))


def microseconds(length: timedelta) -> int:
    """A length in whole microseconds."""
    return length // _MICROSECOND


def date_of(day: int) -> date:
    """The date of a day, counted from 0001-01-01 as 0; outside the calendar its first or its last."""
    return date.fromordinal(min(max(day, 0), DAYS - 1) + 1)

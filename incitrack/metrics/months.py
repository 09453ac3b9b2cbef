"""Months where a team works: which one a moment belongs to, and when one begins and ends."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Final, NamedTuple

from incitrack.model.local_day import local_day, start_of_day
from incitrack.model.policies import Policies

_END: Final = datetime.max.replace(tzinfo=UTC)


class Month(NamedTuple):
    """A month of a year, `number` from 1 to 12; its text is `2026-11`."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def quarter(self) -> str:
        """`2026-Q4`."""
        return f"{self.year:04d}-Q{(self.number + 2) // 3}"

    @property
    def following(self) -> "Month":
        """The month after it."""
        return Month(self.year + self.number // 12, self.number % 12 + 1)


def month_of(moment: datetime, policies: Policies) -> Month:
    """The month of a moment in the calendar's time zone."""
    day = local_day(moment, policies)
    return Month(day.year, day.month)


def months(first: Month, last: Month) -> Iterator[Month]:
    """Every month from `first` to `last`, both included."""
    month = first
    while month <= last:
        yield month
        month = month.following


def start_of_month(month: Month, policies: Policies) -> datetime:
    """The moment at which a month begins in the calendar's time zone, in UTC; of a year past 9999 the last one."""
    return _END if month.year > date.max.year else start_of_day(date(*month, 1), policies)


def last_complete_month(moment: datetime, policies: Policies) -> Month | None:
    """The month before the one that a moment belongs to; None in the first month of all."""
    year, number = month_of(moment, policies)
    if (year, number) == (1, 1):
        return None
    return Month(year, number - 1) if number > 1 else Month(year - 1, 12)

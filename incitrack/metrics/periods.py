"""The periods that are looked back on: a month or a quarter where a team works."""

from datetime import datetime
from typing import NamedTuple, Self

from incitrack.metrics.availability import Stretch
from incitrack.metrics.months import Month, last_complete_month, start_of_month
from incitrack.model.policies import Policies


class Period(NamedTuple):
    """A month or a quarter, `first` to `last`, both included; its text is `2026-10` or `2026-Q4`."""

    first: Month
    last: Month

    @classmethod
    def month(cls, month: Month) -> Self:
        """One month."""
        return cls(month, month)

    @classmethod
    def quarter_of(cls, month: Month) -> Self:
        """The quarter that a month belongs to."""
        begin = month.number - (month.number - 1) % 3
        return cls(Month(month.year, begin), Month(month.year, begin + 2))

    @property
    def is_quarter(self) -> bool:
        """Whether it is a quarter, not a month."""
        return self.first != self.last

    def __str__(self) -> str:
        return self.first.quarter if self.is_quarter else str(self.first)

    @property
    def before(self) -> "Period | None":
        """The month or quarter before it; None for the first of all."""
        earlier = _month_before(self.first)
        if earlier is None:
            return None
        return Period.quarter_of(earlier) if self.is_quarter else Period.month(earlier)

    def window(self, policies: Policies) -> Stretch:
        """From its first moment to the first one after it, in the calendar's time zone."""
        return Stretch(start_of_month(self.first, policies), start_of_month(self.last.following, policies))


def last_complete_quarter(moment: datetime, policies: Policies) -> Period | None:
    """The last quarter that is over at a moment; None where there is none."""
    month = last_complete_month(moment, policies)
    if month is None:
        return None
    found = Period.quarter_of(month)
    return found if month == found.last else found.before


def _month_before(month: Month) -> Month | None:
    if month.number > 1:
        return Month(month.year, month.number - 1)
    return Month(month.year - 1, 12) if month.year > 1 else None

"""When a duration that a policy writes is over."""

from datetime import datetime

from incitrack.calendars.calendar import Calendar
from incitrack.calendars.instants import instant_of, microseconds, moment_of
from incitrack.model.calendar import CalendarPolicy
from incitrack.model.duration import ByBusinessHours, Span, Unit


def deadline(start: datetime, duration: Span | ByBusinessHours, calendar: Calendar | CalendarPolicy) -> datetime:
    """The moment, in UTC, at which a duration that begins at `start` is over.

    `m`, `h`, `d` and `w` are elapsed time; `bh` is over when the calendar has been open that long, `bd` at the
    close of the n-th business day after the local date of `start`. Whoever asks often builds the `Calendar` once.

    Raises:
        UnreadableError: business time is asked of a calendar that never opens, or has holidays not known.
    """
    when = calendar if isinstance(calendar, Calendar) else Calendar(calendar)
    if isinstance(duration, ByBusinessHours):
        duration = duration.business if when.is_open(start) else duration.otherwise
    if duration.wall_clock is not None:
        return moment_of(instant_of(start) + microseconds(duration.wall_clock))
    if duration.amount == 0:
        return moment_of(instant_of(start))
    if duration.unit is Unit.BUSINESS_HOUR:
        return when.after_business_hours(start, duration.amount)
    return when.after_business_days(start, duration.amount)

"""When a duration that a policy writes is over."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial

from incitrack.calendars.calendar import Calendar
from incitrack.calendars.instants import DAY, instant_of, microseconds, moment_of
from incitrack.model.calendar import CalendarPolicy
from incitrack.model.duration import ByBusinessHours, Span, Unit

Reckoner = Callable[[datetime], datetime]
"""From the moment at which a duration begins to the one, in UTC, at which it is over."""


def deadline(start: datetime, duration: Span | ByBusinessHours, calendar: Calendar | CalendarPolicy) -> datetime:
    """The moment, in UTC, at which a duration that begins at `start` is over.

    `m`, `h`, `d` and `w` are elapsed time; `bh` is over when the calendar has been open that long, `bd` at the
    close of the n-th business day after the local date of `start`. Whoever asks often builds the `Calendar` once,
    and a `reckoner` of each duration.

    Raises:
        UnreadableError: business time is asked of a calendar that never opens, or has holidays not known.
    """
    return reckoner(duration, calendar if isinstance(calendar, Calendar) else Calendar(calendar))(start)


def reckoner(duration: Span | ByBusinessHours, calendar: Calendar) -> Reckoner:
    """What `deadline` does for one duration, ready to be asked again and again."""
    if isinstance(duration, ByBusinessHours):
        business, otherwise = reckoner(duration.business, calendar), reckoner(duration.otherwise, calendar)
        return lambda start: business(start) if calendar.is_open(start) else otherwise(start)
    if duration.wall_clock is not None:
        return partial(_after_elapsed, duration.wall_clock)
    if duration.amount == 0:
        return partial(_after_elapsed, timedelta())
    if duration.unit is Unit.BUSINESS_HOUR:
        return lambda start: calendar.after_business_hours(start, duration.amount)
    return lambda start: calendar.after_business_days(start, duration.amount)


def _after_elapsed(length: timedelta, start: datetime) -> datetime:
    if start.tzinfo is UTC:  # nearly always, and many times quicker
        with suppress(OverflowError):
            return start + length
    return moment_of(instant_of(start) + microseconds(length))


def latest_start(deadline_at: datetime, duration: Span, calendar: Calendar) -> datetime:
    """The first moment, in UTC, from which a duration is not over before `deadline_at`.

    So from that moment on, and not before it, no more than the duration is left.

    Raises:
        UnreadableError: as for `deadline`.
    """
    end = instant_of(deadline_at)
    if duration.wall_clock is not None:
        return moment_of(end - microseconds(duration.wall_clock))

    def reaches(instant: int) -> bool:
        return instant_of(deadline(moment_of(instant), duration, calendar)) >= end

    # What a later start makes of a duration is never earlier, so the first moment is found by halves.
    early, step = end, DAY
    while early > 0 and reaches(early):
        early, step = max(early - step, 0), step * 2
    late = end
    while late - early > 1:
        middle = (early + late) // 2
        early, late = (early, middle) if reaches(middle) else (middle, late)
    return moment_of(late)

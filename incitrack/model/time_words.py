"""What the durations and the hours of a policy say, in the words of people."""

from typing import Final

from incitrack.model.calendar import MINUTES_A_DAY, CalendarPolicy, Hours
from incitrack.model.duration import ByBusinessHours, Span, Unit
from incitrack.wording import WEEKDAYS, count_text

_UNITS: Final = {
    Unit.MINUTE: "minute",
    Unit.HOUR: "hour",
    Unit.DAY: "day",
    Unit.WEEK: "week",
    Unit.BUSINESS_HOUR: "business hour",
}
_ORDINALS: Final = ("", "", "second", "third", "fourth", "fifth")


def duration_words(duration: Span | ByBusinessHours) -> str:
    """`15 minutes`, `1 hour in business hours, else 2 hours`, `by the end of the third business day`."""
    if isinstance(duration, ByBusinessHours):
        return f"{duration_words(duration.business)} in business hours, else {duration_words(duration.otherwise)}"
    if duration.unit is not Unit.BUSINESS_DAY:
        return count_text(duration.amount, _UNITS[duration.unit])
    if duration.amount == 1:
        return "by the end of the next business day"
    known = duration.amount < len(_ORDINALS)
    day = f"the {_ORDINALS[duration.amount]} business day" if known else f"business day {duration.amount:,}"
    return f"by the end of {day}"


def hours_words(calendar: CalendarPolicy) -> list[tuple[str, str]]:
    """(days, hours) of a week, days of equal hours together: `Monday to Friday`, `09:00 to 17:00`."""
    rows: list[tuple[int, int, tuple[Hours, ...]]] = []
    for day, hours in enumerate(calendar.hours):
        if rows and rows[-1][2] == hours:
            rows[-1] = (rows[-1][0], day, hours)
        else:
            rows.append((day, day, hours))
    return [(_weekdays(first, last), _ranges(hours)) for first, last, hours in rows]


def _weekdays(first: int, last: int) -> str:
    if first == last:
        return WEEKDAYS[first]
    return f"{WEEKDAYS[first]} {'and' if last == first + 1 else 'to'} {WEEKDAYS[last]}"


def _ranges(hours: tuple[Hours, ...]) -> str:
    return ", ".join(f"{_clock(h.opens)} to {_clock(h.closes)}" for h in hours) or "closed"


def _clock(minutes: int) -> str:
    of_day = minutes if minutes <= MINUTES_A_DAY else minutes - MINUTES_A_DAY
    return f"{of_day // 60:02d}:{of_day % 60:02d}"

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from incitrack.calendars.calendar import Calendar
from incitrack.calendars.deadline import deadline
from incitrack.model.duration import Span, Unit
from tests.calendars.drawing import CHANGES, Drawn, calendars
from tests.calendars.written import duration


@pytest.mark.parametrize(("zone", "day"), [(zone, day) for zone, days in CHANGES.items() for day in days])
def test_the_clocks_of_the_drawn_zones_do_change_on_those_days(zone: str, day: str) -> None:
    noon = datetime.combine(date.fromisoformat(day), time(12), UTC)
    around = [(noon + timedelta(hours=h)).astimezone(ZoneInfo(zone)).utcoffset() for h in (-24, 24)]
    assert around[0] != around[1]


@given(calendars(), st.lists(st.integers(-4000, 4000), max_size=200))
def test_it_is_open_when_the_wall_clock_says_so(drawn: Drawn, minutes: list[int]) -> None:
    calendar = Calendar(drawn.policy)
    for moment in [drawn.moment + timedelta(minutes=each) for each in minutes]:
        assert calendar.is_open(moment) == drawn.oracle.is_open(moment)
        assert calendar.local_day(moment) == drawn.oracle.wall_clock(moment).date()


@given(calendars(), st.integers(1, 9))
def test_business_hours_are_over_when_the_open_minutes_are(drawn: Drawn, hours: int) -> None:
    expected = drawn.oracle.after_open_time(drawn.moment, timedelta(hours=hours))
    assert deadline(drawn.moment, Span(hours, Unit.BUSINESS_HOUR), drawn.policy) == expected


@given(calendars(), st.integers(1, 9))
def test_business_days_end_with_the_last_range_of_the_nth_day(drawn: Drawn, days: int) -> None:
    expected = drawn.oracle.after_business_days(drawn.moment, days)
    assert deadline(drawn.moment, Span(days, Unit.BUSINESS_DAY), drawn.policy) == expected


@given(calendars())
def test_either_duration_goes_by_whether_it_is_open(drawn: Drawn) -> None:
    either = duration({"business": "1h", "otherwise": "2h"})
    hours = 1 if drawn.oracle.is_open(drawn.moment) else 2
    assert deadline(drawn.moment, either, drawn.policy) == drawn.moment + timedelta(hours=hours)


@given(calendars(), st.integers(1, 300), st.integers(1, 300))
def test_business_hours_add_up(drawn: Drawn, first: int, second: int) -> None:
    calendar = Calendar(drawn.policy)
    halfway = deadline(drawn.moment, Span(first, Unit.BUSINESS_HOUR), calendar)
    whole = deadline(drawn.moment, Span(first + second, Unit.BUSINESS_HOUR), calendar)
    assert deadline(halfway, Span(second, Unit.BUSINESS_HOUR), calendar) == whole


@given(calendars(), st.integers(1, 30), st.sampled_from(list(Unit)), st.integers(0, 3 * 86_400))
def test_what_starts_later_is_not_due_earlier(drawn: Drawn, amount: int, unit: Unit, later: int) -> None:
    calendar, span = Calendar(drawn.policy), Span(amount, unit)
    then = drawn.moment + timedelta(seconds=later)
    # Where the clock is put back over midnight, the day before comes once more.
    assume(calendar.local_day(drawn.moment) <= calendar.local_day(then))
    assert drawn.moment < deadline(drawn.moment, span, calendar) <= deadline(then, span, calendar)

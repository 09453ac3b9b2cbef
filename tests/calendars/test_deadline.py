"""Deadlines of a team in Warsaw with Polish holidays, as its policy promises them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from incitrack.calendars.deadline import deadline
from incitrack.errors import UnreadableError
from incitrack.model.duration import Span, Unit
from tests.calendars.written import at, calendar, duration, policy

WARSAW = "Europe/Warsaw"
TEAM = policy(timezone=WARSAW, hours={"mon-fri": "09:00-17:00"}, holidays="PL", closed=["2026-12-23"])
FRIDAY_BEFORE_EASTER = "2026-04-03 16:50"
SUNDAYS = [(date(2026, 1, 4) + timedelta(weeks=week)).isoformat() for week in range(1000)]


@pytest.mark.parametrize(
    ("target", "due"),
    [
        ({"business": "1h", "otherwise": "2h"}, "2026-04-03 17:50"),
        ("2bh", "2026-04-07 10:50"),
        ("1bd", "2026-04-07 17:00"),
        ("3bd", "2026-04-09 17:00"),
        ("1d", "2026-04-04 16:50"),
    ],
)
def test_reported_ten_minutes_before_a_long_weekend(target: str | dict[str, str], due: str) -> None:
    assert deadline(at(FRIDAY_BEFORE_EASTER, WARSAW), duration(target), TEAM) == at(due, WARSAW)


@pytest.mark.parametrize(
    ("start", "target", "due"),
    [
        ("2026-10-24 23:30", "15m", "2026-10-24 23:45"),
        ("2026-10-24 23:30", "4h", "2026-10-25 02:30"),  # the second 02:30 of that night
        ("2026-03-28 23:30", "4h", "2026-03-29 04:30"),
        ("2026-10-24 12:00", "1d", "2026-10-25 11:00"),
        ("2026-10-24 12:00", "1w", "2026-10-31 11:00"),
    ],
)
def test_a_night_and_a_day_of_a_clock_change_are_counted_as_they_pass(start: str, target: str, due: str) -> None:
    assert deadline(at(start, WARSAW), duration(target), TEAM) == at(due, WARSAW, again=True)


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-11-20 15:00", "2026-11-20 17:00"),  # a Friday: not Monday 09:00
        ("2026-11-20 15:01", "2026-11-23 09:01"),
        ("2026-11-20 09:00", "2026-11-20 11:00"),
        ("2026-11-20 08:00", "2026-11-20 11:00"),
        ("2026-11-20 17:00", "2026-11-23 11:00"),
        ("2026-11-21 12:00", "2026-11-23 11:00"),
        ("2026-12-22 16:00", "2026-12-28 10:00"),  # closed, then three holidays and a Sunday
    ],
)
def test_two_business_hours_are_over_as_soon_as_it_was_open_so_long(start: str, due: str) -> None:
    assert deadline(at(start, WARSAW), duration("2bh"), TEAM) == at(due, WARSAW)


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-11-19 12:00", "2026-11-20 17:00"),
        ("2026-11-19 03:00", "2026-11-20 17:00"),  # a start before opening counts from the next day too
        ("2026-11-19 23:59", "2026-11-20 17:00"),
        ("2026-11-20 00:00", "2026-11-23 17:00"),
        ("2026-11-10 12:00", "2026-11-12 17:00"),  # the eleventh is a holiday
        ("2026-10-23 12:00", "2026-10-26 17:00"),
        ("2026-12-31 12:00", "2027-01-04 17:00"),
    ],
)
def test_one_business_day_is_the_next_one_after_the_day_of_the_start(start: str, due: str) -> None:
    assert deadline(at(start, WARSAW), duration("1bd"), TEAM) == at(due, WARSAW)


def test_the_day_of_the_start_is_that_of_the_calendar() -> None:
    start = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)  # half past midnight on Friday in Warsaw
    assert deadline(start, duration("1bd"), TEAM) == at("2026-11-23 17:00", WARSAW)


def test_a_business_day_closes_with_its_last_range_be_it_the_morning_after() -> None:
    shifts = calendar(timezone=WARSAW, hours={"mon-fri": ["22:00-06:00", "08:00-12:00"]})
    assert deadline(at("2026-11-18 12:00", WARSAW), duration("1bd"), shifts) == at("2026-11-20 06:00", WARSAW)
    assert deadline(at("2026-11-19 12:00", WARSAW), duration("1bd"), shifts) == at("2026-11-21 06:00", WARSAW)


def test_midnight_may_close_a_day() -> None:
    late = calendar(timezone=WARSAW, hours={"mon-sun": "12:00-24:00"})
    assert deadline(at("2026-11-18 12:00", WARSAW), duration("1bd"), late) == at("2026-11-20 00:00", WARSAW)
    assert deadline(at("2026-11-18 23:00", WARSAW), duration("1bh"), late) == at("2026-11-19 00:00", WARSAW)


def test_business_hours_run_on_from_day_to_day_where_it_never_closes() -> None:
    always = calendar(hours={"mon-sun": "00:00-24:00"})
    assert deadline(at("2026-11-18 12:00"), duration("100bh"), always) == at("2026-11-18 12:00") + timedelta(
        hours=100
    )


def test_fractions_of_a_second_are_kept() -> None:
    start = at("2026-11-20 16:59:59.999999", WARSAW)
    assert deadline(start, duration("1bh"), TEAM) == at("2026-11-23 09:59:59.999999", WARSAW)


@pytest.mark.parametrize("target", ["1h", "2bh", "1bd"])
def test_the_zone_that_a_start_is_written_in_does_not_matter(target: str) -> None:
    start = at("2026-10-25 02:30", WARSAW, again=True)
    for zone in ("Asia/Kathmandu", "America/Los_Angeles", WARSAW):
        there = start.astimezone(ZoneInfo(zone))
        assert deadline(there, duration(target), TEAM) == deadline(start, duration(target), TEAM)


@pytest.mark.parametrize("unit", list(Unit))
def test_no_time_at_all_is_over_at_once(unit: Unit) -> None:
    saturday = at("2026-11-21 12:00", WARSAW)
    assert deadline(saturday, Span(0, unit), TEAM) == saturday


@pytest.mark.parametrize("target", ["1bh", "1bd"])
@pytest.mark.parametrize(
    "closed",
    [{"hours": {"sun": "10:00-12:00"}, "closed": SUNDAYS}],
    ids=["only on closed days"],
)
def test_business_time_of_a_calendar_that_never_opens_is_refused(closed: dict[str, object], target: str) -> None:
    with pytest.raises(UnreadableError, match="closed for 10 years from 2026-") as refusal:
        deadline(at("2026-11-20 12:00"), duration(target), calendar(**closed))
    assert "calendar.hours" in str(refusal.value.hint)


def test_elapsed_time_asks_nothing_of_a_calendar_that_never_opens() -> None:
    never = calendar(hours={"sun": "10:00-12:00"}, closed=SUNDAYS)
    either = duration({"business": "1h", "otherwise": "2h"})
    assert deadline(at("2026-11-20 12:00"), either, never) == at("2026-11-20 14:00")


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/Los_Angeles"])
@pytest.mark.parametrize("target", ["999999m", "999999w", "999999bh", "3bd"])
def test_a_deadline_past_the_end_of_the_calendar_is_its_last_moment(zone: str, target: str) -> None:
    last = datetime.max.replace(tzinfo=UTC)
    there = calendar(timezone=zone, hours={"mon-sun": "00:00-24:00"})
    assert deadline(last - timedelta(hours=1), duration(target), there) == last


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/Los_Angeles"])
def test_the_first_moment_of_the_calendar_has_deadlines_too(zone: str) -> None:
    first = datetime.min.replace(tzinfo=UTC)
    there = calendar(timezone=zone, hours={"mon-sun": "00:00-24:00"})
    assert deadline(first, duration("8bh"), there) == first + timedelta(hours=8)
    assert first < deadline(first, duration("1bd"), there) <= first + timedelta(days=2)


def test_a_moment_without_offset_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(TypeError):
        deadline(datetime(2026, 11, 20), duration("1h"), TEAM)  # noqa: DTZ001

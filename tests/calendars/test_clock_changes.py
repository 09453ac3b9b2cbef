"""What is open, and until when, where the wall clock is put forward or back: hours are read off the clock."""

from datetime import timedelta

import pytest

from incitrack.calendars.calendar import Calendar
from incitrack.calendars.deadline import deadline
from tests.calendars.open_time import Range, open_ranges, open_time
from tests.calendars.written import at, calendar, duration

WARSAW = "Europe/Warsaw"
# 02:00 to 03:00 is skipped on 2026-03-29, and comes twice on 2026-10-25. Both are Sundays.
SKIPPED, TWICE = "2026-03-29", "2026-10-25"


def sundays(*hours: str) -> Calendar:
    return calendar(timezone=WARSAW, hours={"sun": list(hours)})


def open_on(day: str, team: Calendar) -> list[Range]:
    return open_ranges(team, at(f"{day} 00:00", WARSAW), at(f"{day} 12:00", WARSAW))


def test_a_skipped_opening_time_is_the_moment_of_the_jump() -> None:
    team = sundays("02:30-06:00")
    assert open_on(SKIPPED, team) == [(at("2026-03-29 01:00"), at("2026-03-29 04:00"))]
    assert deadline(at("2026-03-28 12:00"), duration("3bh"), team) == at("2026-03-29 04:00")


def test_a_skipped_closing_time_is_the_moment_of_the_jump() -> None:
    team = sundays("00:00-02:30")
    assert open_on(SKIPPED, team) == [(at("2026-03-28 23:00"), at("2026-03-29 01:00"))]
    assert deadline(at("2026-03-28 12:00"), duration("1bd"), team) == at("2026-03-29 01:00")


def test_a_range_that_is_skipped_whole_closes_at_the_jump() -> None:
    team = sundays("02:10-02:50")
    assert open_on(SKIPPED, team) == []
    assert deadline(at("2026-03-28 12:00"), duration("1bd"), team) == at("2026-03-29 01:00")
    assert deadline(at("2026-03-28 12:00"), duration("1bh"), team) == at("2026-04-12 00:30")


def test_an_hour_that_comes_twice_counts_twice() -> None:
    for day, hours in ((TWICE, 7), (SKIPPED, 5)):
        midnight, closes = at(f"{day} 00:00", WARSAW), at(f"{day} 06:00", WARSAW)
        assert open_on(day, sundays("00:00-06:00")) == [(midnight, closes)]
        assert deadline(midnight, duration(f"{hours}bh"), sundays("00:00-06:00")) == closes
        assert closes - midnight == timedelta(hours=hours)


def test_a_range_inside_the_repeated_hour_is_open_twice() -> None:
    team = sundays("02:15-02:45")
    first, second = open_on(TWICE, team)
    assert first == (at("2026-10-25 00:15"), at("2026-10-25 00:45"))
    assert second == (at("2026-10-25 01:15"), at("2026-10-25 01:45"))
    assert deadline(at("2026-10-24 12:00"), duration("1bh"), team) == at("2026-10-25 01:45")


def test_a_range_that_ends_in_the_repeated_hour_opens_once_more() -> None:
    team = sundays("00:00-02:30")
    assert [end for _, end in open_on(TWICE, team)] == [at("2026-10-25 00:30"), at("2026-10-25 01:30")]
    assert deadline(at("2026-10-24 12:00"), duration("1bd"), team) == at("2026-10-25 01:30")
    assert deadline(at("2026-10-24 12:00"), duration("3bh"), team) == at("2026-10-25 01:30")


def test_a_range_that_ends_as_the_repeated_hour_begins_is_over_then() -> None:
    team = sundays("00:00-02:00")
    assert open_on(TWICE, team) == [(at("2026-10-24 22:00"), at("2026-10-25 00:00"))]
    assert deadline(at("2026-10-24 12:00"), duration("1bd"), team) == at("2026-10-25 00:00")


def test_ranges_on_both_sides_of_a_repeated_moment_take_turns() -> None:
    team = sundays("01:00-02:30", "02:40-04:00")
    assert open_on(TWICE, team) == [
        (at("2026-10-24 23:00"), at("2026-10-25 00:30")),
        (at("2026-10-25 00:40"), at("2026-10-25 01:30")),  # the second range, and the first once more
        (at("2026-10-25 01:40"), at("2026-10-25 03:00")),
    ]
    assert deadline(at("2026-10-24 12:00"), duration("3bh"), team) == at("2026-10-25 02:20")


def test_the_night_shift_of_a_clock_change_is_an_hour_longer_or_shorter() -> None:
    nights = calendar(timezone=WARSAW, hours={"mon-sun": "22:00-06:00"})
    for day, hours in (("2026-03-28", 7), ("2026-10-24", 9), ("2026-11-07", 8)):
        opens = at(f"{day} 22:00", WARSAW)
        assert deadline(opens - timedelta(days=1), duration("1bd"), nights) == opens + timedelta(hours=hours)
        assert deadline(opens, duration(f"{hours}bh"), nights) == opens + timedelta(hours=hours)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Australia/Lord_Howe", "2026-04-05", 24.5),
        ("Australia/Lord_Howe", "2026-10-04", 23.5),
        ("Antarctica/Troll", "2026-03-29", 22),
        ("Asia/Kathmandu", "1986-01-01", 23.75),
        ("Africa/Cairo", "2026-04-24", 23),  # midnight is skipped
        ("America/Havana", "2026-11-01", 25),  # midnight comes twice
        ("America/Sao_Paulo", "2019-02-16", 25),  # its last hour comes twice
        ("Pacific/Apia", "2011-12-30", 0),
    ],
)
def test_a_day_is_as_long_as_the_clock_makes_it(zone: str, day: str, hours: float) -> None:
    noon = at(f"{day} 12:00")
    team = calendar(timezone=zone, hours={"mon-sun": "00:00-24:00"}, closed=[day])
    around = open_time(team, noon - timedelta(days=2), noon + timedelta(days=2))
    assert timedelta(days=4) - around == timedelta(hours=hours)


def test_offsets_that_are_no_whole_hour_are_kept() -> None:
    kathmandu = calendar(timezone="Asia/Kathmandu")
    assert deadline(at("2026-11-19 12:00"), duration("1bd"), kathmandu) == at("2026-11-20 11:15")


def test_a_date_that_never_came_is_no_business_day() -> None:
    samoa = calendar(timezone="Pacific/Apia")  # from Thursday the 29th straight to Saturday the 31st
    thursday = at("2011-12-29 12:00", "Pacific/Apia")
    assert deadline(thursday, duration("1bd"), samoa) == at("2012-01-02 17:00", "Pacific/Apia")
    assert deadline(thursday, duration("8bh"), samoa) == at("2012-01-02 12:00", "Pacific/Apia")

from datetime import UTC, date, datetime, timedelta

import pytest

from incitrack.calendars.deadline import deadline
from tests.calendars.open_time import open_ranges
from tests.calendars.written import at, calendar, duration

NOON = "2026-11-20 12:00"  # a Friday


def test_without_a_policy_it_is_office_hours_in_utc() -> None:
    team = calendar()
    assert team.is_open(at(NOON))
    assert not team.is_open(at("2026-11-21 12:00"))
    assert deadline(at("2026-11-16 00:00"), duration("40bh"), team) == at("2026-11-20 17:00")


def test_a_range_holds_its_opening_moment_and_not_its_closing_one() -> None:
    team = calendar()
    tick = timedelta(microseconds=1)
    opens, closes = at("2026-11-20 09:00"), at("2026-11-20 17:00")
    assert [team.is_open(each) for each in (opens - tick, opens)] == [False, True]
    assert [team.is_open(each) for each in (closes - tick, closes)] == [True, False]


def test_a_day_may_have_several_ranges() -> None:
    team = calendar(hours={"fri": ["13:00-17:30", "08:00-12:00"]})
    day = at("2026-11-20 00:00")
    assert open_ranges(team, day, day + timedelta(days=1)) == [
        (at("2026-11-20 08:00"), at("2026-11-20 12:00")),
        (at("2026-11-20 13:00"), at("2026-11-20 17:30")),
    ]


def test_a_range_of_days_may_run_over_the_end_of_the_week() -> None:
    team = calendar(hours={"sat-mon": "10:00-12:00"})
    week = [at("2026-11-16 11:00") + timedelta(days=each) for each in range(7)]
    assert [team.is_open(each) for each in week] == [True, False, False, False, False, True, True]


def test_the_same_time_twice_is_a_whole_day() -> None:
    team = calendar(hours={"fri": "09:00-09:00"})
    assert deadline(at("2026-11-16 00:00"), duration("24bh"), team) == at("2026-11-21 09:00")
    assert team.is_open(at("2026-11-21 08:59"))


def test_ranges_that_touch_are_open_without_a_break() -> None:
    team = calendar(hours={"mon-sun": ["00:00-12:00", "12:00-24:00"]})
    start, end = at("2026-03-01 05:00"), at("2027-03-01 05:00")
    assert deadline(start, duration(f"{365 * 24}bh"), team) == end


def test_a_holiday_is_closed_in_its_country_and_in_its_part_of_it() -> None:
    independence, reformation = at("2026-11-11 12:00"), at("2025-10-31 12:00")
    assert not calendar(holidays="PL").is_open(independence)
    assert calendar(holidays="DE").is_open(independence)
    assert calendar(holidays="DE/BY").is_open(reformation)
    assert not calendar(holidays="DE/BB").is_open(reformation)
    assert not calendar(holidays="DE/Brandenburg").is_open(reformation)


def test_a_holiday_observed_in_the_year_before_is_closed() -> None:
    # New Year's Day 2028 is a Saturday; in the United States the Friday before stands in for it.
    assert not calendar(holidays="US").is_open(at("2027-12-31 12:00"))


@pytest.mark.parametrize("year", [1, 1000, 1900, 2026, 2500, 9999])
def test_the_holidays_of_any_year_can_be_asked_for(year: int) -> None:
    whole = calendar(holidays="PL", hours={"mon-sun": "00:00-24:00"})
    january = datetime(year, 1, 1, 12, tzinfo=UTC)
    assert january < deadline(january, duration(f"{200 * 24}bh"), whole) < january + timedelta(days=300)


def test_a_closed_day_is_closed_and_open_puts_it_back() -> None:
    days = {"holidays": "PL", "closed": ["2026-11-20"]}
    assert not calendar(**days).is_open(at(NOON))
    assert calendar(**days, open=["2026-11-20"]).is_open(at(NOON))
    assert calendar(**days, open=["2026-11-11"]).is_open(at("2026-11-11 12:00"))


def test_open_gives_a_day_no_hours_that_its_weekday_has_not() -> None:
    assert not calendar(open=["2026-11-21"]).is_open(at("2026-11-21 12:00"))


def test_the_night_before_a_closed_day_runs_on_into_it() -> None:
    nights = calendar(hours={"mon-sun": "22:00-06:00"}, closed=["2026-11-20"])
    assert nights.is_open(at("2026-11-20 05:59"))
    assert not nights.is_open(at("2026-11-20 23:00"))
    assert not nights.is_open(at("2026-11-21 05:59"))


def test_a_business_day_ends_with_its_last_range() -> None:
    team = calendar(hours={"mon-fri": ["08:00-12:00", "13:00-17:00"]})
    assert deadline(at("2026-11-19 12:30"), duration("1bd"), team) == at("2026-11-20 17:00")


def test_a_business_day_of_nights_ends_in_the_morning() -> None:
    nights = calendar(hours={"mon-fri": "22:00-06:00"})
    assert deadline(at("2026-11-19 12:00"), duration("1bd"), nights) == at("2026-11-21 06:00")


@pytest.mark.parametrize(
    ("zone", "day"),
    [("UTC", "2026-12-01"), ("Europe/Warsaw", "2026-12-02"), ("America/Los_Angeles", "2026-12-01")],
)
def test_the_day_of_a_moment_is_that_of_the_time_zone(zone: str, day: str) -> None:
    assert calendar(timezone=zone).local_day(at("2026-12-01 23:30")) == date.fromisoformat(day)


def test_days_at_the_ends_of_the_calendar_stay_in_it() -> None:
    assert calendar(timezone="America/Los_Angeles").local_day(datetime.min.replace(tzinfo=UTC)) == date.min
    assert calendar(timezone="Asia/Tokyo").local_day(datetime.max.replace(tzinfo=UTC)) == date.max

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.model.calendar import CalendarPolicy
from incitrack.model.local_day import end_of_day, local_day, start_of_day
from incitrack.model.policies import Policies
from incitrack.model.severity import Severity, SeverityPolicy


def policies(zone: str) -> Policies:
    calendar = CalendarPolicy(timezone=zone)
    return Policies(severity=SeverityPolicy(calendar=calendar, severities={"P1": Severity(name="Critical")}))


@pytest.mark.parametrize(
    ("zone", "day"), [("UTC", 1), ("Europe/Warsaw", 2), ("America/Los_Angeles", 1), ("Pacific/Kiritimati", 2)]
)
def test_the_day_of_a_moment_is_that_of_the_calendar(zone: str, day: int) -> None:
    assert local_day(datetime(2026, 12, 1, 23, 30, tzinfo=UTC), policies(zone)) == date(2026, 12, day)


def test_without_a_calendar_days_are_those_of_utc() -> None:
    assert local_day(datetime(2026, 12, 1, 23, 30, tzinfo=UTC), Policies()) == date(2026, 12, 1)


def test_a_day_of_a_clock_change_has_its_own_length() -> None:
    warsaw = policies("Europe/Warsaw")
    for day, hours in ((date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 11, 1), 24)):
        length = end_of_day(day, warsaw) - start_of_day(day, warsaw) + timedelta(microseconds=1)
        assert length == timedelta(hours=hours)


@given(st.dates(), st.sampled_from(["UTC", "Europe/Warsaw", "America/St_Johns", "Pacific/Kiritimati"]))
def test_a_day_begins_and_ends_on_itself(day: date, zone: str) -> None:
    there = policies(zone)
    assert start_of_day(day, there) < end_of_day(day, there)
    if date.min < day < date.max:
        assert local_day(start_of_day(day, there), there) == day
        assert local_day(end_of_day(day, there), there) == day

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.metrics.months import Month, last_complete_month, month_of, months, start_of_month
from incitrack.model.calendar import CalendarPolicy
from incitrack.model.policies import Policies
from incitrack.model.severity import Severity, SeverityPolicy
from incitrack.model.times import parse_time

WARSAW = Policies(
    severity=SeverityPolicy(
        calendar=CalendarPolicy(timezone="Europe/Warsaw"), severities={"P1": Severity(name="Critical")}
    )
)
UNIVERSAL = Policies()


@pytest.mark.parametrize(
    ("moment", "universal", "warsaw"),
    [
        ("2026-11-20T14:10Z", "2026-11", "2026-11"),
        ("2026-10-31T23:30Z", "2026-10", "2026-11"),
        ("2026-12-31T23:00Z", "2026-12", "2027-01"),
        ("2026-06-30T21:59Z", "2026-06", "2026-06"),
        ("2026-06-30T22:00Z", "2026-06", "2026-07"),
    ],
)
def test_a_month_is_that_of_the_calendars_zone(moment: str, universal: str, warsaw: str) -> None:
    assert str(month_of(parse_time(moment), UNIVERSAL)) == universal
    assert str(month_of(parse_time(moment), WARSAW)) == warsaw


@pytest.mark.parametrize(("number", "quarter"), [(1, 1), (3, 1), (4, 2), (6, 2), (7, 3), (9, 3), (10, 4), (12, 4)])
def test_three_months_are_a_quarter(number: int, quarter: int) -> None:
    assert Month(2026, number).quarter == f"2026-Q{quarter}"


def test_months_follow_one_another_over_the_year() -> None:
    assert [str(month) for month in months(Month(2025, 11), Month(2026, 2))] == [
        "2025-11",
        "2025-12",
        "2026-01",
        "2026-02",
    ]
    assert list(months(Month(2026, 2), Month(2026, 1))) == []


def test_a_month_of_a_clock_change_is_an_hour_shorter_or_longer() -> None:
    def length(month: Month) -> timedelta:
        return start_of_month(month.following, WARSAW) - start_of_month(month, WARSAW)

    assert length(Month(2026, 3)) == timedelta(days=31, hours=-1)
    assert length(Month(2026, 10)) == timedelta(days=31, hours=1)
    assert length(Month(2026, 2)) == timedelta(days=28)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-20T14:10Z", "2026-10"),
        ("2026-01-01T00:00Z", "2025-12"),
        ("2026-10-31T22:59Z", "2026-09"),
        ("2026-10-31T23:00Z", "2026-10"),  # midnight in Warsaw: October is over
        ("0001-01-15T00:00Z", "None"),
    ],
)
def test_a_month_is_complete_when_the_next_has_begun(moment: str, expected: str) -> None:
    assert str(last_complete_month(parse_time(moment), WARSAW)) == expected


MOMENTS = st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29), timezones=st.just(UTC))  # noqa: DTZ001 - a bound


@given(MOMENTS, st.sampled_from([UNIVERSAL, WARSAW]))
def test_a_moment_lies_in_its_month(moment: datetime, policies: Policies) -> None:
    month = month_of(moment, policies)
    assert start_of_month(month, policies) <= moment < start_of_month(month.following, policies)

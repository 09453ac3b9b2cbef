import pytest

from incitrack.metrics.months import Month
from incitrack.metrics.periods import Period, last_complete_quarter
from incitrack.model.calendar import CalendarPolicy
from incitrack.model.policies import Policies
from incitrack.model.severity import Severity, SeverityPolicy
from incitrack.model.times import parse_time

WARSAW = Policies(
    severity=SeverityPolicy(
        calendar=CalendarPolicy(timezone="Europe/Warsaw"), severities={"P1": Severity(name="Critical")}
    )
)


def test_a_month_lasts_from_midnight_to_midnight_where_the_team_works() -> None:
    october = Period.month(Month(2026, 10))
    assert str(october) == "2026-10"
    assert october.window(WARSAW) == (parse_time("2026-09-30T22:00Z"), parse_time("2026-10-31T23:00Z"))


def test_a_quarter_is_three_months() -> None:
    quarter = Period.quarter_of(Month(2026, 11))
    assert str(quarter) == "2026-Q4"
    assert quarter.is_quarter
    assert quarter.window(WARSAW) == (parse_time("2026-09-30T22:00Z"), parse_time("2026-12-31T23:00Z"))


def test_before_a_period_lies_one_of_its_kind() -> None:
    assert str(Period.month(Month(2026, 1)).before) == "2025-12"
    assert str(Period.quarter_of(Month(2026, 2)).before) == "2025-Q4"
    assert Period.month(Month(1, 1)).before is None
    assert Period.quarter_of(Month(1, 3)).before is None


def test_the_last_period_of_all_has_an_end() -> None:
    assert Period.quarter_of(Month(9999, 12)).window(WARSAW).end.year == 9999


@pytest.mark.parametrize(
    ("now", "quarter"),
    [
        ("2026-11-20T12:00Z", "2026-Q3"),
        ("2026-12-31T22:59Z", "2026-Q3"),
        ("2026-12-31T23:00Z", "2026-Q4"),
        ("2026-02-01T00:00Z", "2025-Q4"),
    ],
)
def test_a_quarter_is_complete_when_it_is_over_where_the_team_works(now: str, quarter: str) -> None:
    assert str(last_complete_quarter(parse_time(now), WARSAW)) == quarter


def test_in_the_first_quarter_of_all_none_is_complete() -> None:
    assert last_complete_quarter(parse_time("0001-03-05T00:00Z"), Policies()) is None

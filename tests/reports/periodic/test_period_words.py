from zoneinfo import ZoneInfo

import pytest

from incitrack.metrics.months import Month
from incitrack.metrics.periods import Period
from incitrack.model.times import parse_time
from incitrack.reports.periodic.period_words import change_text, compared_text, period_name, zoned_text


def test_a_period_is_called_as_people_call_it() -> None:
    assert period_name(Period.month(Month(2026, 10))) == "October 2026"
    assert period_name(Period.quarter_of(Month(2026, 10))) == "Q4 2026"


@pytest.mark.parametrize(
    ("zone", "moment", "text"),
    [
        ("Europe/Warsaw", "2026-05-06T06:58Z", "6 May 2026, 08:58 (UTC+02:00)"),
        ("Europe/Warsaw", "2026-10-25T00:30Z", "25 October 2026, 02:30 (UTC+02:00)"),
        ("Europe/Warsaw", "2026-10-25T01:30Z", "25 October 2026, 02:30 (UTC+01:00)"),
        ("America/St_Johns", "2026-01-01T01:00Z", "31 December 2025, 21:30 (UTC−03:30)"),
        ("UTC", "2026-01-01T01:00Z", "1 January 2026, 01:00 (UTC)"),
        ("Asia/Tokyo", "9999-12-31T23:00Z", "31 December 9999, 23:00 (UTC)"),
    ],
)
def test_a_moment_says_how_far_its_clock_is_from_utc(zone: str, moment: str, text: str) -> None:
    assert zoned_text(parse_time(moment), ZoneInfo(zone)) == text


def test_changes_are_said_with_their_direction() -> None:
    assert [change_text(3, 1), change_text(1, 3), change_text(2, 2)] == ["+2", "−2", "same"]
    assert [compared_text(3, 1), compared_text(1, 3), compared_text(2, 2)] == [
        "2 more than",
        "2 fewer than",
        "as many as",
    ]

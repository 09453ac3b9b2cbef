"""Durations and hours of a policy as people say them."""

import pytest

from incitrack.model.calendar import CalendarPolicy, Hours
from incitrack.model.duration import ByBusinessHours, Span, Unit
from incitrack.model.time_words import duration_words, hours_words


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    [
        (15, Unit.MINUTE, "15 minutes"),
        (1, Unit.HOUR, "1 hour"),
        (2, Unit.DAY, "2 days"),
        (1, Unit.WEEK, "1 week"),
        (8, Unit.BUSINESS_HOUR, "8 business hours"),
        (1, Unit.BUSINESS_DAY, "by the end of the next business day"),
        (3, Unit.BUSINESS_DAY, "by the end of the third business day"),
        (12, Unit.BUSINESS_DAY, "by the end of business day 12"),
    ],
)
def test_a_duration_reads_as_people_say_it(amount: int, unit: Unit, words: str) -> None:
    assert duration_words(Span(amount, unit)) == words


def test_one_of_two_durations_says_when_which_holds() -> None:
    either = ByBusinessHours(business=Span(1, Unit.HOUR), otherwise=Span(2, Unit.HOUR))

    assert duration_words(either) == "1 hour in business hours, else 2 hours"


def test_days_of_equal_hours_stand_together() -> None:
    night, office = (Hours(1320, 1800),), (Hours(480, 720), Hours(780, 1050))
    week = (office, office, night, (), (), (Hours(0, 1440),), ())

    assert hours_words(CalendarPolicy(hours=week)) == [
        ("Monday and Tuesday", "08:00 to 12:00, 13:00 to 17:30"),
        ("Wednesday", "22:00 to 06:00"),
        ("Thursday and Friday", "closed"),
        ("Saturday", "00:00 to 24:00"),
        ("Sunday", "closed"),
    ]

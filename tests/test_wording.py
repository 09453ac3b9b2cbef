"""How moments, days and durations read."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.wording import (
    clock_text,
    count_text,
    day_text,
    duration_text,
    elapsed_text,
    late_text,
    list_text,
    local_text,
    moment_text,
    month_text,
    severity_text,
    weekday_text,
)

AT = datetime(2026, 11, 20, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "under a minute"),
        (0.9, "under a minute"),
        (1, "1 min"),
        (59, "59 min"),
        (60, "1 h"),
        (78, "1 h 18 min"),
        (1440, "1 d"),
        (1441, "1 d"),
        (1500, "1 d 1 h"),
        (600 * 1440 + 61, "600 d 1 h"),
        (-7, "-7 min"),
    ],
)
def test_a_duration_is_its_two_largest_units(minutes: float, words: str) -> None:
    assert duration_text(timedelta(minutes=minutes)) == words


def test_a_moment_reads_in_utc() -> None:
    assert moment_text(AT.astimezone(ZoneInfo("Europe/Warsaw"))) == "20 November 2026, 14:05 UTC"


def test_seconds_show_where_there_are_any() -> None:
    assert clock_text(AT) == "14:05"
    assert clock_text(AT.replace(second=7)) == "14:05:07"


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Europe/Warsaw", "15:05 in Warsaw"),
        ("UTC", ""),
        ("Europe/London", ""),
        ("America/New_York", "09:05 in New York"),
        ("Pacific/Auckland", "03:05 on 21 Nov in Auckland"),
    ],
)
def test_the_teams_own_time_is_said_where_it_differs(zone: str, words: str) -> None:
    assert local_text(AT, ZoneInfo(zone), zone) == words


@pytest.mark.parametrize("year", [1, 9999])
def test_the_ends_of_the_calendar_are_no_error(year: int) -> None:
    edge = datetime(1, 1, 1, tzinfo=UTC) if year == 1 else datetime(9999, 12, 31, 23, 59, tzinfo=UTC)

    assert str(year) in moment_text(edge)
    assert isinstance(local_text(edge, ZoneInfo("Pacific/Auckland"), "Pacific/Auckland"), str)
    assert isinstance(local_text(edge, ZoneInfo("America/New_York"), "America/New_York"), str)


def test_elapsed_time_has_a_sign_and_the_moment_itself_none() -> None:
    assert elapsed_text(AT + timedelta(minutes=57), AT) == "+57 min"
    assert elapsed_text(AT - timedelta(minutes=7), AT) == "−7 min"
    assert elapsed_text(AT, AT) == ""


def test_days_and_months_read_as_people_say_them() -> None:
    day = date(2026, 5, 6)

    assert day_text(day) == "6 May 2026"
    assert weekday_text(day) == "Wednesday, 6 May 2026"
    assert month_text(day) == "May 2026"


def test_numbers_agree_with_their_words() -> None:
    assert count_text(1, "entry", "entries") == "1 entry"
    assert count_text(1200, "incident") == "1,200 incidents"
    assert count_text(0, "page") == "0 pages"


def test_a_severity_is_not_named_twice() -> None:
    assert severity_text("P1", "Critical") == "P1 Critical"
    assert severity_text("P1", "Critical", ": ") == "P1: Critical"
    assert severity_text("critical", "Critical") == "critical"


def test_lists_are_joined_as_people_join_them() -> None:
    assert [list_text(list("abc")[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]


@given(st.timedeltas(min_value=timedelta(), max_value=timedelta(days=100_000)))
def test_a_duration_is_never_told_longer_than_it_is(duration: timedelta) -> None:
    units = {"d": timedelta(days=1), "h": timedelta(hours=1), "min": timedelta(minutes=1)}
    words = duration_text(duration).removeprefix("under a minute").split()

    told = sum((int(n) * units[unit] for n, unit in zip(words[::2], words[1::2], strict=True)), timedelta())

    assert told <= duration < told + (timedelta(hours=1) if told >= timedelta(days=1) else timedelta(minutes=1))


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (timedelta(minutes=15), ""),
        (timedelta(hours=3), "written down 3 h later"),
        (timedelta(days=60), "written down 60 d later"),
        (timedelta(days=61), "written down 2 months later"),
        (timedelta(days=710), "written down 23 months later"),
        (timedelta(days=1408, hours=16), "written down 4 years later"),
    ],
)
def test_how_late_something_was_written_down_is_said_in_coarser_units_the_longer_it_took(
    later: timedelta, words: str
) -> None:
    at = datetime(2022, 6, 18, 12, 23, tzinfo=UTC)
    assert late_text(at, at + later) == words

"""Moments in writing: what is written is the moment again, always in one form."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.model.times import format_time, parse_time, record_time

OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (datetime(2026, 11, 20, 14, 10, tzinfo=UTC), "2026-11-20T14:10:00Z"),
        (datetime(2026, 11, 20, 14, 10, 0, 120_000, tzinfo=UTC), "2026-11-20T14:10:00.12Z"),
        (datetime(2026, 11, 20, 14, 10, tzinfo=timezone(timedelta(hours=-9))), "2026-11-20T23:10:00Z"),
        (datetime(1, 1, 1, 0, 0, 50, tzinfo=UTC), "0001-01-01T00:00:50Z"),
        (datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC), "9999-12-31T23:59:59.999999Z"),
    ],
)
def test_a_moment_is_written_in_utc_to_the_second_and_with_its_fraction(moment: datetime, written: str) -> None:
    assert format_time(moment) == written


EARLY, LATE = datetime(2, 1, 1), datetime(9998, 1, 1)  # noqa: DTZ001 - as the strategy wants them


@given(st.datetimes(EARLY, LATE, timezones=OFFSETS))
def test_what_is_written_is_the_moment_again(moment: datetime) -> None:
    assert parse_time(format_time(moment)) == moment
    assert parse_time(record_time(moment)) == moment

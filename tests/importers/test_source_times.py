"""Times of other tools, as people wrote them."""

from contextlib import suppress
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.importers.source_times import parse_source_time
from incitrack.model.times import format_time

WARSAW = ZoneInfo("Europe/Warsaw")


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2020-06-13 15:54:00", "2020-06-13T15:54:00Z"),
        ("2021-04-19T18:50:00-00:00", "2021-04-19T18:50:00Z"),
        ("2023-12-06T9:15:00-00:00", "2023-12-06T09:15:00Z"),
        ("2024-12-27T09:43:40.482Z", "2024-12-27T09:43:40.482Z"),
        ("2021-06-08 11:20 UTC", "2021-06-08T11:20:00Z"),
        ("2021-06-08 11:20 gmt", "2021-06-08T11:20:00Z"),
        ("2021-06-08 13:20 +0200", "2021-06-08T11:20:00Z"),
        ("2021-06-08T05:50:00-05:30", "2021-06-08T11:20:00Z"),
        ("2024-02-24", "2024-02-24T00:00:00Z"),
        (" 2018-04-13 15:54 ", "2018-04-13T15:54:00Z"),
    ],
)
def test_every_usual_way_of_writing_is_read_and_utc_stands_in_for_no_zone(written: str, moment: str) -> None:
    assert format_time(parse_source_time(written, UTC)) == moment


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2024-01-10 12:00", datetime(2024, 1, 10, 11, tzinfo=UTC)),
        ("2024-07-10 12:00", datetime(2024, 7, 10, 10, tzinfo=UTC)),
        ("2024-07-10", datetime(2024, 7, 9, 22, tzinfo=UTC)),
        ("2024-07-10 12:00Z", datetime(2024, 7, 10, 12, tzinfo=UTC)),
    ],
)
def test_a_given_zone_holds_for_times_without_one_alone(written: str, moment: datetime) -> None:
    assert parse_source_time(written, WARSAW) == moment


@pytest.mark.parametrize(
    "written",
    ["", "yesterday", "13.06.2020 15:54", "2020-13-01 10:00", "2020-02-30", "2020-06-13 25:00", "2020-06-13T10:00+99:99",
     "2020-06-13 10", "0001-01-01T00:00+01:00", "9999-12-31T23:59-01:00", "\uff12\uff10\uff12\uff10-06-13"],
)  # fmt: skip
def test_what_is_no_time_is_refused_in_words(written: str) -> None:
    with pytest.raises(ValueError, match=r"not a (time|moment)"):
        parse_source_time(written, UTC)


@given(st.text(max_size=40))
def test_nothing_but_a_refusal_comes_of_any_text(text: str) -> None:
    with suppress(ValueError):
        assert parse_source_time(text, UTC).tzinfo is UTC


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_moment_written_in_full_is_read_back(moment: datetime) -> None:
    assert parse_source_time(moment.isoformat(), UTC) == moment

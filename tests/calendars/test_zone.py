from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given
from hypothesis import strategies as st

from incitrack.calendars.instants import SECOND, date_of, instant_of, microseconds, moment_of
from incitrack.calendars.zone import Zone

# "localtime" is a link of this machine's, and no zone of the tz database.
ZONES = st.sampled_from(sorted(available_timezones() - {"localtime"}))
MOMENTS = st.datetimes(datetime(1880, 1, 1), datetime(2110, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(ZONES, st.lists(MOMENTS, min_size=20))
def test_the_wall_clock_of_every_zone_is_that_of_the_tz_database(name: str, moments: list[datetime]) -> None:
    zone = Zone(name)
    for moment in moments:
        assert (
            timedelta(microseconds=zone.offset(instant_of(moment)))
            == moment.astimezone(ZoneInfo(name)).utcoffset()
        )


@given(ZONES, MOMENTS, st.integers(1, 2000))
def test_no_change_of_the_clock_is_missed(name: str, start: datetime, hours: int) -> None:
    end = start + timedelta(hours=hours)
    pieces = list(Zone(name).pieces(instant_of(start), instant_of(end)))
    assert (moment_of(pieces[0].start), moment_of(pieces[-1].end)) == (start, end)
    assert all(before.end == after.start for before, after in pairwise(pieces))
    zone, piece = ZoneInfo(name), iter(pieces)
    current = next(piece)
    for hour in (instant_of(start + timedelta(hours=each)) for each in range(hours)):
        while hour >= current.end:
            current = next(piece)
        assert current.offset == microseconds(moment_of(hour).astimezone(zone).utcoffset() or timedelta())


def test_a_change_is_found_to_the_second() -> None:
    start, end = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)
    before, after = Zone("Europe/Warsaw").pieces(instant_of(start), instant_of(end))
    assert moment_of(before.end) == moment_of(after.start) == datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert (before.offset, after.offset) == (3600 * SECOND, 7200 * SECOND)


def test_a_date_over_the_date_line_is_skipped_and_its_neighbours_are_not() -> None:
    samoa = Zone("Pacific/Apia")
    first = datetime(2011, 12, 20, tzinfo=UTC).toordinal() - 1
    skipped = [date_of(day).isoformat() for day in range(first, first + 30) if samoa.skips(day)]
    assert skipped == ["2011-12-30"]

"""Random calendars as a policy file writes them, and moments near the changes of their clocks."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from hypothesis import strategies as st

from incitrack.model.calendar import CalendarPolicy
from tests.calendars.oracle import NAMES, Oracle
from tests.calendars.written import policy

CHANGES = {
    "Europe/Warsaw": ["2026-03-29", "2026-10-25"],
    "Europe/Dublin": ["2026-03-29", "2026-10-25"],
    "America/New_York": ["2026-03-08", "2026-11-01"],
    "America/Havana": ["2026-03-08", "2026-11-01"],  # midnight is skipped, or comes twice
    "America/Sao_Paulo": ["2018-11-04", "2019-02-16"],  # likewise
    "America/Santiago": ["2026-04-04", "2026-09-06"],
    "America/St_Johns": ["2010-03-14", "2010-11-07"],  # at one minute past midnight
    "Africa/Cairo": ["2026-04-24", "2026-10-29"],
    "Africa/Casablanca": ["2026-02-15", "2026-03-22"],
    "Antarctica/Troll": ["2026-03-29", "2026-10-25"],  # by two hours
    "Asia/Kathmandu": ["1986-01-01"],  # by a quarter of an hour, for good
    "Asia/Pyongyang": ["2015-08-14", "2018-05-04"],
    "Australia/Lord_Howe": ["2026-04-05", "2026-10-04"],  # by half an hour
    "Pacific/Chatham": ["2026-04-05", "2026-09-27"],
    "Pacific/Apia": ["2011-12-30"],  # a whole day
}


class Drawn(NamedTuple):
    """A calendar twice: as the project reads it and as the oracle does; and a moment to ask about."""

    policy: CalendarPolicy
    oracle: Oracle
    moment: datetime


@st.composite
def calendars(draw: st.DrawFn) -> Drawn:
    """A calendar and a moment within three days of a change of its clock."""
    zone = draw(st.sampled_from([*CHANGES, "UTC"]))
    near = date.fromisoformat(draw(st.sampled_from(CHANGES.get(zone, ["2026-12-31"]))))
    written: dict[str, Any] = {"timezone": zone, "hours": draw(hours())}
    if country := draw(st.sampled_from([None, None, "PL", "US", "DE/BY"])):
        written["holidays"] = country
    days = st.lists(st.integers(-5, 15).map(lambda n: (near + timedelta(n)).isoformat()), max_size=3)
    written |= {"closed": draw(days), "open": draw(days)}
    seconds = draw(st.one_of(st.integers(-288, 288).map(lambda n: n * 900), st.integers(-259_200, 259_200)))
    fraction = draw(st.sampled_from([0, 0, 1, 999_999]))
    moment = datetime.combine(near, time(12), UTC) + timedelta(seconds=seconds, microseconds=fraction)
    return Drawn(policy(**written), Oracle(written), moment)


def hours() -> st.SearchStrategy[dict[str, Any]]:
    """The hours of a week: such as people write, or anything that is allowed."""
    usual: list[dict[str, Any]] = [
        {"mon-fri": "09:00-17:00"},
        {"mon-sun": "00:00-24:00"},
        {"mon-sun": "00:00-00:00"},
        {"fri-mon": "22:00-06:00", "tue": ["06:00-07:30", "23:59-24:00"]},
        {"mon-sun": ["01:30-02:15", "02:15-02:45", "02:50-03:10", "22:15-00:30"]},
    ]
    return st.one_of(st.sampled_from(usual), weeks())


@st.composite
def weeks(draw: st.DrawFn) -> dict[str, Any]:
    """Up to three ranges a day, the last of which may run into the next morning; open at least four hours a week.

    Times are counted in quarters of an hour, and lie mostly in the small hours, when clocks are changed.
    """
    quarters = st.one_of(st.integers(0, 16), st.integers(0, 96))
    ends = [
        sorted(draw(st.sets(quarters, min_size=2 * size, max_size=2 * size)))
        for size in draw(st.lists(st.integers(0, 3), min_size=7, max_size=7))
    ]
    ends[draw(st.integers(0, 6))] = [36, 52]
    week: dict[str, Any] = {}
    for index, name in enumerate(NAMES):
        ranges = [
            f"{_time(opens)}-{_time(closes)}" for opens, closes in zip(*[iter(ends[index])] * 2, strict=True)
        ]
        tomorrow = ends[(index + 1) % 7]
        past_midnight = draw(st.booleans())
        if ranges and past_midnight:
            opens = ends[index][-2]
            limit = min([opens, *tomorrow[:1]])
            ranges[-1] = f"{_time(opens)}-{_time(draw(st.integers(0, limit)))}"
        if ranges:
            in_any_order = draw(st.permutations(ranges))
            week[name] = in_any_order if len(ranges) > 1 else ranges[0]
    return week


def _time(quarters: int) -> str:
    return f"{quarters // 4:02d}:{quarters % 4 * 15:02d}"

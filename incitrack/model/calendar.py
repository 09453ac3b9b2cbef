"""The business calendar of a team as its policy writes it: time zone, hours, holidays, exceptions."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated, Any, Final, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from incitrack.model.grammar import Before, Grammar, OneOf, WrittenAs
from incitrack.model.shape import ListOf, Shape
from incitrack.model.times import Day
from incitrack.model.words import shown, wrong

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MINUTES_A_DAY: Final = 1440
_RANGE: Final = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-4]):([0-5][0-9])")
_DAYS: Final = re.compile(rf"({'|'.join(DAYS)})(?:-({'|'.join(DAYS)}))?")


class Hours(NamedTuple):
    """A range of a day in minutes of the local wall clock; past 1440 it runs into the next morning."""

    opens: int
    closes: int


Week = tuple[tuple[Hours, ...], ...]
"""Seven tuples of ranges, Monday first, each in order of opening."""

OFFICE_HOURS: Final[Week] = (*((Hours(540, 1020),),) * 5, (), ())


def _hours(value: object) -> Hours:
    found = _RANGE.fullmatch(value) if isinstance(value, str) else None
    if not found:
        wrong(f"{shown(value)} is not a range of hours", "write it like 09:00-17:00, or a list of such ranges")
    opens, closes = int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])
    if closes > MINUTES_A_DAY:
        wrong(
            f"{shown(value)} ends after midnight of 24:00",
            "write at most 24:00, or end it the next morning, 22:00-06:00",
        )
    return Hours(opens, closes if closes > opens else closes + MINUTES_A_DAY)


def _days(key: object) -> str:
    if not (isinstance(key, str) and _DAYS.fullmatch(key)):
        wrong(f"{shown(key)} is not a day", "write mon, tue, … or a range such as mon-fri")
    return str(key)


def _each_day(key: str) -> Iterator[int]:
    first, _, last = key.partition("-")
    start, end = DAYS.index(first), DAYS.index(last or first)
    yield from (day % 7 for day in range(start, end + 1 if end >= start else end + 8))


def _map(value: object) -> Any:
    if not isinstance(value, dict):
        wrong(f"{shown(value)} is not a map of days to hours", "write mon-fri: 09:00-17:00")
    return {key: hours for key, hours in value.items() if hours is not None}


def _form(value: object) -> str:
    return "<list>" if isinstance(value, list) else "<range>"


def _week(written: dict[str, Hours | tuple[Hours, ...]]) -> Week:
    ranges: dict[int, tuple[Hours, ...]] = {}
    for key, hours in written.items():
        for day in _each_day(key):
            if day in ranges:
                hint = "name each day once; give several ranges as a list"
                wrong(f"{DAYS[day]} has hours twice", hint, key)
            ranges[day] = (hours,) if isinstance(hours, Hours) else tuple(sorted(hours))
    week = tuple(ranges.get(day, ()) for day in range(7))
    if not any(week):
        wrong(
            "the calendar is never open", "name a day with hours, such as mon-fri: 09:00-17:00, or leave hours out"
        )
    _refuse_overlap(week, {day: key for key in written for day in _each_day(key)})
    return week


def _refuse_overlap(week: Week, key_of: dict[int, str]) -> None:
    line = [
        Hours(h.opens + day * MINUTES_A_DAY, h.closes + day * MINUTES_A_DAY)
        for day, day_hours in enumerate(week)
        for h in day_hours
    ]
    if line:
        first = line[0]
        line.append(Hours(first.opens + 7 * MINUTES_A_DAY, first.closes + 7 * MINUTES_A_DAY))
    for before, after in pairwise(line):
        if after.opens < before.closes:
            day = before.opens // MINUTES_A_DAY % 7
            hint = "end a range before the next one begins"
            wrong(f"the hours of {DAYS[day]} overlap with those after them", hint, key_of[day])


def _zone(value: object) -> str:
    if not isinstance(value, str):
        wrong(f"{shown(value)} is not a time zone", "write a name such as Europe/Warsaw or UTC")
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        wrong(
            f"{shown(value)} is not a time zone that this machine knows",
            "write a name such as Europe/Warsaw; where the machine has no zone data, install the package tzdata",
        )
    return str(value)


def _country(value: object) -> str:
    if isinstance(value, str) and re.fullmatch(r"[A-Z]{2}(?:/[\w .-]{1,40})?", value):
        return str(value)
    return wrong(
        f"{shown(value)} is not a country code", "write two capital letters, PL, or with a subdivision, DE/BY"
    )


_RANGE_SCHEMA: Final = {"type": "string", "pattern": f"^{_RANGE.pattern}$"}
_HOURS_SCHEMA: Final = {
    "type": "object",
    "propertyNames": {"pattern": f"^{_DAYS.pattern}$"},
    "additionalProperties": {"anyOf": [_RANGE_SCHEMA, {"type": "array", "items": _RANGE_SCHEMA}]},
}
_Hours = Annotated[Hours, Grammar(_hours, _RANGE_SCHEMA)]
_WrittenWeek = Annotated[
    dict[
        Annotated[str, Grammar(_days, {"type": "string"})],
        Annotated[Hours | tuple[Hours, ...], OneOf(_form, {"<range>": _Hours, "<list>": ListOf[_Hours]})],
    ],
    Before(_map),
]
"""Read as the map that is written, so that what is wrong in it is refused where it stands; kept as a week."""


class CalendarPolicy(Shape):
    """When a team works. Default: UTC, Monday to Friday, 09:00-17:00, no holidays.

    `holidays` is an ISO 3166 country code with an optional subdivision after a slash; `closed` are days off
    beside them, `open` days on which the weekday's hours hold in spite of both.
    """

    timezone: Annotated[str, Grammar(_zone, {"type": "string"})] = "UTC"
    hours: Annotated[Week, WrittenAs(_WrittenWeek, _week, _HOURS_SCHEMA)] = OFFICE_HOURS
    holidays: Annotated[str, Grammar(_country, {"type": "string"})] | None = None
    closed: ListOf[Day] = ()
    open: ListOf[Day] = ()

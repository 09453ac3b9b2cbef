from pathlib import Path

import pytest

from incitrack.model.calendar import CalendarPolicy, Hours
from incitrack.records.policy_files import read_policies

NINE_TO_FIVE = (Hours(540, 1020),)


def read(root: Path, *lines: str) -> CalendarPolicy | list[tuple[int, str]]:
    """The calendar that is written in those lines, or the lines of the file that are wrong and why."""
    folder = root / "policies"
    folder.mkdir(exist_ok=True)
    calendar = "".join(f"  {line}\n" for line in lines)
    (folder / "severity.yaml").write_text(f"calendar:\n{calendar}severities: {{P1: {{name: Critical}}}}\n")
    reading = read_policies(root)
    if reading.unreadable:
        return [(each.place.line, each.message) for file in reading.unreadable for each in file.problems]
    assert reading.policies.severity is not None
    return reading.policies.severity.calendar


def hours(root: Path, *lines: str) -> tuple[tuple[Hours, ...], ...]:
    calendar = read(root, "hours:", *(f"  {line}" for line in lines))
    assert isinstance(calendar, CalendarPolicy), calendar
    return calendar.hours


def test_a_calendar_that_says_nothing_has_office_hours_in_utc(tmp_path: Path) -> None:
    calendar = read(tmp_path, "closed: []")
    assert calendar == CalendarPolicy()
    assert calendar.hours == (*(NINE_TO_FIVE,) * 5, (), ())
    assert (calendar.timezone, calendar.holidays) == ("UTC", None)


def test_days_and_ranges_of_days_have_hours(tmp_path: Path) -> None:
    week = hours(tmp_path, "mon-thu: 09:00-17:00", "sat: [13:00-14:00, 10:00-12:00]")
    assert week == (*(NINE_TO_FIVE,) * 4, (), (Hours(600, 720), Hours(780, 840)), ())


def test_a_range_of_days_may_run_over_the_end_of_the_week(tmp_path: Path) -> None:
    assert [bool(day) for day in hours(tmp_path, "sat-mon: 09:00-17:00")] == [True, *[False] * 4, True, True]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("09:00-24:00", Hours(540, 1440)),
        ("22:00-06:00", Hours(1320, 1800)),
        ("22:00-00:00", Hours(1320, 1440)),
        ("09:00-09:00", Hours(540, 1980)),
    ],
)
def test_hours_may_end_at_midnight_or_in_the_morning(tmp_path: Path, written: str, read_as: Hours) -> None:
    assert hours(tmp_path, f"wed: {written}")[2] == (read_as,)


def test_a_day_without_value_is_closed(tmp_path: Path) -> None:
    assert hours(tmp_path, "mon: 09:00-17:00", "tue:", "wed: []")[:3] == (NINE_TO_FIVE, (), ())


@pytest.mark.parametrize(
    "hour", ["9-17", "09:00", "25:00-26:00", "09:00-24:30", "09:60-10:00", "24:00-06:00", "9"]
)
def test_what_is_no_range_of_hours_is_refused_where_it_stands(tmp_path: Path, hour: str) -> None:
    problems = read(
        tmp_path, "hours:", "  mon: 09:00-17:00", f"  tue: {hour}", "  wed:", "    - 08:00-09:00", "    - x"
    )
    assert isinstance(problems, list)
    assert [line for line, _ in problems] == [4, 7]


def test_what_is_no_day_is_refused_at_its_key(tmp_path: Path) -> None:
    problems = read(tmp_path, "hours:", "  mon: 09:00-17:00", "  montag: 09:00-17:00", "  mon..fri: 09:00-17:00")
    assert isinstance(problems, list)
    assert [line for line, _ in problems] == [4, 5]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["mon-fri: 09:00-17:00", "wed: 18:00-19:00"], "wed has hours twice"),
        (["sat: []", "mon-sun: 09:00-17:00"], "sat has hours twice"),
        (["mon: [09:00-12:00, 11:00-17:00]"], "the hours of mon overlap"),
        (["sun: 22:00-06:00", "mon: 05:00-12:00"], "the hours of sun overlap"),
    ],
)
def test_hours_that_contradict_are_refused(tmp_path: Path, lines: list[str], said: str) -> None:
    problems = read(tmp_path, "hours:", *(f"  {line}" for line in lines))
    assert isinstance(problems, list)
    assert said in problems[0][1]


def test_ranges_may_touch(tmp_path: Path) -> None:
    assert len(hours(tmp_path, "mon: [22:00-06:00, 08:00-22:00]", "tue: 06:00-08:00")[0]) == 2


@pytest.mark.parametrize("zone", ["Mars/Olympus", "Europe/", "../../etc/passwd", "' '", "CEST+1"])
def test_what_is_no_time_zone_is_refused(tmp_path: Path, zone: str) -> None:
    problems = read(tmp_path, f"timezone: {zone}")
    assert isinstance(problems, list)
    assert [line for line, _ in problems] == [2]


@pytest.mark.parametrize("code", ["PL", "DE/BY", "DE/Baden-Württemberg", "GB/Northern Ireland"])
def test_holidays_are_those_of_a_country_or_a_part_of_it(tmp_path: Path, code: str) -> None:
    calendar = read(tmp_path, f"holidays: {code}")
    assert isinstance(calendar, CalendarPolicy)
    assert calendar.holidays == code


@pytest.mark.parametrize("code", ["poland", "pl", "DE/", "DE/BY/X", "[PL]"])
def test_what_is_no_country_code_is_refused(tmp_path: Path, code: str) -> None:
    problems = read(tmp_path, "timezone: UTC", f"holidays: {code}")
    assert isinstance(problems, list)
    assert [line for line, _ in problems] == [3]

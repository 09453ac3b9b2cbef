"""Holidays that were worked out before are those that the library would give, and it need not be loaded for them."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest

from incitrack.calendars import kept_holidays
from incitrack.calendars.countries import holidays_of
from incitrack.errors import UnreadableError
from incitrack.records.cache_file import cache_folder, load, store
from tests.builders import archive_folder, incident_text

YEARS = range(2019, 2028)
SEVERITY = """\
calendar: {timezone: Europe/Warsaw, holidays: PL}
severities:
  P1: {name: Critical, sla: {acknowledge: 1bh, resolve: 8bh}}
"""


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / ".git").mkdir()
    kept_holidays.keep_beside(tmp_path)
    yield tmp_path
    kept_holidays._beside = None


def files(root: Path) -> list[Path]:
    return sorted(cache_folder(root).glob("holidays-*"))


@pytest.mark.parametrize("code", ["PL", "DE/BY", "US/CA", "GB/SCT", "JP", "IL"])
def test_they_are_those_of_the_library_at_first_and_later(root: Path, code: str) -> None:
    country, _, part = code.partition("/")
    theirs = holidays.country_holidays(country, subdiv=part or None)
    days = [date(YEARS[0], 1, 1) + timedelta(days=each) for each in range(365 * len(YEARS))]
    expected = {day for day in days if day in theirs}

    for _ in range(2):
        ours = holidays_of(code)
        assert {day for day in days if day in ours} == expected
    assert len(files(root)) == 1


def test_what_is_kept_is_not_asked_for_again(root: Path) -> None:
    assert date(2026, 5, 3) in holidays_of("PL")

    def fail(year: int) -> frozenset[date]:
        raise AssertionError(f"{year} was kept")

    kept = kept_holidays.Holidays("PL", fail)
    assert date(2026, 5, 3) in kept
    assert date(2026, 5, 4) not in kept
    with pytest.raises(AssertionError, match="2027"):
        kept.of(2027)


def test_another_library_is_asked_anew(root: Path) -> None:
    assert date(2026, 5, 3) in holidays_of("PL")
    (file,) = files(root)
    store(file, load(file)._replace(library={"another": (1, 1, 1, 1)}, years={2026: frozenset()}))

    assert date(2026, 5, 3) in holidays_of("PL")


def test_a_damaged_file_is_none(root: Path) -> None:
    assert date(2026, 5, 3) in holidays_of("PL")
    files(root)[0].write_bytes(b"damaged")

    assert date(2026, 5, 3) in holidays_of("PL")


def test_of_what_is_not_known_nothing_is_kept(root: Path) -> None:
    with pytest.raises(UnreadableError, match="no holidays are known"):
        _ = date(2026, 5, 3) in holidays_of("XX")

    assert files(root) == []


def test_without_a_repository_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()

    assert date(2026, 5, 3) in holidays_of("PL")

    assert files(tmp_path) == []


def test_a_command_that_is_given_again_does_not_load_the_library(root: Path) -> None:
    archive_folder(root, incident_text(severity="P1"), severity=SEVERITY)
    program = (
        "import sys; from incitrack.cli.main import run; "
        "status = run(['-C', sys.argv[1], '--now', '2026-11-20T17:00Z', 'board']); "
        "print(status, 'holidays' in sys.modules)"
    )

    said = [
        subprocess.run(
            [sys.executable, "-c", program, str(root)], capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    ]

    assert [each.splitlines()[-1] for each in said] == ["0 True", "0 False"]

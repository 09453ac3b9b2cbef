"""Promises of the next update, each with its own clock."""

from datetime import UTC, datetime
from pathlib import Path

from incitrack.metrics.clock import ClockName
from incitrack.metrics.clocks import Clocks
from incitrack.records.archive import read_archive
from tests.builders import REPORTED, archive_folder, incident_text

NOW = datetime(2026, 11, 20, 17, tzinfo=UTC)


def promises(tmp_path: Path, *told: str) -> list[tuple[str, str]]:
    archive = read_archive(archive_folder(tmp_path, incident_text(timeline=[REPORTED], communications=told)))
    found = [clock for clock in Clocks(archive, NOW).all() if clock.name is ClockName.PROMISE]
    return [(f"{clock.deadline_at:%H:%M}", str(clock.state)) for clock in found]


def test_each_promise_of_one_entry_has_a_clock(tmp_path: Path) -> None:
    told = "- `2026-11-20T16:00Z` **public** @kim: Next update by `2026-11-20T16:30Z`. Next update by `2026-11-20T18:00Z`."
    assert promises(tmp_path, told) == [("16:30", "breached"), ("18:00", "running")]


def test_the_same_promise_twice_in_one_entry_is_one(tmp_path: Path) -> None:
    told = "- `2026-11-20T16:00Z` **public** @kim: Next update by `2026-11-20T18:00Z`. Next update by `2026-11-20T18:00Z`."
    assert promises(tmp_path, told) == [("18:00", "running")]


def test_what_is_told_next_keeps_all_of_them(tmp_path: Path) -> None:
    told = "- `2026-11-20T16:00Z` **public** @kim: Next update by `2026-11-20T16:30Z`. Next update by `2026-11-20T18:00Z`."
    later = "- `2026-11-20T16:20Z` **stakeholders** @kim: No news yet."
    assert promises(tmp_path, told, later) == [("16:30", "met"), ("18:00", "met")]


def test_what_is_told_next_is_so_by_its_time_wherever_it_was_written(tmp_path: Path) -> None:
    told = "- `2026-11-20T16:00Z` **public** @kim: Next update by `2026-11-20T16:30Z`."
    later = "- `2026-11-20T16:20Z` **stakeholders** @kim: No news yet."
    assert promises(tmp_path, later, told) == [("16:30", "met")]

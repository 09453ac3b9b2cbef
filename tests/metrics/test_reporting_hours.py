from pathlib import Path

from incitrack.metrics.reporting_hours import busiest, by_hour, by_weekday, reporting_hours
from incitrack.records.archive import read_archive
from tests.builders import archive_folder
from tests.metrics.histories import history

WARSAW = "calendar: {timezone: Europe/Warsaw}\nseverities: {P2: {name: High}}\n"


def test_hours_are_those_of_the_team_s_clocks_on_either_side_of_a_clock_change(tmp_path: Path) -> None:
    archive_folder(
        tmp_path,
        history("2026-10-25 00:30 reported", 1),  # 02:30, before the clocks go back at 03:00 on that Sunday
        history("2026-10-25 01:30 reported", 2),  # 02:30 again
        history("2026-10-25 23:10 reported", 3),  # 00:10 on Monday
        severity=WARSAW,
    )
    archive = read_archive(tmp_path)
    assert reporting_hours(archive.incidents, archive.policies) == {(7, 2): 2, (1, 0): 1}


def test_hours_and_weekdays_add_up_to_the_same() -> None:
    hours = {(1, 9): 3, (1, 10): 1, (7, 9): 2}
    assert by_weekday(hours) == [4, 0, 0, 0, 0, 0, 2]
    assert by_hour(hours)[9:11] == [5, 1]
    assert sum(by_hour(hours)) == sum(by_weekday(hours)) == 6


def test_the_busiest_hours_may_go_over_midnight() -> None:
    counts = [0] * 24
    counts[23], counts[0], counts[12] = 5, 4, 8
    assert busiest(counts, 2) == (23, 9)
    assert busiest(counts, 1) == (12, 8)

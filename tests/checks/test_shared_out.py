"""A large archive is checked by several processes, and nothing of that is seen."""

from datetime import UTC, datetime
from pathlib import Path

from incitrack.checks import run
from incitrack.checks.finding import in_order
from incitrack.checks.run import check_archive
from incitrack.records.archive import read_archive
from incitrack.workers import share
from tests.builders import archive_folder, incident_text

NOW = datetime(2026, 11, 20, 17, tzinfo=UTC)


def test_every_record_of_a_large_archive_is_judged_once_and_in_order(tmp_path: Path) -> None:
    count = 2 * run._ENOUGH_RECORDS
    texts = [incident_text(id=f"INC-2026-{number:04}", severity="P9") for number in range(1, count + 1)]
    outcome = check_archive(read_archive(archive_folder(tmp_path, *texts)), NOW)
    assert [finding.incident for finding in outcome.findings if finding.code == "INC108"] == [
        f"INC-2026-{number:04}" for number in range(1, count + 1)
    ]
    assert list(outcome.findings) == sorted(outcome.findings, key=in_order)


def test_what_each_process_found_comes_back_whole() -> None:
    found: list[int] = []
    results = share(range(10), lambda piece: found.append(piece * piece), lambda: found, 3, enough=2)
    assert len(results) == 3
    assert sorted(number for part in results for number in part) == [piece * piece for piece in range(10)]

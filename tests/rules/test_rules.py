"""Every rule is held to two small archives: in `fail` it finds exactly what is expected, in `pass` nothing is found.

Where there is a folder `base` beside them, they are what a change made of that. `expected.txt` has a line `path:line CODE` for each finding, of whatever rule, in order.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from incitrack.checks.catalogue import catalogue
from incitrack.checks.outcome import Outcome
from incitrack.checks.run import check_archive
from incitrack.records.archive import read_archive
from tests.builders import archive_before

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 20, 17, tzinfo=UTC)
CODES = [rule.code for rule in catalogue()]


def outcome(folder: Path) -> Outcome:
    archive, base = read_archive(folder), folder.parent / "base"
    return check_archive(archive, NOW, before=archive_before(archive, base) if base.is_dir() else None)


def found(folder: Path) -> list[str]:
    return [f"{each.place.path}:{each.place.line} {each.code}" for each in outcome(folder).findings]


@pytest.mark.parametrize("code", CODES)
def test_a_rule_finds_exactly_what_it_should(code: str) -> None:
    folder = HERE / code / "fail"
    expected = (folder / "expected.txt").read_text().splitlines()
    assert any(line.endswith(f" {code}") for line in expected)
    assert found(folder) == expected


@pytest.mark.parametrize("code", CODES)
def test_what_is_in_order_passes_every_rule(code: str) -> None:
    folder = HERE / code / "pass"
    assert outcome(folder).files["incident"], "an empty archive proves nothing"
    assert found(folder) == []


@pytest.mark.parametrize("code", CODES)
def test_every_finding_says_what_is_wrong_and_what_to_do_in_short(code: str) -> None:
    for finding in outcome(HERE / code / "fail").findings:
        assert 10 < len(finding.message) < 200, finding
        assert 5 < len(finding.hint) < 250, finding
        assert not finding.message.endswith((".", "\n")), finding


def test_there_is_a_folder_for_each_rule_and_none_beside() -> None:
    assert sorted(folder.name for folder in HERE.iterdir() if folder.name.startswith("INC")) == CODES

"""Clocks that are over are those that judging them anew would give, whatever has changed since."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from incitrack.metrics.clocks import Clocks
from incitrack.model.times import parse_time
from incitrack.records.archive import read_archive
from incitrack.records.cache_file import cache_folder
from incitrack.website.contents import Contents, contents_of
from incitrack.website.reuse.ingredients import Ingredients
from incitrack.website.reuse.judged_before import recall_clocks
from tests.website.listing.varied_archive import SEVERITY, varied_archive, varied_incident

NOW = "2026-12-20T09:00Z"
COUNT = 130
COMMON = b"the program and its policies"
RULES = SEVERITY.replace(
    "{when: [always], due: 3d}", "{when: [{recurs: 2, within: 90d}, {breached: resolve}], due: 3d}"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    varied_archive(tmp_path, COUNT)
    (tmp_path / "policies/severity.yaml").write_text(RULES)
    return tmp_path


def contents_at(root: Path, now: str) -> Contents:
    return contents_of(read_archive(root), parse_time(now), None)


def recall(contents: Contents, common: bytes = COMMON) -> int:
    return recall_clocks(contents, Ingredients(contents, common))


def change(root: Path, random: Random) -> None:
    """Another report, other services and causes, a due day, a postmortem: of one incident in ten."""
    for file in random.sample(sorted((root / "incidents").rglob("*.md")), COUNT // 10):
        at = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(hours=random.randrange(14_000))
        varied_incident(root, file.stem, at, random)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("later", [NOW, "2027-03-01T09:00Z", "2025-10-31T09:00Z"])
def test_what_is_known_is_what_judging_anew_gives(root: Path, seed: int, later: str) -> None:
    recall(contents_at(root, NOW))
    change(root, Random(seed))

    contents = contents_at(root, later)
    known = recall(contents)

    assert known > COUNT // 6
    anew = Clocks(contents.archive, contents.now)
    for record in contents.archive.incidents:
        assert contents.clocks.outcome(record) == anew.outcome(record)
        assert contents.clocks.running(record) == anew.running(record)
        assert contents.clocks.of(record) == anew.of(record)


def test_nothing_is_known_by_other_rules(root: Path) -> None:
    recall(contents_at(root, NOW))

    assert recall(contents_at(root, NOW), b"another program") == 0


def test_a_damaged_file_is_as_none(root: Path) -> None:
    recall(contents_at(root, NOW))
    file = cache_folder(root) / "judged.cache"
    file.write_bytes(file.read_bytes()[:-100])

    assert recall(contents_at(root, NOW)) == 0


def test_what_is_new_is_known_the_next_time(root: Path) -> None:
    recall(contents_at(root, NOW))
    change(root, Random(1))
    before = recall(contents_at(root, NOW))

    assert recall(contents_at(root, NOW)) > before

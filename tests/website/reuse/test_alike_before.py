"""What is kept of incidents that are alike is what working it out anew would give, whatever has changed since."""

from pathlib import Path
from random import Random

import pytest

from incitrack.metrics.similarity import earlier_alike
from incitrack.model.times import parse_time
from incitrack.records.archive import read_archive
from incitrack.website.contents import Contents, contents_of
from incitrack.website.reuse.alike_before import recall_alike
from tests.builders import write_incident
from tests.website.listing.varied_archive import varied_archive

COUNT = 60
COMMON = b"the program"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    varied_archive(tmp_path, COUNT)
    return tmp_path


def contents_of_root(root: Path) -> Contents:
    return contents_of(read_archive(root), parse_time("2026-12-20T09:00Z"), None)


def edit(root: Path, old: str, new: str, random: Random) -> None:
    file = random.choice([each for each in (root / "incidents").rglob("*.md") if old in each.read_text()])
    file.write_text(file.read_text().replace(old, new, 1))


@pytest.mark.parametrize("seed", range(8))
def test_what_is_recalled_is_what_is_found_anew(root: Path, seed: int) -> None:
    recall_alike(contents_of_root(root), COMMON)
    random = Random(seed)
    for old, new in random.sample(
        [("title: ", "title: Once more "), ("services: [", "services: [dns, ")], 1 + seed % 2
    ):
        edit(root, old, new, random)
    contents = contents_of_root(root)

    known = recall_alike(contents, COMMON)

    assert known < COUNT
    assert contents.alike == earlier_alike(contents.oldest_first)


def test_more_words_in_an_entry_change_nothing(root: Path) -> None:
    assert recall_alike(contents_of_root(root), COMMON) == 0
    file = next((root / "incidents").rglob("*.md"))
    file.write_text(f"{file.read_text().rstrip()} More was found.\n")

    assert recall_alike(contents_of_root(root), COMMON) == COUNT


def test_an_incident_more_is_found_among_those_that_are_known(root: Path) -> None:
    recall_alike(contents_of_root(root), COMMON)
    write_incident(root, id="INC-2026-0999", timeline="- 2026-12-19T09:00Z reported @ana Again.")
    contents = contents_of_root(root)

    assert recall_alike(contents, COMMON) == COUNT
    assert contents.alike == earlier_alike(contents.oldest_first)


def test_of_another_program_nothing_is_known(root: Path) -> None:
    recall_alike(contents_of_root(root), COMMON)

    assert recall_alike(contents_of_root(root), b"another") == 0

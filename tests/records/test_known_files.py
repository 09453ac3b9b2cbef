"""Files that are as they were are not read again; whatever changes in them is seen all the same."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from incitrack.errors import UnreadableError
from incitrack.records import archive as reading
from incitrack.records import stamps
from incitrack.records.archive import Archive, read_archive
from incitrack.records.cache import BATCH, open_cache
from incitrack.records.cache_file import cache_folder, load, store
from incitrack.records.folder import read_bytes
from incitrack.records.stamps import archive_stamps
from tests.builders import archive_folder, incident_text, write_incident, write_postmortem

IDS = tuple(f"INC-2026-{number:04d}" for number in range(1, 13))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = archive_folder(tmp_path / "records", *(incident_text(id=each) for each in IDS))
    write_postmortem(root, id=IDS[0])
    return root


@pytest.fixture
def long_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every file had been changed long ago."""
    monkeypatch.setattr(stamps, "_TICK", -(10**15))


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The paths of the files that are read, each time one is."""
    found: list[str] = []

    def noted(root: Path, path: str) -> object:
        found.append(path)
        return read_bytes(root, path)

    monkeypatch.setattr(reading, "read_bytes", noted)
    return found


def read(root: Path) -> Archive:
    return read_archive(root, cache=open_cache(root), stamps=archive_stamps(root))


def said(archive: Archive) -> tuple[object, ...]:
    """All that it says, texts and digests too."""
    records = [*archive.incidents, *archive.postmortems]
    words = [getattr(each, each.kind) for each in records]
    told = [(each.path, each.text, each.digest, each.mentions, each.action_lines) for each in records]
    return words, told, archive.unreadable


@pytest.mark.usefixtures("long_ago")
def test_what_is_as_it_was_is_read_where_its_text_is_asked_for(root: Path, opened: list[str]) -> None:
    read(root)
    opened.clear()

    found = read(root)

    assert opened == []
    assert said(found) == said(read_archive(root))
    opened.clear()
    assert said(found) == said(found)
    assert opened == []


@pytest.mark.usefixtures("long_ago")
def test_one_that_has_changed_is_read_alone(root: Path, opened: list[str]) -> None:
    read(root)
    changed = write_incident(root, id=IDS[3], title="Another")
    opened.clear()

    found = read(root)

    assert opened == [changed.relative_to(root).as_posix()]
    assert said(found) == said(read_archive(root))


def test_what_may_change_once_more_within_a_tick_is_read_again(root: Path, opened: list[str]) -> None:
    read(root)
    opened.clear()

    read(root)

    assert len(opened) == len(IDS) + 1


@pytest.mark.usefixtures("long_ago")
@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_done_to_the_files_is_seen(root: Path, seed: int) -> None:
    random = Random(seed)
    for _ in range(4):
        read(root)
        for each in random.sample(IDS, 3):
            file = root / f"incidents/2026/{each}.md"
            match random.randrange(6):
                case 0:
                    file.unlink(missing_ok=True)
                case 1:
                    write_incident(root, id=each, title=f"Seen {random.random()}")
                case 2:
                    file.unlink(missing_ok=True)
                    file.write_text("no record")
                case 3:
                    file.unlink(missing_ok=True)
                    file.symlink_to(root / "incidents/2026/INC-2026-0099.md")
                case 4:
                    file.unlink(missing_ok=True)
                    write_incident(root, id=each).chmod(0)
                case _:
                    write_postmortem(root, id=each)
        if seed % 2:
            (cache_folder(root) / "records.cache").unlink()

        assert said(read(root)) == said(read_archive(root))


@pytest.mark.usefixtures("long_ago")
def test_words_that_the_cache_has_lost_are_read_anew(root: Path) -> None:
    read(root)
    file = cache_folder(root) / "records.cache"
    store(file, [kept._replace(frozen=kept.frozen[:-1]) for kept in load(file)])

    assert said(read(root)) == said(read_archive(root))


@pytest.mark.usefixtures("long_ago")
@pytest.mark.parametrize("harm", ["changed", "gone"])
def test_a_text_that_is_another_by_now_is_refused(root: Path, harm: str) -> None:
    read(root)
    found = read(root).incidents[5]
    if harm == "changed":
        write_incident(root, id=found.id, title="Another")
    else:
        (root / found.path).unlink()

    with pytest.raises(UnreadableError, match="has changed while the archive was read") as refused:
        _ = found.text
    assert refused.value.place is not None
    assert refused.value.place.path == found.path


@pytest.mark.usefixtures("long_ago")
def test_beside_thousands_that_are_known_a_few_are_read_meanwhile(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("incitrack.records.parsing._WORTH_A_START", 1)
    read(root)
    write_incident(root, id=IDS[3], title="Another")
    (root / "incidents/2026/INC-2026-0050.md").write_text("no record")

    found = read(root)

    assert len(IDS) < BATCH
    assert said(found) == said(read_archive(root))
    assert said(read(root)) == said(found)

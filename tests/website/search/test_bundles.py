"""Bundles kept between builds: by what is in them, whole or not at all, and not without bound."""

import os
from pathlib import Path

import pytest

from incitrack.website.search import bundles
from incitrack.website.search.bundles import BundleStore, Sheets
from incitrack.website.search.engine import EngineError
from incitrack.website.search.parts import unpacked
from incitrack.website.search.sheets import write_sheets
from tests.builders import archive_folder, incident_text
from tests.website.search.searched import documents, executable, script


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return archive_folder(tmp_path / "records", incident_text(), incident_text(id="INC-2026-0041"))


@pytest.fixture
def two(root: Path, tmp_path: Path) -> Sheets:
    return write_sheets(documents(root), tmp_path / "two")


@pytest.fixture
def store(tmp_path: Path) -> BundleStore:
    return BundleStore(tmp_path / "cache", "pagefind 1")


def test_a_bundle_is_known_by_its_documents(store: BundleStore, root: Path, two: Sheets) -> None:
    made = store.make(two, executable())

    assert made.digests == tuple(document.digest for document in documents(root))
    assert made.lengths == tuple(len(document.words()[0]) for document in documents(root))
    assert store.get(store.key(made.digests)) == made
    [known] = store.known()
    assert known == (store.key(made.digests), made.digests)


def test_other_documents_another_order_and_another_engine_have_another_key(tmp_path: Path) -> None:
    store, newer = BundleStore(tmp_path, "pagefind 1"), BundleStore(tmp_path, "pagefind 2")

    assert len({store.key(["a", "b"]), store.key(["b", "a"]), store.key(["a"]), newer.key(["a", "b"])}) == 4


def test_a_bundle_of_another_engine_is_not_known(store: BundleStore, two: Sheets, tmp_path: Path) -> None:
    store.make(two, executable())

    assert list(BundleStore(tmp_path / "cache", "pagefind 2").known()) == []


@pytest.mark.parametrize("harm", ["cut", "changed", "gone", "manifest", "nonsense"])
def test_a_damaged_bundle_is_not_known_and_made_again(store: BundleStore, two: Sheets, harm: str) -> None:
    made = store.make(two, executable())
    index = next(made.folder.glob("files/*"))
    manifest = made.folder / "bundle.json"
    match harm:
        case "cut":
            index.write_bytes(index.read_bytes()[:-1])
        case "changed":
            index.write_bytes(bytes([*index.read_bytes()[:-1], 0xFF]))
        case "gone":
            index.unlink()
        case "manifest":
            manifest.write_text("{}")
        case _:
            manifest.write_text("[1]")

    assert store.get(made.folder.name) is None
    assert store.make(two, executable()).digests == made.digests
    assert len(list(store.known())) == 1


def test_it_has_the_parts_and_where_the_words_of_each_begin(store: BundleStore, two: Sheets) -> None:
    made = store.make(two, executable())

    assert sorted(file.name for file in made.folder.glob("files/*")) == ["0.pf_index"]
    [first] = made.firsts
    assert first <= min(word for word, *_ in unpacked((made.folder / "files/0.pf_index").read_bytes())[0])


def test_it_is_placed_without_being_copied(store: BundleStore, two: Sheets, tmp_path: Path) -> None:
    made = store.make(two, executable())

    names = made.place(tmp_path / "site" / "index")

    assert names == ["0.pf_index"]
    for name in names:
        assert (tmp_path / "site/index" / name).samefile(made.folder / "files" / name)


def test_the_same_documents_give_the_same_bytes(store: BundleStore, two: Sheets, tmp_path: Path) -> None:
    one, other = (
        store.make(two, executable()),
        BundleStore(tmp_path / "other", "pagefind 1").make(two, executable()),
    )

    assert (one.files, one.firsts, one.folder.name) == (other.files, other.firsts, other.folder.name)


def test_an_engine_that_fails_leaves_nothing(store: BundleStore, two: Sheets, tmp_path: Path) -> None:
    with pytest.raises(EngineError):
        store.make(two, script(tmp_path / "pagefind", ""))

    assert list((tmp_path / "cache").iterdir()) == []


def test_what_was_not_used_for_longest_goes_first(
    store: BundleStore, root: Path, two: Sheets, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = write_sheets(documents(root)[:1], tmp_path / "one")
    old, new = store.make(one, executable()), store.make(two, executable())
    for bundle in (old, new):
        os.utime(bundle.folder, (1, 1))

    store.tidy([new])
    assert old.folder.is_dir()

    monkeypatch.setattr(bundles, "_MOST", 1)
    store.tidy([new])
    assert not old.folder.exists()
    assert new.folder.is_dir()

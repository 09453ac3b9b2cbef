"""What was read before: the words of records by their content, kept together and found one by one."""

import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import incitrack
from incitrack.records.cache import BATCH, Cache, Words, freeze
from incitrack.records.cache_file import load, signature, store


def words(name: str) -> Words:
    return Words((len(name),), (), name)


def put(cache: Cache, names: list[str]) -> None:
    cache.put([name.encode() for name in names], freeze([words(name) for name in names]))


def found(cache: Cache, names: list[str]) -> list[str]:
    return [name for name in names if cache.get(name.encode()) == words(name)]


def names(first: int, last: int) -> list[str]:
    return [f"{number:04d}" for number in range(first, last)]


@given(
    runs=st.lists(
        st.lists(st.integers(0, 3 * BATCH).map(lambda start: (start, start + BATCH // 3)), max_size=4), max_size=6
    )
)
def test_whatever_was_used_in_a_run_is_there_in_the_next(
    tmp_path_factory: pytest.TempPathFactory, runs: list[list[tuple[int, int]]]
) -> None:
    path = tmp_path_factory.mktemp("cache") / "records.cache"
    before: list[str] = []
    for run in runs:
        cache = Cache(path)
        wanted = sorted({name for span in run for name in names(*span)})
        known = found(cache, wanted)
        assert set(before) & set(wanted) <= set(known)
        if unknown := [name for name in wanted if name not in known]:
            put(cache, unknown)
        cache.save()
        before = wanted


def test_what_is_used_no_more_is_dropped_in_the_end(tmp_path: Path) -> None:
    path = tmp_path / "records.cache"
    cache = Cache(path)
    put(cache, names(0, BATCH))
    cache.save()
    used = names(0, BATCH // 2 - 1)
    for _ in range(2):
        cache = Cache(path)
        assert found(cache, used) == used
        cache.save()
    assert found(Cache(path), names(0, BATCH)) == used


def test_a_run_that_changes_little_writes_little_anew_and_one_that_changes_nothing_writes_nothing(
    tmp_path: Path,
) -> None:
    path = tmp_path / "records.cache"
    cache = Cache(path)
    put(cache, names(0, BATCH))
    cache.save()
    for number in range(BATCH, BATCH + 10):
        cache = Cache(path)
        found(cache, names(number - BATCH, number))
        put(cache, names(number, number + 1))
        cache.save()
    kept = load(path)
    assert [len(each.keys) for each in kept] == [BATCH, 10]
    os.utime(path, ns=(1, 1))
    cache = Cache(path)
    found(cache, names(10, BATCH + 10))
    cache.save()
    assert path.stat().st_mtime_ns == 1


def test_words_that_are_damaged_are_not_there_and_do_no_harm_to_the_others(tmp_path: Path) -> None:
    path = tmp_path / "records.cache"
    cache = Cache(path)
    put(cache, ["one"])
    cache.put([b"two"], freeze([words("two")])[:-5])
    cache.put([b"three", b"four"], freeze([words("three")]))
    put(cache, names(0, BATCH))
    cache.save()
    assert found(Cache(path), ["one", "two", "three", "four", "0000"]) == ["one", "0000"]


@pytest.mark.parametrize("content", [pickle.dumps({"of": "an earlier version"}), pickle.dumps(7), b"", b"\x80"])
def test_a_file_that_holds_something_else_is_no_cache(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "records.cache"
    path.write_bytes(signature() + content)
    cache = Cache(path)
    assert found(cache, ["one"]) == []
    put(cache, ["one"])
    cache.save()
    assert found(Cache(path), ["one"]) == ["one"]


def test_a_flipped_bit_anywhere_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "some.cache"
    value = {"2026": ("a", "b"), "2027": ()}
    store(path, value)
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x20]) + whole[place + 1 :])
        assert load(path) is None
    path.write_bytes(whole)
    assert load(path) == value


@pytest.mark.parametrize("folder", ["/proc/nowhere", "/dev/null", "a file"])
def test_where_nothing_can_be_kept_nothing_is(tmp_path: Path, folder: str) -> None:
    (tmp_path / "a file").write_text("")
    path = tmp_path / folder / "some.cache"

    store(path, "value")

    assert load(path) is None


def test_what_a_killed_program_had_begun_to_write_is_removed_by_a_later_one(tmp_path: Path) -> None:
    path = tmp_path / "some.cache"
    left, begun, other = (tmp_path / name for name in ("some.cache.123", "some.cache.124", "other.cache.123"))
    for file in (left, begun, other):
        file.write_bytes(b"half")
    for file in (left, other):
        os.utime(file, (1_700_000_000, 1_700_000_000))

    store(path, "value")

    assert [file for file in (left, begun, other) if file.exists()] == [begun, other]
    assert load(path) == "value"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a file to another person")
def test_a_file_of_another_person_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "some.cache"
    store(path, "value")
    os.chown(path, 65534, 65534)

    assert load(path) is None


@pytest.mark.parametrize("package", ["records", "model"])
def test_what_was_kept_is_not_read_once_the_program_has_changed(tmp_path: Path, package: str) -> None:
    copy = shutil.copytree(Path(incitrack.__file__).parent, tmp_path / "incitrack")
    program = f"""
from pathlib import Path
from incitrack.records.cache_file import load, store
kept = Path("some.cache")
store(kept, "value")
found = load(kept)
with open({str(copy / package / "__init__.py")!r}, "a") as changed:
    changed.write("# changed")
print(found, load(kept))
"""

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert done.stdout == "value None\n"

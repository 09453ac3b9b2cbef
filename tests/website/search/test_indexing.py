"""The index of a site: written beside it, taken from earlier builds, and done without where there is no engine."""

import gzip
import json
import os
import signal
from functools import partial
from pathlib import Path

import pytest

from incitrack.website.search import layout
from incitrack.website.search.apart import Apart
from incitrack.website.search.bundling import TABLES, Bundling
from incitrack.website.search.engine import EngineError
from incitrack.website.search.indexing import prepare_search, start_search
from tests.builders import archive_folder, incident_text, write_incident
from tests.website.search.searched import contents, executable, index_search, script


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return archive_folder(tmp_path / "records", incident_text(), incident_text(id="INC-2026-0041"))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "site").mkdir()
    return tmp_path / "site"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def kept_if_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "SMALL", 1)


def files(out: Path) -> set[str]:
    return {file.relative_to(out).as_posix() for file in out.rglob("*") if file.is_file()}


def test_it_says_every_file_that_it_wrote(root: Path, out: Path, cache: Path) -> None:
    done = start_search(contents(root), out, cache).finish()

    assert done.reason is None
    assert sorted(done.paths) == sorted(files(out))
    [bundle] = json.loads((out / TABLES).read_text())["bundles"]
    assert files(out) == {f"pagefind/{bundle}/0.pf_index", TABLES}


def test_nothing_is_indexed_where_nothing_changed(
    root: Path, out: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index_search(contents(root), out, cache)
    _only_its_version(tmp_path, monkeypatch)
    (tmp_path / "second").mkdir()

    done = index_search(contents(root), tmp_path / "second", cache)

    assert done.reason is None
    assert files(tmp_path / "second") == files(out)


def test_a_change_is_indexed(root: Path, out: Path, cache: Path, tmp_path: Path) -> None:
    index_search(contents(root), out, cache)
    write_incident(root, id="INC-2026-0043")
    (tmp_path / "second").mkdir()

    index_search(contents(root), tmp_path / "second", cache)

    tables = json.loads((tmp_path / "second" / TABLES).read_text())
    assert tables["keys"] == ["INC-2026-0043", -1, -1]
    assert [bundle["documents"] for bundle in tables["bundles"].values()] == [[1, 1, 1]]


@pytest.mark.parametrize("harmed", ["0.pf_index", "bundle.json"])
@pytest.mark.usefixtures("kept_if_small")
def test_a_kept_bundle_that_is_damaged_is_made_again(
    root: Path, out: Path, cache: Path, tmp_path: Path, harmed: str
) -> None:
    index_search(contents(root), out, cache)
    [damaged] = cache.rglob(harmed)
    damaged.write_bytes(damaged.read_bytes()[:-1])
    (tmp_path / "second").mkdir()

    done = index_search(contents(root), tmp_path / "second", cache)

    assert done.reason is None
    assert files(tmp_path / "second") == files(out)
    [index] = (tmp_path / "second").rglob("0.pf_index")
    assert gzip.decompress(index.read_bytes())


def test_an_archive_without_records_has_tables_and_no_index(tmp_path: Path, out: Path, cache: Path) -> None:
    (tmp_path / "none").mkdir()

    done = index_search(contents(tmp_path / "none"), out, cache)

    assert (done.paths, done.reason) == ((TABLES,), None)


def test_without_an_engine_the_site_says_why(
    root: Path, out: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "absent"))

    done = start_search(contents(root), out, cache).finish()

    assert done.paths == (TABLES,)
    assert done.reason is not None
    assert "does not run here" in done.reason
    assert json.loads((out / TABLES).read_text())["reason"] == done.reason
    assert files(out) == {TABLES}


def test_an_engine_that_dies_leaves_a_site_without_an_index(
    root: Path, out: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _only_its_version(tmp_path, monkeypatch)

    done = start_search(contents(root), out, cache).finish()

    assert done.paths == (TABLES,)
    assert done.reason == "pagefind ended unexpectedly"
    assert files(out) == {TABLES}


def test_a_cache_that_cannot_be_written_is_done_without(root: Path, out: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    done = start_search(contents(root), out, tmp_path / "file" / "cache").finish()

    assert done.reason is None
    assert sorted(done.paths) == sorted(files(out))
    assert len(done.paths) == 2


def test_a_cache_that_goes_while_the_index_is_made_is_done_without(
    root: Path, out: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = f"cache = pathlib.Path({str(cache)!r})\nif cache.is_dir() and '--service' in sys.argv:\n"
    gone += "    shutil.rmtree(cache)\n    cache.write_text('')\n"
    engine = f"os.execv({str(executable())!r}, ['pagefind', *sys.argv[1:]])\n"
    program = f"import os, pathlib, shutil, sys\n{gone}{engine}"
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(script(tmp_path / "pagefind", program)))

    done = start_search(contents(root), out, cache).finish()

    assert done.reason is None
    assert sorted(done.paths) == sorted(files(out))


def test_where_there_is_no_room_at_all_the_site_has_no_index_and_says_what_to_do(
    root: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "file"))

    done = start_search(contents(root), out, tmp_path / "file" / "cache").finish()

    assert done.reason is not None
    assert done.reason.startswith("the cache of its index cannot be written: not a directory (")
    assert "nor can a temporary folder: not a directory (" in done.reason
    assert done.reason.endswith("let INCITRACK_CACHE name a folder that can")
    assert files(out) == {TABLES}


def test_a_process_that_is_killed_leaves_a_site_without_an_index(
    root: Path, out: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = "import sys, time\nif '--version' in sys.argv: print('pagefind 1')\nelse: time.sleep(60)\n"
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(script(tmp_path / "pagefind", slow)))
    indexing = start_search(contents(root), out, cache)
    os.kill(indexing.apart.process.pid, signal.SIGKILL)

    done = indexing.finish()

    assert done.reason == "the process that indexes ended unexpectedly"
    assert files(out) == {TABLES}


def test_it_can_be_given_up(
    root: Path, out: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = "import sys, time\nif '--version' in sys.argv: print('pagefind 1')\nelse: time.sleep(60)\n"
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(script(tmp_path / "pagefind", slow)))
    indexing = start_search(contents(root), out, cache)

    indexing.stop()

    assert not indexing.apart.process.is_alive()


def test_a_new_program_can_do_what_is_left(root: Path, out: Path, cache: Path) -> None:
    begun = partial(prepare_search, contents(root), out, cache)

    done = Apart(begun, Bundling.finish, lambda _: True).result()

    assert done.reason is None
    assert sorted(done.paths) == sorted(files(out))
    assert not list(cache.glob("new.*"))


def test_a_new_program_says_what_the_engine_refused(
    root: Path, out: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _only_its_version(tmp_path, monkeypatch)
    apart = Apart(partial(prepare_search, contents(root), out, cache), Bundling.finish, lambda _: True)

    with pytest.raises(EngineError, match="pagefind ended unexpectedly"):
        apart.result()


def test_a_system_without_fork_is_served_too(
    root: Path, out: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "fork")

    done = start_search(contents(root), out, cache).finish()

    assert done.reason is None
    assert sorted(done.paths) == sorted(files(out))
    assert len(done.paths) == 2


def _only_its_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that says which it is, as the real one does, and can do no more."""
    program = (
        f"import subprocess, sys\nif '--version' in sys.argv: subprocess.run(['{executable()}', '--version'])\n"
    )
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(script(tmp_path / "pagefind", program)))

"""The disk, a right or a process fails at each point in turn: files, index and HEAD are as they were, and it is said."""

import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from incitrack.changes.change import Change, FileEdit
from incitrack.errors import GitError
from incitrack.store.commit import commit
from incitrack.store.lock import WritersLock
from incitrack.store.repository import find_repository
from tests.store.conftest import RECORD
from tests.store.killed_folder import NEW, OTHERS_WORK, KilledFolder

WRITER = ("-m", "tests.store.killed_writer")


@pytest.fixture
def folder(tmp_path: Path) -> KilledFolder:
    return KilledFolder(tmp_path / "repository")


def assert_as_before(folder: KilledFolder, path: str) -> None:
    assert folder.head == folder.begun
    assert (folder.root / path).exists() == (path != NEW)
    assert path == NEW or folder.read(path) == "before\n"
    assert sorted(folder.status.splitlines()) == OTHERS_WORK
    assert "error" not in folder.git("fsck", "--no-dangling")


@pytest.mark.parametrize(("path", "error"), [(RECORD, errno.EIO), (NEW, errno.ENOSPC)])
def test_each_call_that_fails_is_told_and_leaves_all_as_it_was(
    folder: KilledFolder, path: str, error: int, tmp_path: Path
) -> None:
    calls = int(folder.copied(tmp_path / "counted").writer(path).out)
    ends = []
    for number in range(1, calls + 1):
        failed = folder.copied(tmp_path / str(number))
        ended = failed.writer(path, number, error)
        ends.append(ended.status)
        if ended.status == 0:
            assert failed.committed(path) == "after\n"
        else:
            assert ended.status == 5, ended
            assert os.strerror(error) in ended.err
            assert 1 <= ended.err.count("\n") <= 3, ended
            if "commit stands" not in ended.err:
                assert_as_before(failed, path)
        failed.next_writer()
        failed.is_whole(path)
    assert 5 in ends


@pytest.mark.parametrize("path", [RECORD, NEW])
@pytest.mark.parametrize("limit", [0, 100, 1000, 8000])
def test_a_file_that_may_not_grow_further_is_told_and_leaves_all_as_it_was(
    folder: KilledFolder, path: str, limit: int
) -> None:
    """As `ulimit -f` has it: first our own files fail, then the index, and Git is killed by it with its locks held."""
    for number in range(150):
        folder.write(f"many/{number:060}", "")
    folder.git("add", "many")
    folder.git("commit", "--quiet", "--message", "many", "--", "many")
    folder.begun = folder.head
    limited = f"import os, resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit})); os.execv"
    ended = subprocess.run(
        [
            *(sys.executable, "-c", f"{limited}(sys.executable, sys.argv)"),
            *WRITER,
            str(folder.root),
            path,
            "-1",
        ],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 5, ended
    assert 1 <= ended.stderr.count("\n") <= 3
    assert "signal" in ended.stderr if limit >= 1000 else "too large" in ended.stderr
    assert_as_before(folder, path)
    assert not (folder.root / ".git/index.lock").exists()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MiB; to make one takes the rights of root, and the file-size limit stands in elsewhere."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mounted, capture_output=True, check=False).returncode != 0:
        pytest.skip("no disk may be mounted here")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


@pytest.mark.parametrize("path", [NEW])
def test_a_full_disk_is_told_and_leaves_all_as_it_was(small_disk: Path, path: str) -> None:
    """Room is given page by page, so that each thing that is written is once the one that has no room."""
    folder = KilledFolder(small_disk / "repository")
    shutil.rmtree(folder.root / ".git/hooks")
    filler = small_disk / "filler"
    told = []
    for pages in range(60):
        free = os.statvfs(small_disk)
        filler.write_bytes(b"x" * free.f_frsize * max(0, free.f_bavail - pages))
        ended = folder.writer(path)
        filler.unlink()
        told.append(ended.err)
        if ended.status == 0:
            break
        assert ended.status == 5, ended
        assert 1 <= ended.err.count("\n") <= 3
        assert_as_before(folder, path)
    assert pages > 3
    assert any(path in message for message in told)
    folder.next_writer()
    assert folder.is_whole(path)


@pytest.mark.parametrize("path", [RECORD, NEW])
@pytest.mark.parametrize("closed", [".git/objects", ".git", ".git/refs/heads", "incidents/2026", "incidents"])
def test_a_folder_that_may_not_be_written_is_told(as_nobody: Path, path: str, closed: str) -> None:
    folder = KilledFolder(as_nobody / "repository")
    (folder.root / ".git/incitrack").mkdir()
    before = FileEdit(path, None if path == NEW else "before\n", "after\n")
    if closed == "incidents/2026" and path == NEW:
        closed = "incidents"
    if closed == "incidents" and path == RECORD:
        closed = "incidents/2026"
    folders = [folder.root / closed, *((folder.root / closed).glob("??") if closed == ".git/objects" else [])]
    for place in folders:
        place.chmod(0o555)
    repository = find_repository(folder.root)
    with WritersLock(repository), pytest.raises(GitError) as failed:
        commit(repository, Change("INC-2026-0042", "update", (before,)), lock_patience=0.3)
    for place in folders:
        place.chmod(0o755)
    assert failed.value.exit_status == 5
    told = [*failed.value.message.splitlines(), *(failed.value.hint or "").splitlines()]
    assert 1 <= len(told) <= 3
    assert closed in " ".join(told) or path in " ".join(told)
    assert_as_before(folder, path)
    assert not (folder.root / ".git/incitrack/under-way.json").exists()


@pytest.mark.parametrize("path", [RECORD, NEW])
def test_a_hook_that_hangs_is_ended(folder: KilledFolder, path: str) -> None:
    script = folder.hook("pre-commit", "echo waiting for the vault; sleep 60")
    repository = find_repository(folder.root)
    change = Change("INC-2026-0042", "update", (FileEdit(path, None if path == NEW else "before\n", "after\n"),))
    with WritersLock(repository), pytest.raises(GitError, match=r"did not end within 0\.5 seconds") as failed:
        commit(repository, change, hook_patience=0.5)
    assert path in failed.value.message
    assert_as_before(folder, path)
    assert not (folder.root / ".git/index.lock").exists()
    script.unlink()
    assert folder.next_writer() == ()


def test_a_git_that_is_killed_is_told_and_its_lock_removed(folder: KilledFolder) -> None:
    folder.hook("pre-commit", "kill -9 $PPID; sleep 0.1")
    ended = folder.writer(RECORD)
    assert ended.status == 5
    assert f"killed by signal {signal.SIGKILL:d}; {RECORD} as before" in ended.err
    assert_as_before(folder, RECORD)
    assert not (folder.root / ".git/index.lock").exists()


def test_what_cannot_even_be_put_back_is_put_back_by_the_next_writer(as_nobody: Path) -> None:
    folder = KilledFolder(as_nobody / "repository")
    script = folder.hook("pre-commit", "chmod a-w incidents/2026; exit 1")
    repository = find_repository(folder.root)
    change = Change("INC-2026-0042", "update", (FileEdit(RECORD, "before\n", "after\n"),))
    with (
        WritersLock(repository),
        pytest.raises(GitError, match=f"the commit failed, and {RECORD} was not put back"),
    ):
        commit(repository, change)
    assert folder.read(RECORD) == "after\n"
    script.unlink()
    with pytest.raises(GitError, match=RECORD):
        folder.next_writer()
    (folder.root / "incidents/2026").chmod(0o755)
    assert "taken back" in folder.next_writer()[0]
    assert not folder.is_whole(RECORD)


def test_a_hook_that_leaves_something_running_holds_nobody_up_for_ever(folder: KilledFolder) -> None:
    folder.hook("post-commit", "sleep 30 & echo $! > .git/running")
    repository = find_repository(folder.root)
    change = Change("INC-2026-0042", "update", (FileEdit(RECORD, "before\n", "after\n"),))
    with WritersLock(repository):
        made = commit(repository, change, hook_patience=1.0)
    os.kill(int(folder.read(".git/running")), signal.SIGTERM)
    assert made.commit == folder.git("rev-parse", "--short", "HEAD").strip()
    assert not (folder.root / ".git/incitrack/under-way.json").exists()

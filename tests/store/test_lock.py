import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from incitrack.errors import GitError
from incitrack.store.lock import WritersLock
from incitrack.store.repository import find_repository
from tests.git_folder import GitFolder

_HOLD = """
import sys, pathlib
from incitrack.store.lock import WritersLock
from incitrack.store.repository import find_repository
with WritersLock(find_repository(pathlib.Path(sys.argv[1]))):
    print("held", flush=True)
    sys.stdin.read()
"""


def holder(root: Path) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    return process


def test_a_second_writer_waits_for_the_first(folder: GitFolder) -> None:
    with holder(folder.root) as other:
        threading.Timer(0.3, other.terminate).start()
        with WritersLock(find_repository(folder.root), patience=20):
            assert other.poll() is not None


def test_a_killed_writer_leaves_no_lock(folder: GitFolder) -> None:
    with holder(folder.root) as other:
        other.kill()
    with WritersLock(find_repository(folder.root), patience=0.1):
        pass


def test_a_writer_that_stays_is_named(folder: GitFolder) -> None:
    with holder(folder.root) as other:
        with pytest.raises(GitError, match=f"process {other.pid}") as refused:
            WritersLock(find_repository(folder.root), patience=0.1).__enter__()
        other.terminate()
    assert refused.value.exit_status == 5
    assert "writers.lock" in str(refused.value.hint)


def test_the_wait_goes_on_while_the_queue_moves(folder: GitFolder) -> None:
    """Others are always quicker: their turns are shorter than our patience, and together longer."""
    others = WritersLock(find_repository(folder.root))
    others.__enter__()

    def take_turns() -> None:
        for turn in range(40):
            time.sleep(0.03)
            others.path.write_text(f"{turn}\n")  # as each does whose turn begins
        others.__exit__()

    turns = threading.Thread(target=take_turns)
    turns.start()
    with WritersLock(find_repository(folder.root), patience=0.8):
        assert others.path.read_text().split()[0] == str(os.getpid())
    turns.join()


def test_every_work_tree_of_a_repository_shares_the_lock(folder: GitFolder, tmp_path: Path) -> None:
    folder.git("worktree", "add", "--quiet", str(tmp_path / "linked"))
    with holder(folder.root) as other:
        with pytest.raises(GitError):
            WritersLock(find_repository(tmp_path / "linked"), patience=0.1).__enter__()
        other.terminate()


def test_a_lock_file_that_is_a_link_is_not_followed(folder: GitFolder, tmp_path: Path) -> None:
    (folder.root / ".git/incitrack").mkdir()
    (folder.root / ".git/incitrack/writers.lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(GitError):
        WritersLock(find_repository(folder.root)).__enter__()
    assert not (tmp_path / "elsewhere").exists()

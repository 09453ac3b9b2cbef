"""What a killed command left is told from what others hold, edited since or began, and settled where it was left."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from incitrack.errors import GitError
from incitrack.store.journal import Note, noted, pending
from incitrack.store.lock import WritersLock
from incitrack.store.processes import started
from incitrack.store.repository import find_repository
from incitrack.store.settle import settle_what_was_left
from tests.git_folder import GitFolder
from tests.store.conftest import RECORD
from tests.store.killed_folder import NEW, OTHER, KilledFolder

NOTE = ".git/incitrack/under-way.json"
BEFORE_THE_COMMIT = "kill -9 -$(ps -o pgid= -p $$ | tr -d ' ')"


@pytest.fixture
def folder(tmp_path: Path) -> KilledFolder:
    return KilledFolder(tmp_path / "repository")


@pytest.fixture
def killed(folder: KilledFolder) -> KilledFolder:
    """A writer of RECORD was killed before its commit; Git's locks are there."""
    script = folder.hook("pre-commit", BEFORE_THE_COMMIT)
    assert folder.writer(RECORD).status == -signal.SIGKILL
    script.unlink()
    assert folder.read(RECORD) == "after\n"
    assert (folder.root / ".git/index.lock").exists()
    return folder


def alter_note(folder: GitFolder, **fields: object) -> None:
    note = folder.root / NOTE
    note.write_text(json.dumps(json.loads(note.read_text()) | fields))


class TestWithoutANote:
    def test_nothing_is_said_or_removed(self, folder: KilledFolder) -> None:
        left = [
            folder.write(path, "")
            for path in (
                ".git/index.lock",
                ".git/refs/heads/side.lock",
                ".merge_file_a1b2c3",
                ".git/incitrack/0.kept",
            )
        ]
        repository = find_repository(folder.root)
        with WritersLock(repository):
            assert settle_what_was_left(repository) == ()
        assert all(path.exists() for path in left)

    def test_work_that_ended_in_order_leaves_none(self, folder: KilledFolder) -> None:
        assert folder.next_writer() == ()
        folder.hook("pre-commit", "exit 1")
        with pytest.raises(GitError):
            folder.next_writer()
        assert not (folder.root / NOTE).exists()


class TestWhatIsDone:
    def test_is_said_in_one_line_with_where_the_text_is(self, killed: KilledFolder) -> None:
        (said,) = killed.next_writer()
        assert "(INC-2026-0042: update, process " in said
        assert "was killed before its commit and taken back" in said
        assert "removed .git/index.lock, .git/next-index-" in said
        assert "\n" not in said
        assert killed.read(f".git/incitrack/taken-back/{RECORD}") == "after\n"
        assert not killed.is_whole(RECORD)

    def test_is_done_once(self, killed: KilledFolder) -> None:
        killed.next_writer()
        assert killed.next_writer() == ()

    def test_gives_back_the_very_file_with_its_mode(self, folder: KilledFolder) -> None:
        (folder.root / RECORD).chmod(0o640)
        inode = (folder.root / RECORD).stat().st_ino
        script = folder.hook("pre-commit", BEFORE_THE_COMMIT)
        folder.writer(RECORD)
        script.unlink()
        folder.next_writer()
        file = (folder.root / RECORD).stat()
        assert (file.st_ino, file.st_mode & 0o777) == (inode, 0o640)

    def test_removes_other_locks_and_files_of_git_that_are_newer_than_the_note(self, killed: KilledFolder) -> None:
        left = [
            killed.write(path, "")
            for path in (
                *(".git/HEAD.lock", ".git/refs/heads/main.lock", ".git/packed-refs.lock"),
                *(".git/objects/maintenance.lock", ".git/objects/aa/tmp_obj_x", ".merge_file_a1b2c3"),
            )
        ]
        (said,) = killed.next_writer()
        assert not any(path.exists() for path in left)
        assert ".git/refs/heads/main.lock" in said

    def test_leaves_what_is_older_than_the_note(self, killed: KilledFolder) -> None:
        older = killed.write(".merge_file_a1b2c3", "")
        os.utime(older, (1e9, 1e9))
        killed.next_writer()
        assert older.exists()

    @pytest.mark.parametrize("moment", ["pre-commit", "post-commit"])
    def test_comes_to_its_end_however_often_it_is_killed_itself(self, folder: KilledFolder, moment: str) -> None:
        script = folder.hook(moment, BEFORE_THE_COMMIT)
        folder.writer(NEW)
        script.unlink()
        repository = find_repository(folder.root)
        left = pending(repository)
        assert left is not None
        number = 0
        while (found := pending(repository)) is not None and found.process == left.process:
            number += 1
            assert folder.writer(OTHER, number).status == -signal.SIGKILL
        assert number > 8
        folder.next_writer()
        assert folder.is_whole(NEW) == (moment == "post-commit")


class TestWhatOthersDid:
    def test_a_record_edited_since_is_left_so_and_named(self, killed: KilledFolder) -> None:
        killed.write(RECORD, "after\nby hand\n")
        (said,) = killed.next_writer()
        assert f"{RECORD} was edited since and left as it is" in said
        assert killed.read(RECORD) == "after\nby hand\n"
        assert f" M {RECORD}" in killed.status

    def test_a_record_committed_by_hand_since_stands(self, killed: KilledFolder) -> None:
        (killed.root / ".git/index.lock").unlink()
        killed.git("commit", "--quiet", "--message", "by hand", "--", RECORD)
        (said,) = killed.next_writer()
        assert "which stands" in said
        assert killed.is_whole(RECORD)

    def test_a_commit_with_our_words_that_came_from_elsewhere_is_not_taken_for_ours(
        self, folder: KilledFolder
    ) -> None:
        folder.git("switch", "--quiet", "--create", "side")
        folder.git("commit", "--quiet", "--allow-empty", "--message", "something else")
        for text in ("theirs\n", "before\n"):
            folder.write(RECORD, text)
            folder.git("commit", "--quiet", "--message", "INC-2026-0042: update", "--", RECORD)
        folder.git("switch", "--quiet", "main")
        script = folder.hook("pre-commit", BEFORE_THE_COMMIT)
        folder.writer(RECORD)
        script.unlink()
        (folder.root / ".git/index.lock").unlink()
        folder.git("switch", "--quiet", "side")
        assert "taken back" in folder.next_writer()[0]
        assert folder.read(RECORD) == "before\n"

    def test_a_commit_that_a_hook_has_altered_is_known_all_the_same(self, folder: KilledFolder) -> None:
        folder.hook("pre-commit", f"echo formatted >> {RECORD}; git add {RECORD}")
        script = folder.hook("post-commit", BEFORE_THE_COMMIT)
        folder.writer(RECORD)
        script.unlink()
        (folder.root / ".git/hooks/pre-commit").unlink()
        assert "which stands" in folder.next_writer()[0]
        assert folder.committed(RECORD) == folder.read(RECORD) == "after\nformatted\n"

    def test_an_index_lock_taken_long_after_is_anothers(self, killed: KilledFolder) -> None:
        """A person's Git that waits for an editor holds its lock for as long as the editor is open."""
        lock = killed.root / ".git/index.lock"
        begun = json.loads(killed.read(NOTE))["begun"] - 3600
        alter_note(killed, begun=begun)
        os.utime(killed.root / NOTE, (begun, begun))
        with pytest.raises(GitError, match=r"index\.lock is held"):
            killed.next_writer()
        assert lock.exists()
        assert killed.read(RECORD) == "before\n"

    def test_a_reference_lock_that_is_just_held_is_waited_for(self, killed: KilledFolder) -> None:
        lock = killed.write(".git/refs/heads/main.lock", "")
        threading.Timer(0.1, lock.unlink).start()
        (said,) = killed.next_writer()
        assert "main.lock" not in said


class TestTheProcess:
    def test_of_the_same_number_with_another_start_is_another(self, killed: KilledFolder) -> None:
        alter_note(killed, process=os.getpid())
        assert "taken back" in killed.next_writer()[0]

    def test_that_still_lives_is_left_in_peace(self, killed: KilledFolder) -> None:
        with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
            alter_note(killed, process=process.pid, started=started(process.pid))
            with pytest.raises(GitError, match="still works on what is left"):
                killed.next_writer(patience=0.2)
            process.kill()
        assert killed.read(RECORD) == "after\n"
        assert "taken back" in killed.next_writer()[0]

    def test_that_was_killed_and_not_looked_at_by_its_parent_is_dead(self) -> None:
        with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
            assert started(process.pid)
            process.kill()
            give_up = time.monotonic() + 20
            while started(process.pid) and time.monotonic() < give_up:
                time.sleep(0.01)
            assert started(process.pid) == ""

    def test_whose_git_goes_on_alone_is_waited_for_and_its_commit_stands(self, folder: KilledFolder) -> None:
        folder.hook(
            "pre-commit", "kill -9 $(ps -o ppid= -p $PPID | tr -d ' '); until [ -e .git/go ]; do sleep 0.02; done"
        )
        assert folder.writer(RECORD).status == -signal.SIGKILL
        with pytest.raises(GitError, match="still works on what is left that process") as refused:
            folder.next_writer(patience=0.2)
        assert refused.value.exit_status == 5
        (folder.root / ".git/hooks/pre-commit").unlink()
        threading.Timer(0.3, folder.write, (".git/go", "")).start()
        (said,) = folder.next_writer()
        assert "was killed after its commit" in said
        assert folder.is_whole(RECORD)


class TestWhere:
    def test_a_linked_work_tree_is_settled_from_the_main_one(self, folder: KilledFolder, tmp_path: Path) -> None:
        folder.git("worktree", "add", "--quiet", "-b", "side", str(tmp_path / "linked"))
        linked = GitFolder(tmp_path / "linked", init=False)
        script = folder.hook("pre-commit", BEFORE_THE_COMMIT)
        killed = object.__new__(KilledFolder)
        killed.root = linked.root
        assert killed.writer(RECORD).status == -signal.SIGKILL
        script.unlink()
        assert "taken back" in folder.next_writer()[0]
        assert (linked.read(RECORD), linked.status) == ("before\n", "")
        assert not (folder.root / ".git/worktrees/linked/index.lock").exists()

    def test_a_work_tree_that_is_gone_holds_up_nobody(self, folder: KilledFolder, tmp_path: Path) -> None:
        folder.next_writer()
        self.test_a_linked_work_tree_is_settled_from_the_main_one(folder, tmp_path)
        script = folder.hook("pre-commit", BEFORE_THE_COMMIT)
        killed = object.__new__(KilledFolder)
        killed.root = tmp_path / "linked"
        killed.writer(RECORD)
        script.unlink()
        folder.git("worktree", "remove", "--force", str(tmp_path / "linked"))
        assert "no work tree of this repository any more" in folder.next_writer()[0]

    def test_a_repository_moved_since_is_settled_where_it_is(self, killed: KilledFolder, tmp_path: Path) -> None:
        killed.root = killed.root.rename(tmp_path / "moved")
        assert "taken back" in killed.next_writer()[0]
        assert not killed.is_whole(RECORD)


class TestTheNote:
    def test_stands_while_the_work_is_done_and_says_whose_it_is(self, folder: KilledFolder) -> None:
        repository = find_repository(folder.root)
        with WritersLock(repository):
            with noted(repository, Note("sync", "sync", {"new": "1"})):
                found = pending(repository)
                assert found is not None
                assert (found.process, found.is_alive, found.note.what) == (os.getpid(), True, "sync")
            assert pending(repository) is None

    def test_stays_where_the_work_ended_by_anything_but_an_error_of_git(self, folder: KilledFolder) -> None:
        repository = find_repository(folder.root)
        with WritersLock(repository):
            with pytest.raises(KeyboardInterrupt), noted(repository, Note("sync", "sync", {})):
                raise KeyboardInterrupt
            assert pending(repository) is not None

    @pytest.mark.parametrize("content", ["", "{", "[]", '{"kind": "commit"}', "\udcff"])
    def test_that_is_not_whole_was_followed_by_nothing(self, folder: KilledFolder, content: str) -> None:
        (folder.root / ".git/incitrack").mkdir()
        (folder.root / NOTE).write_text(content, errors="surrogateescape")
        assert folder.next_writer() == ("an earlier command was killed before it began",)
        folder.assert_nothing_left()

    def test_that_is_a_link_is_not_followed(self, folder: KilledFolder, tmp_path: Path) -> None:
        (folder.root / ".git/incitrack").mkdir()
        (folder.root / NOTE).symlink_to(tmp_path / "elsewhere")
        with pytest.raises(GitError, match=r"under-way\.json"):
            folder.next_writer()
        assert not (tmp_path / "elsewhere").exists()

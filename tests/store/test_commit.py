import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from incitrack.changes.change import Change, FileEdit
from incitrack.errors import GitError
from incitrack.store.commit import CommitRefusedError, Committed, commit
from incitrack.store.lock import WritersLock
from incitrack.store.repository import find_repository
from tests.git_folder import GitFolder
from tests.store.conftest import RECORD

NEW = "incidents/2026/INC-2026-0043.md"


def edit(folder: GitFolder, path: str = RECORD, after: str = "after\n") -> FileEdit:
    before = folder.read(path) if (folder.root / path).exists() else None
    return FileEdit(path, before, after)


def make_commit(folder: GitFolder, *edits: FileEdit, patience: float = 0.3) -> Committed:
    repository = find_repository(folder.root)
    change = Change("INC-2026-0042", "update", edits or (edit(folder),))
    with WritersLock(repository):
        return commit(repository, change, lock_patience=patience)


def refuse_objects(folder: GitFolder) -> None:
    """Let Git write no object more, also where tests run as root: a file is in the place of every folder for them."""
    for number in range(256):
        if not (place := folder.root / f".git/objects/{number:02x}").exists():
            place.touch()


class TestACommit:
    def test_holds_exactly_the_file_that_changed(self, folder: GitFolder) -> None:
        before = folder.commits
        make_commit(folder)
        assert folder.commits == before + 1
        assert folder.files_of() == [RECORD]
        assert folder.read(RECORD) == "after\n"
        assert folder.status == ""

    def test_says_what_happened_in_subject_and_trailers(self, folder: GitFolder) -> None:
        make_commit(folder)
        assert folder.message == ("INC-2026-0042: update\n\nIncident: INC-2026-0042\nIncident-Event: update\n")
        trailers = folder.git("log", "-1", "--format=%(trailers:key=Incident,valueonly)").strip()
        assert trailers == "INC-2026-0042"

    def test_returns_the_short_hash_that_git_uses(self, folder: GitFolder) -> None:
        assert make_commit(folder).commit == folder.git("rev-parse", "--short", "HEAD").strip()

    def test_holds_a_new_file_and_its_folders(self, folder: GitFolder) -> None:
        make_commit(folder, edit(folder, "incidents/2027/INC-2027-0001.md"))
        assert folder.files_of() == ["incidents/2027/INC-2027-0001.md"]
        assert folder.status == ""

    def test_holds_two_files_where_two_changed(self, folder: GitFolder) -> None:
        make_commit(folder, edit(folder), edit(folder, "postmortems/2026/INC-2026-0042.md"))
        assert sorted(folder.files_of()) == [RECORD, "postmortems/2026/INC-2026-0042.md"]

    def test_may_be_the_first_one(self, tmp_path: Path) -> None:
        folder = GitFolder(tmp_path / "empty")
        made = make_commit(folder, edit(folder, NEW))
        assert folder.commits == 1
        assert folder.files_of() == [NEW]
        assert made.commit == folder.git("rev-parse", "--short", "HEAD").strip()

    def test_takes_a_new_file_that_an_ignore_rule_covers(self, folder: GitFolder) -> None:
        folder.write(".gitignore", "incidents/\n")
        make_commit(folder, edit(folder, NEW))
        assert folder.files_of() == [NEW]

    def test_takes_a_file_that_was_never_added(self, folder: GitFolder) -> None:
        folder.write(NEW, "by hand\n")
        made = make_commit(folder, edit(folder, NEW))
        assert folder.files_of() == [NEW]
        assert made.hand_edited == (NEW,)

    def test_keeps_the_files_mode(self, folder: GitFolder) -> None:
        (folder.root / RECORD).chmod(0o640)
        make_commit(folder)
        assert (folder.root / RECORD).stat().st_mode & 0o777 == 0o640

    def test_gives_a_new_file_the_mode_that_the_umask_leaves(self, folder: GitFolder) -> None:
        old = os.umask(0o027)
        try:
            make_commit(folder, edit(folder, NEW))
        finally:
            os.umask(old)
        assert (folder.root / NEW).stat().st_mode & 0o777 == 0o640

    def test_leaves_no_temporary_file(self, folder: GitFolder) -> None:
        make_commit(folder)
        assert [path.name for path in (folder.root / ".git/incitrack").iterdir()] == ["writers.lock"]
        assert sorted(path.name for path in folder.root.iterdir()) == [".git", "incidents", "notes.md"]

    def test_keeps_line_ends_and_byte_order_mark_to_the_byte(self, folder: GitFolder) -> None:
        folder.write(RECORD, "\ufeffone\r\n")
        folder.commit()
        make_commit(folder, edit(folder, after="\ufeffone\r\ntwo"))
        assert (folder.root / RECORD).read_bytes() == b"\xef\xbb\xbfone\r\ntwo"

    def test_stands_where_git_is_told_to_speak_another_language(
        self, folder: GitFolder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LANGUAGE", "de")
        folder.git("checkout", "--quiet", "--detach")
        assert make_commit(folder).commit == folder.git("rev-parse", "--short", "HEAD").strip()


class TestWhatElseIsUnderWay:
    def test_staged_work_stays_staged(self, folder: GitFolder) -> None:
        folder.write("notes.md", "two\n")
        folder.write("staged.md", "new\n")
        folder.git("add", "notes.md", "staged.md")
        make_commit(folder)
        assert folder.files_of() == [RECORD]
        assert folder.status == "M  notes.md\nA  staged.md\n"

    def test_work_half_staged_keeps_both_halves(self, folder: GitFolder) -> None:
        folder.write("notes.md", "two\n")
        folder.git("add", "notes.md")
        folder.write("notes.md", "three\n")
        staged = folder.git("diff", "--cached")
        make_commit(folder, edit(folder, NEW))
        assert folder.status == "MM notes.md\n"
        assert folder.git("diff", "--cached") == staged
        assert folder.read("notes.md") == "three\n"

    def test_modified_untracked_and_deleted_files_stay_so(self, folder: GitFolder) -> None:
        folder.write("gone.md", "x\n")
        folder.commit()
        folder.git("rm", "--quiet", "gone.md")
        folder.write("notes.md", "two\n")
        folder.write("untracked.md", "x\n")
        make_commit(folder)
        assert folder.files_of() == [RECORD]
        assert folder.status == "D  gone.md\n M notes.md\n?? untracked.md\n"

    def test_an_intent_to_add_stays_one(self, folder: GitFolder) -> None:
        folder.write("later.md", "x\n")
        folder.git("add", "--intent-to-add", "later.md")
        make_commit(folder)
        assert folder.status == " A later.md\n"

    def test_a_conflict_elsewhere_that_no_merge_holds_open_stays_one(self, folder: GitFolder) -> None:
        folder.write("notes.md", "stashed\n")
        folder.git("stash")
        folder.write("notes.md", "committed\n")
        folder.commit()
        subprocess.run(["git", "stash", "pop"], cwd=folder.root, capture_output=True, check=False)
        assert folder.status == "UU notes.md\n"
        make_commit(folder)
        assert folder.files_of() == [RECORD]
        assert folder.status == "UU notes.md\n"


class TestEditsByHand:
    def test_go_into_the_commit_and_are_named(self, folder: GitFolder) -> None:
        folder.write(RECORD, "before\nby hand\n")
        made = make_commit(folder, edit(folder, after="before\nby hand\nafter\n"))
        assert made.hand_edited == (RECORD,)
        assert "+by hand\n+after\n" in folder.git("show", "--pretty=format:")
        assert folder.status == ""

    def test_also_where_they_were_staged(self, folder: GitFolder) -> None:
        folder.write(RECORD, "before\nby hand\n")
        folder.git("add", RECORD)
        assert make_commit(folder, edit(folder, after="before\nby hand\nafter\n")).hand_edited == (RECORD,)
        assert folder.status == ""

    def test_are_not_claimed_where_there_are_none(self, folder: GitFolder) -> None:
        assert make_commit(folder).hand_edited == ()

    def test_made_while_the_command_ran_are_not_overwritten(self, folder: GitFolder) -> None:
        stale = FileEdit(RECORD, "before\n", "after\n")
        folder.write(RECORD, "saved by an editor\n")
        with pytest.raises(GitError, match=RECORD):
            make_commit(folder, stale)
        assert folder.read(RECORD) == "saved by an editor\n"

    def test_a_new_record_never_replaces_a_file(self, folder: GitFolder) -> None:
        folder.write(NEW, "someone was faster\n")
        with pytest.raises(GitError, match="is there already"):
            make_commit(folder, FileEdit(NEW, None, "after\n"))
        assert folder.read(NEW) == "someone was faster\n"


class TestThePersonsOwnGit:
    def test_writes_the_author(self, folder: GitFolder, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("GIT_AUTHOR_NAME")
        monkeypatch.delenv("GIT_AUTHOR_EMAIL")
        folder.git("config", "user.name", "Kim Nowak")
        folder.git("config", "user.email", "kim@example.org")
        make_commit(folder)
        assert folder.git("log", "-1", "--format=%an <%ae>").strip() == "Kim Nowak <kim@example.org>"

    def test_is_the_repositorys_also_when_a_hook_of_another_one_runs_us(
        self, folder: GitFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        other = GitFolder(tmp_path / "other")
        other.write("a", "a")
        head = other.commit()
        monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
        monkeypatch.setenv("GIT_WORK_TREE", str(other.root))
        monkeypatch.setenv("GIT_INDEX_FILE", str(other.root / ".git/index"))
        monkeypatch.setenv("GIT_GLOB_PATHSPECS", "1")
        make_commit(folder)
        for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_GLOB_PATHSPECS"):
            monkeypatch.delenv(name)
        assert other.head == head
        assert folder.files_of() == [RECORD]

    def test_runs_every_hook_of_a_commit(self, folder: GitFolder) -> None:
        for name in ("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit"):
            folder.hook(name, f"echo {name} >> .git/ran")
        make_commit(folder)
        assert folder.read(".git/ran").split() == ["pre-commit", "prepare-commit-msg", "commit-msg", "post-commit"]

    def test_a_hook_sees_only_our_file_in_the_commit(self, folder: GitFolder) -> None:
        folder.write("notes.md", "staged\n")
        folder.git("add", "notes.md")
        folder.hook("pre-commit", "git diff --cached --name-only > .git/seen")
        make_commit(folder)
        assert folder.read(".git/seen") == f"{RECORD}\n"

    @pytest.mark.parametrize("path", [RECORD, NEW], ids=["known", "new"])
    def test_what_a_hook_makes_of_the_record_and_adds_is_in_the_index_too(
        self, folder: GitFolder, path: str
    ) -> None:
        """Git's own commit of named files leaves the index behind there."""
        folder.write("notes.md", "staged\n")
        folder.git("add", "notes.md")
        folder.hook("pre-commit", f"echo hooked >> {path}; git add {path}")
        make_commit(folder, edit(folder, path))
        assert folder.git("show", f"HEAD:{path}") == folder.read(path) == "after\nhooked\n"
        assert folder.status == "M  notes.md\n"
        folder.hook("pre-commit", "true")
        assert make_commit(folder, edit(folder, path, "once more\n")).hand_edited == ()

    def test_what_a_hook_makes_of_the_record_and_does_not_add_stays_to_be_committed(
        self, folder: GitFolder
    ) -> None:
        folder.hook("pre-commit", f"echo hooked >> {RECORD}")
        make_commit(folder)
        assert folder.git("show", f"HEAD:{RECORD}") == "after\n"
        assert folder.status == f" M {RECORD}\n"

    def test_what_a_hook_says_is_passed_on(self, folder: GitFolder) -> None:
        folder.hook("post-commit", "echo told the channel")
        assert "told the channel" in make_commit(folder).said


class TestARefusal:
    def test_of_a_hook_puts_everything_back(self, folder: GitFolder) -> None:
        folder.write("notes.md", "staged\n")
        folder.git("add", "notes.md")
        head, index = folder.head, folder.index
        folder.hook("pre-commit", "echo 'no commits on a Friday' >&2; exit 1")
        with pytest.raises(CommitRefusedError, match=RECORD) as refused:
            make_commit(folder)
        assert "no commits on a Friday" in refused.value.said
        assert refused.value.exit_status == 5
        assert (folder.head, folder.index, folder.read(RECORD)) == (head, index, "before\n")
        assert folder.status == "M  notes.md\n"

    def test_takes_a_new_file_its_folder_and_its_place_in_the_index_away(self, folder: GitFolder) -> None:
        head, index = folder.head, folder.index
        folder.hook("commit-msg", "exit 1")
        with pytest.raises(CommitRefusedError, match="INC-2027-0001"):
            make_commit(folder, edit(folder, "incidents/2027/INC-2027-0001.md"))
        assert (folder.head, folder.index, folder.status) == (head, index, "")
        assert not (folder.root / "incidents/2027").exists()

    def test_leaves_a_file_that_was_never_added_as_it_was(self, folder: GitFolder) -> None:
        folder.write(NEW, "by hand\n")
        folder.hook("pre-commit", "exit 1")
        with pytest.raises(CommitRefusedError):
            make_commit(folder, edit(folder, NEW))
        assert folder.read(NEW) == "by hand\n"
        assert folder.status == f"?? {NEW}\n"

    def test_keeps_edits_by_hand_staged_and_unstaged(self, folder: GitFolder) -> None:
        folder.write(RECORD, "staged\n")
        folder.git("add", RECORD)
        folder.write(RECORD, "staged\nand more\n")
        index = folder.index
        folder.hook("pre-commit", "exit 1")
        with pytest.raises(CommitRefusedError):
            make_commit(folder, edit(folder, after="staged\nand more\nafter\n"))
        assert (folder.index, folder.read(RECORD)) == (index, "staged\nand more\n")

    def test_undoes_what_the_hook_did_to_the_file(self, folder: GitFolder) -> None:
        folder.hook("pre-commit", f"echo reformatted > {RECORD}; exit 1")
        with pytest.raises(CommitRefusedError):
            make_commit(folder)
        assert folder.read(RECORD) == "before\n"

    def test_of_the_signing_leaves_no_unsigned_commit(self, folder: GitFolder) -> None:
        head = folder.head
        folder.git("config", "commit.gpgsign", "true")
        folder.git("config", "gpg.program", "false")
        with pytest.raises(GitError, match="Git refused: gpg failed to sign the data"):
            make_commit(folder)
        assert (folder.head, folder.read(RECORD), folder.status) == (head, "before\n", "")

    def test_because_nobody_has_a_name(self, folder: GitFolder, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
            monkeypatch.delenv(name)
        folder.git("config", "user.useConfigOnly", "true")
        with pytest.raises(GitError, match="no email was given") as refused:
            make_commit(folder)
        assert refused.value.hint == 'git config --global user.email "you@example.com"'

    def test_to_take_a_new_file_up_says_why_and_the_way_out(self, folder: GitFolder) -> None:
        folder.git("sparse-checkout", "set", "elsewhere")
        with pytest.raises(GitError, match="outside of your sparse-checkout definition") as refused:
            make_commit(folder, edit(folder, NEW))
        assert "git sparse-checkout add incidents" in str(refused.value.hint)
        assert not (folder.root / "incidents").exists()
        folder.git("sparse-checkout", "add", "incidents")
        make_commit(folder, edit(folder, NEW))

    @pytest.mark.parametrize("hook", ["exit 0", ""])
    def test_of_git_itself_is_its_first_useful_line(self, folder: GitFolder, hook: str) -> None:
        if hook:
            folder.hook("pre-commit", hook)
        refuse_objects(folder)
        with pytest.raises(GitError) as refused:
            make_commit(folder)
        assert not isinstance(refused.value, CommitRefusedError)
        assert refused.value.message == (
            "Git refused: unable to create temporary file: Not a directory\n"
            f"{RECORD} as before, nothing was committed"
        )
        assert folder.read(RECORD) == "before\n"

    def test_of_the_signing_does_not_hide_what_a_hook_said_before(self, folder: GitFolder) -> None:
        folder.hook("pre-commit", "echo all tests passed")
        folder.git("config", "commit.gpgsign", "true")
        folder.git("config", "gpg.program", "false")
        with pytest.raises(CommitRefusedError) as refused:
            make_commit(folder)
        assert "all tests passed" in refused.value.said

    def test_with_two_files_puts_both_back(self, folder: GitFolder) -> None:
        folder.hook("pre-commit", "exit 1")
        with pytest.raises(CommitRefusedError):
            make_commit(folder, edit(folder), edit(folder, "postmortems/2026/INC-2026-0042.md"))
        assert folder.read(RECORD) == "before\n"
        assert not (folder.root / "postmortems").exists()

    def test_after_which_the_same_command_succeeds(self, folder: GitFolder) -> None:
        hook = folder.hook("pre-commit", "exit 1")
        with pytest.raises(CommitRefusedError):
            make_commit(folder, edit(folder, NEW))
        hook.unlink()
        make_commit(folder, edit(folder, NEW))
        assert folder.files_of() == [NEW]


class TestAnUnfinishedOperation:
    @pytest.fixture
    def diverged(self, folder: GitFolder) -> GitFolder:
        folder.git("checkout", "--quiet", "-b", "side")
        folder.write("notes.md", "side\n")
        folder.commit("side")
        folder.git("checkout", "--quiet", "main")
        folder.write("notes.md", "main\n")
        folder.commit("main")
        return folder

    @pytest.mark.parametrize(
        ("arguments", "name"),
        [
            (["merge", "side"], "merge"),
            (["rebase", "side"], "rebase"),
            (["rebase", "--apply", "side"], "rebase"),
            (["cherry-pick", "side"], "cherry-pick"),
            (["revert", "HEAD~1"], "revert"),
        ],
    )
    def test_is_named_with_the_commands_that_end_it(
        self, diverged: GitFolder, arguments: list[str], name: str
    ) -> None:
        if name == "revert":
            diverged.write("notes.md", "later\n")
            diverged.commit()
            diverged.git("commit", "--quiet", "--allow-empty", "--message", "more")
            arguments = ["revert", "--no-edit", "HEAD~2"]
        done = subprocess.run(["git", *arguments], cwd=diverged.root, capture_output=True, check=False)
        assert done.returncode != 0
        before = diverged.head, diverged.index, diverged.status
        with pytest.raises(GitError, match=f"Git {name}") as refused:
            make_commit(diverged)
        assert refused.value.hint == f"end it first: `git {name} --continue` or `git {name} --abort`"
        assert (diverged.head, diverged.index, diverged.status) == before

    def test_between_two_picks_is_one_too(self, folder: GitFolder) -> None:
        (folder.root / ".git/sequencer").mkdir()
        folder.write(".git/sequencer/todo", "pick 1234567 something\n")
        with pytest.raises(GitError, match="cherry-pick"):
            make_commit(folder)

    def test_in_conflict_over_the_record_itself_without_a_merge(self, folder: GitFolder) -> None:
        folder.write(RECORD, "stashed\n")
        folder.git("stash")
        folder.write(RECORD, "committed\n")
        folder.commit()
        subprocess.run(["git", "stash", "pop"], cwd=folder.root, capture_output=True, check=False)
        with pytest.raises(GitError, match="in conflict"):
            make_commit(folder)


class TestWhereItIsDone:
    def test_a_detached_head_takes_the_commit_and_is_said(self, folder: GitFolder) -> None:
        folder.git("checkout", "--quiet", "--detach")
        assert make_commit(folder).detached
        assert folder.files_of() == [RECORD]

    def test_a_branch_is_not_called_detached(self, folder: GitFolder) -> None:
        assert not make_commit(folder).detached

    def test_a_linked_work_tree_commits_to_its_own_branch(self, folder: GitFolder, tmp_path: Path) -> None:
        main = folder.head
        folder.git("worktree", "add", "--quiet", "-b", "side", str(tmp_path / "linked"))
        linked = GitFolder(tmp_path / "linked", init=False)
        make_commit(linked)
        assert linked.files_of() == [RECORD]
        assert (folder.head, folder.status) == (main, "")

    def test_a_submodule_commits_to_itself(self, folder: GitFolder, tmp_path: Path) -> None:
        outer = GitFolder(tmp_path / "outer")
        outer.commit()
        outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(folder.root), "records")
        inner = GitFolder(outer.root / "records", init=False)
        make_commit(inner)
        assert inner.files_of() == [RECORD]
        assert outer.commits == 1


class TestLocksOfGits:
    def test_are_waited_for(self, folder: GitFolder) -> None:
        lock = folder.write(".git/index.lock", "")
        threading.Timer(0.4, lock.unlink).start()
        make_commit(folder, patience=20)
        assert folder.files_of() == [RECORD]

    def test_that_stay_are_named_and_left_alone(self, folder: GitFolder) -> None:
        lock = folder.write(".git/index.lock", "")
        with pytest.raises(GitError, match=r"index\.lock"):
            make_commit(folder)
        assert lock.exists()
        assert (folder.read(RECORD), folder.status) == ("before\n", "")

    def test_on_the_branch_are_waited_for(self, folder: GitFolder) -> None:
        lock = folder.write(".git/refs/heads/main.lock", "")
        threading.Timer(0.6, lock.unlink).start()
        make_commit(folder, patience=20)
        assert folder.files_of() == [RECORD]

    def test_on_the_branch_that_stay_put_the_record_back(self, folder: GitFolder) -> None:
        lock = folder.write(".git/refs/heads/main.lock", "")
        with pytest.raises(GitError, match=r"main\.lock"):
            make_commit(folder, edit(folder, NEW))
        assert lock.exists()
        assert not (folder.root / NEW).exists()
        lock.unlink()
        assert folder.status == ""


class TestNamesThatAreMeantToBeTakenForSomethingElse:
    @pytest.mark.parametrize("path", ["--amend", "-m", ":(top,glob)**", "*.md", "incidents/2026/:!x", "a\nb.md"])
    def test_are_names(self, folder: GitFolder, path: str) -> None:
        before = folder.commits
        make_commit(folder, edit(folder, path))
        assert folder.commits == before + 1
        assert folder.files_of() == [path]

    def test_a_message_is_one_line_whatever_it_holds(self, folder: GitFolder) -> None:
        repository = find_repository(folder.root)
        change = Change("INC-2026-0042", "update", (edit(folder),), "x\n\nSigned-off-by: ceo <c@e>\x1b[2J")
        with WritersLock(repository):
            commit(repository, change)
        assert folder.message.count("\n") == 4
        assert folder.git("log", "-1", "--format=%(trailers:key=Signed-off-by)").strip() == ""
        assert "\x1b" not in folder.message

    def test_an_author_with_a_line_break_in_the_name_stays_one_author(
        self, folder: GitFolder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("GIT_AUTHOR_NAME", "--amend\nIncident: INC-1 <y>")
        make_commit(folder)
        assert folder.git("log", "-1", "--format=%(trailers:key=Incident,valueonly)").strip() == "INC-2026-0042"

    def test_comment_characters_survive(self, folder: GitFolder) -> None:
        folder.git("config", "core.commentChar", "I")
        folder.git("config", "commit.cleanup", "scissors")
        make_commit(folder)
        assert folder.message.startswith("INC-2026-0042: update\n")


class TestInterrupted:
    def test_while_a_hook_runs_puts_everything_back(self, folder: GitFolder) -> None:
        folder.hook("pre-commit", "touch .git/started; sleep 30")
        script = (
            "import sys, pathlib; from tests.store.test_commit import make_commit, GitFolder\n"
            "make_commit(GitFolder(pathlib.Path(sys.argv[1]), init=False))"
        )
        process = subprocess.Popen(
            [sys.executable, "-c", script, str(folder.root)], stderr=subprocess.PIPE, start_new_session=True
        )
        with process:
            while not (folder.root / ".git/started").exists() and process.poll() is None:
                time.sleep(0.01)
            os.killpg(process.pid, 2)
            _, said = process.communicate(timeout=20)
        assert b"KeyboardInterrupt" in said
        assert (folder.read(RECORD), folder.status, folder.commits) == ("before\n", "", 1)
        assert not (folder.root / ".git/index.lock").exists()

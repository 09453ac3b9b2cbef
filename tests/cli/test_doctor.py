"""`incitrack doctor`: each thing that a clone may lack or be left with, in real clones."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from incitrack.store.repository import find_repository
from incitrack.store.sync_lock import SyncLock
from tests.builders import incident_text
from tests.cli.ran import Ran, ran
from tests.cli.records_repository import RecordsRepository
from tests.git_folder import GitFolder

WELL = "well    nothing is missing, and nothing was left behind\n"
LINES = "incidents/**/*.md merge=incitrack\npostmortems/**/*.md merge=incitrack\n"


@pytest.fixture
def clone(tmp_path: Path) -> RecordsRepository:
    """A repository that has everything but the merge driver."""
    return RecordsRepository(tmp_path / "records", files={".gitattributes": LINES})


def told(repository: GitFolder, *arguments: str) -> dict[str, str]:
    """What was told, by name: its state."""
    done = ran(repository.root, "doctor", "--json", *arguments)
    found = {item["name"]: item["state"] for item in json.loads(done.out)}
    assert done.status == (1 if "found" in found.values() else 0), done
    return found


def aged(path: Path) -> Path:
    path.write_text("")
    then = time.time() - 600
    os.utime(path, (then, then))
    return path


def test_a_fresh_clone_is_given_the_merge_driver(clone: RecordsRepository) -> None:
    assert told(clone, "--dry-run") == {"merge-driver": "found"}
    assert told(clone) == {"merge-driver": "mended"}
    assert "merge-driver" in clone.git("config", "--get", "merge.incitrack.driver")
    assert ran(clone.root, "doctor") == Ran(0, WELL, "")


def test_what_it_mended_works(clone: RecordsRepository) -> None:
    clone.done("doctor")
    clone.git("checkout", "--quiet", "-b", "side")
    clone.done("log", "42", "From the side.")
    clone.git("checkout", "--quiet", "main")
    clone.done("log", "42", "From main.")
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    subprocess.run(["git", "merge", "--quiet", "--no-edit", "side"], cwd=clone.root, env=environment, check=True)
    assert "From the side." in clone.record
    assert "From main." in clone.record


def test_missing_attributes_are_added_as_a_file_to_commit(tmp_path: Path) -> None:
    clone = RecordsRepository(tmp_path / "records")
    assert told(clone)["attributes"] == "mended"
    assert "merge=incitrack" in clone.read(".gitattributes")
    assert told(clone) == {}


def test_a_file_of_attributes_is_left_alone_and_the_clone_gets_the_lines(tmp_path: Path) -> None:
    clone = RecordsRepository(tmp_path / "records", files={".gitattributes": "*.png binary"})
    (clone.root / ".git/info/attributes").write_text("*.gif binary")
    assert told(clone)["attributes"] == "mended"
    assert clone.read(".gitattributes") == "*.png binary"
    assert (clone.root / ".git/info/attributes").read_text() == f"*.gif binary\n{LINES}"
    assert told(clone) == {}


def test_attributes_that_say_otherwise_are_named_and_left(clone: RecordsRepository) -> None:
    clone.write(".gitattributes", "*.md merge=union\n")
    done = ran(clone.root, "doctor")
    assert done.status == 1
    assert "merge=union" in done.out
    assert clone.read(".gitattributes") == "*.md merge=union\n"


def test_a_lock_that_nobody_holds_is_named_and_left(clone: RecordsRepository) -> None:
    lock = aged(clone.root / ".git/index.lock")
    done = ran(clone.root, "doctor")
    assert done.status == 1
    assert ".git/index.lock is left of a Git that runs no more" in done.out
    assert "rm .git/index.lock" in done.out
    assert lock.exists()


def test_a_lock_that_is_new_or_held_by_a_git_is_left(clone: RecordsRepository) -> None:
    (clone.root / ".git/index.lock").write_text("")
    assert told(clone)["lock"] == "found"
    aged(clone.root / ".git/index.lock")
    held = subprocess.Popen(
        ["git", "cat-file", "--batch"], cwd=clone.root, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    try:
        assert told(clone)["lock"] == "found"
    finally:
        held.communicate()
    assert told(clone)["lock"] == "found"


def test_what_a_killed_command_left_is_settled(clone: RecordsRepository) -> None:
    clone.hook("pre-commit", "kill -9 $PPID; kill -9 $INCITRACK_TEST_WRITER")
    program = (
        "import os; os.environ['INCITRACK_TEST_WRITER'] = str(os.getpid())\n"
        "from incitrack.cli.main import main; main()"
    )
    words = ["-C", str(clone.root), "--now", "2026-11-20T17:00Z", "log", "42", "Killed."]
    killed = subprocess.run(
        [sys.executable, "-c", program, *words],
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert killed.returncode == -9
    clone.root.joinpath(".git/hooks/pre-commit").unlink()
    before = clone.status
    assert told(clone, "--dry-run")["killed-command"] == "found"
    assert clone.status == before
    assert told(clone)["killed-command"] == "mended"
    assert clone.status == ""
    assert "Killed." not in clone.record
    assert told(clone) == {}


def test_the_work_tree_of_a_killed_sync_is_taken_away(clone: RecordsRepository) -> None:
    clone.done("doctor")
    left = clone.root / ".git/incitrack/sync/join-4711"
    clone.git("worktree", "add", "--quiet", "--detach", str(left))
    assert told(clone, "--dry-run") == {"killed-sync": "found"}
    assert left.exists()
    done = ran(clone.root, "doctor")
    assert done.out == (
        "mended  took away the work tree of a sync that was killed: .git/incitrack/sync/join-4711\n"
    )
    assert not left.exists()
    assert clone.git("worktree", "list").count("\n") == 1
    assert told(clone) == {}


def test_a_sync_that_is_at_work_is_left_alone(clone: RecordsRepository) -> None:
    clone.done("doctor")
    left = clone.root / ".git/incitrack/sync/join-4711"
    clone.git("worktree", "add", "--quiet", "--detach", str(left))
    with SyncLock(find_repository(clone.root)):
        assert told(clone) == {"syncing": "note"}
    assert left.exists()


def test_a_sync_that_was_killed_while_it_moved_the_branch_is_finished(clone: RecordsRepository) -> None:
    clone.done("doctor")
    old = clone.head
    clone.write("notes.md", "two\n")
    new = clone.commit("new")
    clone.git("reset", "--quiet", "--hard", old)
    program = (
        "import os, pathlib\n"
        f"os.makedirs('{clone.root}/.git/incitrack', exist_ok=True)\n"
        "from incitrack.store.journal import Note, noted\n"
        "from incitrack.store.repository import find_repository\n"
        f"undo = dict(branch='main', old='{old}', new='{new}')\n"
        f"with noted(find_repository(pathlib.Path('{clone.root}')), Note('sync', 'sync of main', undo)):\n"
        "    os._exit(9)\n"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    assert subprocess.run([sys.executable, "-c", program], env=environment, check=False).returncode == 9
    assert told(clone) == {"killed-command": "mended"}
    assert (clone.head, clone.status, clone.read("notes.md")) == (new, "", "two\n")


def test_a_merge_under_way_is_named_with_its_way_out(clone: RecordsRepository) -> None:
    clone.done("doctor")
    clone.git("checkout", "--quiet", "-b", "side")
    clone.add(incident_text(id="INC-2026-0043"))
    clone.commit()
    clone.git("checkout", "--quiet", "main")
    clone.git("merge", "--quiet", "--no-ff", "--no-commit", "side")
    done = ran(clone.root, "doctor")
    assert done.status == 1
    assert "git merge --abort" in done.out


def test_a_git_that_does_not_know_who_writes_is_told_how(
    clone: RecordsRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL"):
        monkeypatch.delenv(name)
    clone.git("config", "user.useConfigOnly", "true")
    done = ran(clone.root, "doctor")
    assert done.status == 1
    assert "git config --global user.email" in done.out


@pytest.mark.parametrize("name", ["incidents", "postmortems", "policies"])
def test_a_folder_that_is_a_link_or_a_file_is_named(clone: RecordsRepository, tmp_path: Path, name: str) -> None:
    folder = clone.root / name
    if folder.exists():
        folder.rename(tmp_path / name)
    folder.symlink_to(tmp_path / name)
    assert told(clone)["folder"] == "found"
    folder.unlink()
    folder.write_text("")
    assert told(clone)["folder"] == "found"


def test_a_repository_without_severities_is_told_of_init(clone: RecordsRepository) -> None:
    (clone.root / "policies/severity.yaml").unlink()
    done = ran(clone.root, "doctor")
    assert done.status == 1
    assert "incitrack init" in done.out


def test_a_shallow_clone_is_a_remark_and_no_fault(clone: RecordsRepository, tmp_path: Path) -> None:
    clone.done("log", "42", "Later.")
    clone.git("clone", "--quiet", "--depth", "1", f"file://{clone.root}", str(tmp_path / "cut"))
    cut = GitFolder(tmp_path / "cut", init=False)
    assert told(cut) == {"merge-driver": "mended", "shallow": "note"}
    assert ran(cut.root, "doctor").out.endswith(WELL)


def test_a_dry_run_changes_nothing(tmp_path: Path) -> None:
    clone = RecordsRepository(tmp_path / "records")
    aged(clone.root / ".git/index.lock")
    before = {path: path.read_bytes() for path in clone.root.rglob("*") if path.is_file()}
    assert set(told(clone, "--dry-run").values()) == {"found"}
    assert {path: path.read_bytes() for path in clone.root.rglob("*") if path.is_file()} == before


def test_outside_of_a_repository_it_says_so(tmp_path: Path) -> None:
    done = ran(tmp_path, "doctor")
    assert (done.status, done.out) == (5, "")
    assert "git init" in done.err


def test_a_git_that_is_too_old_is_named(
    clone: RecordsRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = shutil.which("git")
    old = tmp_path / "bin/git"
    old.parent.mkdir()
    old.write_text(f'#!/bin/sh\ncase "$*" in *version) echo git version 2.20.1;; *) exec {real} "$@";; esac\n')
    old.chmod(0o755)
    monkeypatch.setenv("PATH", f"{old.parent}:{os.environ['PATH']}")
    assert told(clone)["git"] == "found"

"""Git by GitPython: what it sees of the environment, what it takes for an option, and how long it may take."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from incitrack.errors import GitError
from incitrack.store.git import TIMED_OUT
from incitrack.store.porcelain import Porcelain
from tests.git_folder import GitFolder


def test_a_command_gives_what_git_wrote_byte_for_byte(folder: GitFolder) -> None:
    assert Porcelain(folder.root).ask("rev-parse", "HEAD").decode() == f"{folder.head}\n"


def test_standard_input_reaches_git(folder: GitFolder) -> None:
    out = Porcelain(folder.root).ask("cat-file", "--batch-check=%(objecttype)", given=b"HEAD\nHEAD:notes.md\n")
    assert out == b"commit\nblob\n"


def test_a_failure_is_an_answer_or_an_error_in_gits_own_words(folder: GitFolder) -> None:
    git = Porcelain(folder.root)
    assert git.run("rev-parse", "--verify", "--quiet", "nowhere").status == 1
    with pytest.raises(GitError, match="git rev-parse failed: Needed a single revision"):
        git.ask("rev-parse", "--verify", "nowhere")


def test_a_path_is_literal_whatever_it_looks_like(folder: GitFolder) -> None:
    assert Porcelain(folder.root).ask("ls-files", "--", ":(top,glob)**", "*.md") == b""


def test_what_stands_behind_the_end_of_options_is_no_option(folder: GitFolder) -> None:
    git = Porcelain(folder.root)
    assert git.run("log", "--end-of-options", "--output=written.txt").status != 0
    assert not (folder.root / "written.txt").exists()


def test_a_hook_s_variables_are_hidden_from_git_and_stay_for_others(
    folder: GitFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = GitFolder(tmp_path / "other")
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    assert Porcelain(folder.root).run("rev-parse", "HEAD").status == 0
    assert Porcelain(folder.root, keep=frozenset({"GIT_DIR"})).run("rev-parse", "HEAD").status != 0
    assert os.environ["GIT_DIR"] == str(other.root / ".git")
    assert "GIT_PYTHON_REFRESH" not in os.environ


def test_a_command_that_takes_too_long_is_ended(folder: GitFolder) -> None:
    folder.git("config", "alias.wait", "!sleep 8")
    begun = time.monotonic()
    answer = Porcelain(folder.root).run("wait", time_limit=0.2)
    assert answer.status == TIMED_OUT
    assert "no answer within 0.2 seconds" in answer.said
    assert time.monotonic() - begun < 20


def test_a_folder_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="gone: there is no such folder"):
        Porcelain(tmp_path / "gone").run("version")


def test_a_machine_without_git_is_told_what_to_install(folder: GitFolder, tmp_path: Path) -> None:
    program = (
        "from pathlib import Path; from incitrack.errors import GitError; from incitrack.store.porcelain import Porcelain\n"
        f"try: Porcelain(Path({str(folder.root)!r})).run('version')\n"
        "except GitError as error: print(error.message, error.hint)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert "could not be started" in done.stdout
    assert "install Git" in done.stdout
    assert done.stderr == ""

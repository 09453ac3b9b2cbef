"""Git is run to its end, or begun and heard later; what it says on failure is an answer or an error."""

from pathlib import Path

import pytest

from incitrack.errors import GitError
from incitrack.store.git import Git
from tests.git_folder import GitFolder


def test_a_command_that_was_begun_is_heard_when_it_is_asked(folder: GitFolder) -> None:
    begun = Git(folder.root).begin("rev-parse", "--show-toplevel")
    assert begun.ask() == begun.ask() == f"{folder.root.resolve()}\n".encode()


def test_one_that_fails_is_an_answer_to_who_wants_its_status_and_an_error_to_who_wants_its_words(
    folder: GitFolder,
) -> None:
    begun = Git(folder.root).begin("rev-parse", "--verify", "refs/heads/nowhere")
    assert begun.answer.status == 128
    with pytest.raises(GitError, match="git rev-parse failed: Needed a single revision"):
        begun.ask()


def test_one_that_nobody_asks_is_waited_for(folder: GitFolder) -> None:
    begun = Git(folder.root).begin("rev-parse", "HEAD")
    begun.close()
    begun.close()


def test_git_that_cannot_be_started_is_named(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="git could not be started"):
        Git(tmp_path / "gone").begin("version")

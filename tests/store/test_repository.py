from pathlib import Path

import pytest

from incitrack.errors import GitError
from incitrack.store.repository import find_repository
from tests.git_folder import GitFolder


def test_a_plain_clone_keeps_everything_under_dot_git(folder: GitFolder) -> None:
    found = find_repository(folder.root)
    assert (found.git_dir, found.common_dir) == (folder.root / ".git", folder.root / ".git")


def test_a_linked_work_tree_has_a_folder_of_its_own_and_shares_the_rest(folder: GitFolder, tmp_path: Path) -> None:
    folder.git("worktree", "add", "--quiet", str(tmp_path / "linked"))
    found = find_repository(tmp_path / "linked")
    assert found.git_dir.resolve() == (folder.root / ".git/worktrees/linked").resolve()
    assert found.common_dir.resolve() == (folder.root / ".git").resolve()


def test_a_folder_outside_git_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="not in a Git repository") as refused:
        find_repository(tmp_path)
    assert refused.value.exit_status == 5
    assert "git init" in str(refused.value.hint)


def test_a_bare_repository_is_refused_as_one(folder: GitFolder, tmp_path: Path) -> None:
    folder.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    with pytest.raises(GitError, match="bare repository"):
        find_repository(tmp_path / "bare.git")


def test_an_empty_dot_git_is_no_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    with pytest.raises(GitError, match="not in a Git repository"):
        find_repository(tmp_path)

"""A branch that moves with its files, and one whose mover was killed half way."""

import pytest

from incitrack.errors import GitError
from incitrack.store.porcelain import Porcelain
from incitrack.store.repository import Repository, find_repository
from incitrack.store.sync_move import Step, altered_files, move_branch
from incitrack.store.sync_undo import take_back
from tests.git_folder import GitFolder


@pytest.fixture
def repository(folder: GitFolder) -> Repository:
    made = find_repository(folder.root)
    made.own_folder.mkdir(exist_ok=True)
    return made


@pytest.fixture
def step(folder: GitFolder) -> Step:
    """From a commit with notes.md and gone.md to one where notes.md differs, gone.md is gone and new/file.md is new."""
    folder.write("gone.md", "gone\n")
    old = folder.commit("old")
    folder.write("notes.md", "two\n")
    folder.write("new/file.md", "new\n")
    (folder.root / "gone.md").unlink()
    new = folder.commit("new")
    folder.git("reset", "--quiet", "--hard", old)
    return Step("main", old, new)


def is_at_the_new_one(folder: GitFolder, step: Step) -> bool:
    files = (folder.read("notes.md"), folder.read("new/file.md"), (folder.root / "gone.md").exists())
    return folder.head == step.new and files == ("two\n", "new\n", False)


def test_files_of_a_step_are_those_that_differ(repository: Repository, step: Step) -> None:
    found = altered_files(Porcelain(repository.root), step)
    assert [each.path for each in found] == ["gone.md", "new/file.md", "notes.md"]


def test_branch_index_and_files_move_together(folder: GitFolder, repository: Repository, step: Step) -> None:
    move_branch(repository, step)
    assert is_at_the_new_one(folder, step)
    assert folder.status == ""
    assert list(repository.own_folder.glob("*.json")) == []


def test_a_branch_that_has_moved_on_meanwhile_moves_nothing(
    folder: GitFolder, repository: Repository, step: Step
) -> None:
    folder.git("commit", "--quiet", "--allow-empty", "--message", "in between")
    head = folder.head
    with pytest.raises(GitError):
        move_branch(repository, step)
    assert (folder.head, folder.status) == (head, "")


@pytest.mark.parametrize("path", ["new/file.md", "new"])
def test_an_untracked_file_in_the_way_moves_nothing(
    folder: GitFolder, repository: Repository, step: Step, path: str
) -> None:
    folder.write(path, "of a person\n")
    with pytest.raises(GitError, match="new"):
        move_branch(repository, step)
    assert folder.read(path) == "of a person\n"
    assert folder.head == step.old


def test_an_ignored_file_in_the_way_is_not_replaced(folder: GitFolder, repository: Repository, step: Step) -> None:
    folder.write(".git/info/exclude", "new/\n")
    folder.write("new/file.md", "of a person\n")
    with pytest.raises(GitError, match=r"new/file\.md"):
        move_branch(repository, step)
    assert folder.read("new/file.md") == "of a person\n"


@pytest.mark.parametrize("reached", ["nothing", "some files", "all files", "the index", "the branch"])
def test_what_a_killed_mover_left_is_finished(
    folder: GitFolder, repository: Repository, step: Step, reached: str
) -> None:
    folder.write("staged.md", "staged\n")
    folder.git("add", "staged.md")
    if reached == "some files":
        folder.write("notes.md", "two\n")
    if reached == "all files":
        folder.write("notes.md", "two\n")
        folder.write("new/file.md", "new\n")
        (folder.root / "gone.md").unlink()
    if reached in {"the index", "the branch"}:
        folder.git("read-tree", "-m", "-u", str(step.old), step.new)
    if reached == "the branch":
        folder.git("update-ref", "refs/heads/main", step.new)
    assert "finished" in take_back(repository, step._asdict())
    assert is_at_the_new_one(folder, step)
    assert folder.status == "A  staged.md\n"


def test_a_file_that_was_edited_since_stays(folder: GitFolder, repository: Repository, step: Step) -> None:
    folder.write("notes.md", "by hand\n")
    take_back(repository, step._asdict())
    assert folder.read("notes.md") == "by hand\n"
    assert folder.head == step.new


def test_nothing_is_finished_where_the_branch_has_moved_on(
    folder: GitFolder, repository: Repository, step: Step
) -> None:
    head = folder.commit("since")
    assert "moved on" in take_back(repository, step._asdict())
    assert (folder.head, folder.status) == (head, "")


@pytest.fixture
def renaming(step: Step) -> Step:
    """The same step for a branch that gets another name with it."""
    return step._replace(renamed="incident/INC-2026-0044")


def is_on_the_renamed(folder: GitFolder, step: Step) -> bool:
    branches = folder.git("branch", "--format=%(refname:short)").split()
    return is_at_the_new_one(folder, step) and branches == [step.renamed] and folder.status == ""


def test_a_branch_gets_its_new_name_in_the_same_step(
    folder: GitFolder, repository: Repository, renaming: Step
) -> None:
    move_branch(repository, renaming)
    assert is_on_the_renamed(folder, renaming)
    assert folder.git("symbolic-ref", "--short", "HEAD").strip() == renaming.renamed


@pytest.mark.parametrize("reached", ["nothing", "the files", "the new branch", "HEAD", "the end"])
def test_a_killed_renaming_is_finished_from_wherever_it_was(
    folder: GitFolder, repository: Repository, renaming: Step, reached: str
) -> None:
    done = ["nothing", "the files", "the new branch", "HEAD", "the end"].index(reached)
    steps = (
        ("read-tree", "-m", "-u", str(renaming.old), renaming.new),
        ("update-ref", f"refs/heads/{renaming.renamed}", renaming.new),
        ("symbolic-ref", "HEAD", f"refs/heads/{renaming.renamed}"),
        ("update-ref", "-d", f"refs/heads/{renaming.branch}", str(renaming.old)),
    )
    for each in steps[:done]:
        folder.git(*each)
    assert "finished" in take_back(repository, renaming._asdict())
    assert is_on_the_renamed(folder, renaming)


def test_a_renaming_that_head_refuses_leaves_nothing(
    folder: GitFolder, repository: Repository, renaming: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder.root / ".git" / "HEAD.lock").touch()
    monkeypatch.setattr("incitrack.store.sync_move._PATIENCE", 0.2)
    with pytest.raises(GitError, match=r"HEAD\.lock"):
        move_branch(repository, renaming)
    (folder.root / ".git" / "HEAD.lock").unlink()
    assert (folder.head, folder.status) == (renaming.old, "")
    assert folder.git("branch", "--format=%(refname:short)").split() == ["main"]

"""What a build hangs on beside the records: the history that tells when they were written down."""

from pathlib import Path

import pytest

from incitrack.records.stamps import Stamps
from incitrack.website.look.templates import find_templates
from incitrack.website.reuse.last_build import inputs_of
from tests.builders import incident_text
from tests.git_folder import GitFolder

RECORD = "incidents/2026/INC-2026-0042.md"


@pytest.fixture
def repository(tmp_path: Path) -> GitFolder:
    """Two commits, and a record that is not committed."""
    made = GitFolder(tmp_path / "records")
    for message in ("one", "another"):
        made.commit(message)
    made.write(RECORD, incident_text())
    made.git("pack-refs", "--all")
    return made


def inputs(root: Path) -> Stamps:
    return inputs_of(root, {}, find_templates(root), ())


def test_while_nothing_happens_they_stay(repository: GitFolder) -> None:
    before = inputs(repository.root)
    repository.git("status")

    assert inputs(repository.root) == before


def test_a_commit_of_what_is_there_already_is_another_history(repository: GitFolder) -> None:
    before = inputs(repository.root)
    repository.commit()

    assert inputs(repository.root) != before


def test_so_it_is_where_its_branch_was_packed_at_once(repository: GitFolder) -> None:
    before = inputs(repository.root)
    repository.commit()
    repository.git("pack-refs", "--all")

    assert inputs(repository.root) != before


def test_so_it_is_in_a_linked_work_tree(repository: GitFolder, tmp_path: Path) -> None:
    linked = tmp_path / "linked"
    repository.git("worktree", "add", "--quiet", str(linked))
    before = inputs(linked)
    GitFolder(linked, init=False).commit("a third")

    assert inputs(linked) != before


def test_a_clone_that_is_shallow_no_more_has_another_history(repository: GitFolder, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "--depth", "1", f"file://{repository.root}", str(clone))
    before = inputs(clone)
    GitFolder(clone, init=False).git("fetch", "--quiet", "--unshallow")

    assert inputs(clone) != before

from pathlib import Path

import pytest

from incitrack.errors import RefusedError
from incitrack.store.numbers import next_id
from incitrack.store.repository import find_repository
from tests.git_folder import GitFolder


def taken(folder: GitFolder, number: str) -> None:
    folder.write(f"incidents/{number[4:8]}/{number}.md", "x\n")


def test_the_first_of_a_year_is_number_one(folder: GitFolder) -> None:
    assert next_id(find_repository(folder.root), 2027) == "INC-2027-0001"


def test_follows_the_highest_of_the_work_tree(folder: GitFolder) -> None:
    taken(folder, "INC-2026-0107")
    assert next_id(find_repository(folder.root), 2026) == "INC-2026-0108"


def test_goes_past_four_digits(folder: GitFolder) -> None:
    taken(folder, "INC-2026-9999")
    assert next_id(find_repository(folder.root), 2026) == "INC-2026-10000"


def test_a_name_with_more_digits_than_an_id_does_not_count(folder: GitFolder) -> None:
    taken(folder, "INC-2026-" + "9" * 10)
    taken(folder, "INC-2026-" + "9" * 200)
    assert next_id(find_repository(folder.root), 2026) == "INC-2026-0043"


def test_a_year_may_have_no_number_left(folder: GitFolder) -> None:
    taken(folder, "INC-2026-" + "9" * 9)
    with pytest.raises(RefusedError, match="the year 2026 has no number left: INC-2026-999999999 is taken"):
        next_id(find_repository(folder.root), 2026)
    assert next_id(find_repository(folder.root), 2027) == "INC-2027-0001"


def test_heeds_a_local_branch(folder: GitFolder) -> None:
    folder.git("checkout", "--quiet", "-b", "side")
    taken(folder, "INC-2026-0050")
    folder.commit()
    folder.git("checkout", "--quiet", "main")
    assert next_id(find_repository(folder.root), 2026) == "INC-2026-0051"


def test_heeds_a_remote_tracking_branch(folder: GitFolder, tmp_path: Path) -> None:
    folder.git("clone", "--quiet", ".", str(tmp_path / "clone"))
    folder.git("checkout", "--quiet", "-b", "incident/INC-2026-0060")
    taken(folder, "INC-2026-0060")
    folder.commit()
    clone = GitFolder(tmp_path / "clone", init=False)
    assert next_id(find_repository(clone.root), 2026) == "INC-2026-0043"
    clone.git("fetch", "--quiet")
    assert next_id(find_repository(clone.root), 2026) == "INC-2026-0061"


def test_heeds_a_detached_head(folder: GitFolder) -> None:
    taken(folder, "INC-2026-0070")
    folder.git("checkout", "--quiet", "--detach")
    folder.commit()
    (folder.root / "incidents/2026/INC-2026-0070.md").unlink()
    assert next_id(find_repository(folder.root), 2026) == "INC-2026-0071"


def test_heeds_a_record_deleted_here_and_alive_on_a_branch(folder: GitFolder) -> None:
    (folder.root / "incidents/2026/INC-2026-0042.md").unlink()
    assert next_id(find_repository(folder.root), 2026) == "INC-2026-0043"


def test_ignores_other_years_tags_and_names_that_are_no_ids(folder: GitFolder) -> None:
    taken(folder, "INC-2025-0900")
    folder.write("incidents/2026/INC-2026-0999.txt", "x")
    folder.write("incidents/2026/inc-2026-0999.md", "x")
    folder.write("incidents/2026/README.md", "x")
    assert next_id(find_repository(folder.root), 2026) == "INC-2026-0043"


@pytest.mark.parametrize("branch", ["--output=pwned", "-m", "a:b", "x y"])
def test_names_no_branch_to_git(folder: GitFolder, branch: str) -> None:
    """A hostile name may reach the refs by a fetch; Git's own commands would refuse to make it."""
    folder.write(f".git/refs/heads/{branch}", f"{folder.head}\n")
    assert next_id(find_repository(folder.root), 2026) == "INC-2026-0043"
    assert not (folder.root / "pwned").exists()


def test_before_the_first_commit(tmp_path: Path) -> None:
    folder = GitFolder(tmp_path / "empty")
    assert next_id(find_repository(folder.root), 2026) == "INC-2026-0001"


def test_in_a_repository_of_longer_hashes(tmp_path: Path) -> None:
    folder = GitFolder(tmp_path / "long", init=False)
    folder.root.mkdir()
    folder.git("init", "--quiet", "--object-format=sha256")
    taken(folder, "INC-2026-0008")
    taken(folder, "INC-2026-0009")
    folder.commit()
    (folder.root / "incidents/2026/INC-2026-0009.md").unlink()
    assert next_id(find_repository(folder.root), 2026) == "INC-2026-0010"

"""The merge driver in a clone's configuration, in real repositories."""

import sys
from pathlib import Path

from incitrack.store.merge_driver_config import driver_command, driver_missing, install_driver
from incitrack.store.repository import find_repository
from tests.git_folder import GitFolder


def test_a_new_clone_lacks_it_and_has_it_once_installed(folder: GitFolder) -> None:
    repository = find_repository(folder.root)
    assert driver_missing(repository)
    assert install_driver(repository)
    assert not driver_missing(repository)
    assert folder.git("config", "--local", "merge.incitrack.driver").strip() == driver_command()
    assert folder.git("config", "--local", "merge.incitrack.name").strip()


def test_installed_again_nothing_is_written(folder: GitFolder) -> None:
    repository = find_repository(folder.root)
    install_driver(repository)
    before = (repository.git_dir / "config").read_bytes()
    assert not install_driver(repository)
    assert (repository.git_dir / "config").read_bytes() == before


def test_a_driver_that_a_person_has_set_stays(folder: GitFolder) -> None:
    folder.git("config", "--global", "merge.incitrack.driver", "incitrack merge-driver %O %A %B %P")
    repository = find_repository(folder.root)
    assert not driver_missing(repository)
    assert not install_driver(repository)


def test_one_whose_python_is_gone_is_missing_and_replaced(folder: GitFolder, tmp_path: Path) -> None:
    folder.git("config", "merge.incitrack.driver", driver_command(str(tmp_path / "gone" / "python")))
    repository = find_repository(folder.root)
    assert driver_missing(repository)
    assert install_driver(repository)
    assert sys.executable in folder.git("config", "merge.incitrack.driver")


def test_a_linked_work_tree_shares_it(folder: GitFolder, tmp_path: Path) -> None:
    install_driver(find_repository(folder.root))
    folder.git("worktree", "add", "--quiet", str(tmp_path / "linked"))
    assert not driver_missing(find_repository(tmp_path / "linked"))


def test_the_command_is_one_that_a_shell_can_run_wherever_the_program_lies() -> None:
    assert driver_command("/home/o'neil/my venv/bin/python").startswith(
        """'/home/o'"'"'neil/my venv/bin/python' -P -m incitrack merge-driver """
    )

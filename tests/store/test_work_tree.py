from pathlib import Path

import pytest

from incitrack.errors import GitError
from incitrack.store import work_tree
from incitrack.store.repository import Repository, find_repository
from tests.git_folder import GitFolder
from tests.store.conftest import RECORD


@pytest.fixture
def repository(folder: GitFolder) -> Repository:
    found = find_repository(folder.root)
    found.own_folder.mkdir()
    return found


def test_a_file_that_is_not_there_is_none(repository: Repository) -> None:
    assert work_tree.read_bytes(repository, "incidents/2027/INC-2027-0001.md") is None


def test_a_file_is_replaced_whole_and_under_another_inode(repository: Repository) -> None:
    file = repository.root / RECORD
    inode = file.stat().st_ino
    with file.open("rb") as reader:
        work_tree.replace(repository, RECORD, b"after\n")
        assert reader.read() == b"before\n"
    assert file.read_bytes() == b"after\n"
    assert file.stat().st_ino != inode


def test_a_link_is_neither_read_nor_written_through(repository: Repository, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret\n")
    link = repository.root / "incidents/2026/INC-2026-0007.md"
    link.symlink_to(secret)
    for act in (work_tree.read_bytes, lambda r, p: work_tree.replace(r, p, b"x")):
        with pytest.raises(GitError, match="INC-2026-0007"):
            act(repository, "incidents/2026/INC-2026-0007.md")
    assert secret.read_text() == "secret\n"
    assert link.is_symlink()


def test_a_linked_folder_is_not_entered(repository: Repository, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (repository.root / "incidents/2027").symlink_to(outside)
    path = "incidents/2027/INC-2027-0001.md"
    for act in (work_tree.read_bytes, work_tree.make_folders, lambda r, p: work_tree.replace(r, p, b"x")):
        with pytest.raises(GitError, match="symbolic link"):
            act(repository, "incidents/2027/deep/x.md" if act is work_tree.make_folders else path)
    assert list(outside.iterdir()) == []


def test_a_folder_in_the_files_place_is_refused(repository: Repository) -> None:
    (repository.root / "incidents/2026/INC-2026-0007.md").mkdir()
    with pytest.raises(GitError, match="no regular file"):
        work_tree.replace(repository, "incidents/2026/INC-2026-0007.md", b"x")


def test_folders_that_were_made_are_taken_away_and_others_stay(repository: Repository) -> None:
    (repository.root / "postmortems").mkdir()
    made = work_tree.make_folders(repository, "postmortems/2027/x.md")
    assert made == ("postmortems/2027",)
    work_tree.remove_folders(repository, made)
    assert (repository.root / "postmortems").is_dir()
    assert not (repository.root / "postmortems/2027").exists()


def test_a_folder_that_someone_filled_meanwhile_stays(repository: Repository) -> None:
    made = work_tree.make_folders(repository, "postmortems/2027/x.md")
    (repository.root / "postmortems/2027/other.md").write_text("x")
    work_tree.remove_folders(repository, made)
    assert (repository.root / "postmortems/2027/other.md").exists()


def test_a_git_folder_on_another_disk_is_no_hindrance(folder: GitFolder, tmp_path: Path) -> None:
    """/dev/shm is a disk of its own on Linux; the file is replaced in one step all the same."""
    shm = Path("/dev/shm")
    if not shm.is_dir() or shm.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is no second disk here")
    elsewhere = shm / f"incitrack-test-{tmp_path.name}-{id(folder)}"
    try:
        folder.git("clone", "--quiet", "--separate-git-dir", str(elsewhere), ".", str(tmp_path / "clone"))
        repository = find_repository(tmp_path / "clone")
        repository.own_folder.mkdir()
        work_tree.replace(repository, RECORD, b"after\n")
        assert (tmp_path / "clone" / RECORD).read_bytes() == b"after\n"
        assert sorted(p.name for p in (tmp_path / "clone").iterdir()) == [".git", "incidents", "notes.md"]
        assert list(repository.own_folder.iterdir()) == []
    finally:
        import shutil

        shutil.rmtree(elsewhere, ignore_errors=True)


def test_a_disk_without_room_leaves_the_old_file(repository: Repository) -> None:
    """A file size limit stands in for a full disk: the write fails half-way with an error of the system's."""
    import resource
    import signal

    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, old[1]))
    try:
        with pytest.raises(GitError, match=RECORD):
            work_tree.replace(repository, RECORD, b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
        signal.signal(signal.SIGXFSZ, ignored)
    assert (repository.root / RECORD).read_bytes() == b"before\n"
    assert list(repository.own_folder.iterdir()) == []

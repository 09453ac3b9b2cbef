"""Files of the work tree: read and replaced whole, never through a symbolic link."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from incitrack.errors import GitError
from incitrack.store.repository import Repository

_FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_READ: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_NO_LINKS: Final = {errno.EXDEV, errno.EPERM, errno.EMLINK, errno.EOPNOTSUPP, errno.ENOSYS}
_WRITE: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC


def read_bytes(repository: Repository, path: str) -> bytes | None:
    """What the file holds; None where it is not there.

    Raises:
        GitError: it, or a folder on the way to it, is a symbolic link or cannot be read.
    """
    folder, _, name = path.rpartition("/")
    try:
        with _opened(repository, folder) as at:
            descriptor = os.open(name, _READ, dir_fd=at)
        with os.fdopen(descriptor, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _failed(path, "read", error) from None


def replace(repository: Repository, path: str, content: bytes) -> None:
    """Put `content` in the file's place in one step; a file that was there keeps its mode.

    It is written in full under another name in the Git folder, and then renamed: whoever reads meanwhile
    finds the old file or the new one. Where the Git folder lies on another disk, no rename leads across, and
    the other name is at the top of the work tree, or else in the file's own folder.

    Raises:
        GitError: the disk or a symbolic link refused; the file is as it was.
    """
    folder, _, name = path.rpartition("/")
    try:
        with _opened(repository, folder) as at:
            mode = _mode(name, at)
            elsewhere = (repository.own_folder, repository.root, repository.root / folder)
            temporaries = (place / temporary_name(name, os.getpid()) for place in elsewhere)
            if any(_moved_from(temporary, content, mode, name, at) for temporary in temporaries):
                os.fsync(at)
                return
    except OSError as error:
        raise _failed(path, "written", error) from None
    raise GitError(f"{path} was not written: no place was found from which it can be replaced in one step")


def temporary_name(name: str, process: int) -> str:
    """Under which other name a process writes the file called `name`."""
    return f".{name}.{process}.tmp"


def remove(repository: Repository, path: str) -> None:
    """Take the file away, where it is there.

    Raises:
        GitError: the disk or a symbolic link refused.
    """
    folder, _, name = path.rpartition("/")
    try:
        with suppress(FileNotFoundError), _opened(repository, folder) as at:
            os.unlink(name, dir_fd=at)
    except OSError as error:
        raise _failed(path, "removed", error) from None


def keep(repository: Repository, path: str, aside: Path) -> None:
    """Have the file, as it is now, also at `aside` in the Git folder: to put it back takes no room on the disk.

    Raises:
        GitError: the disk or a symbolic link refused.
    """
    folder, _, name = path.rpartition("/")
    try:
        with _opened(repository, folder) as at:
            try:
                os.link(name, aside, src_dir_fd=at, follow_symlinks=False)
            except OSError as error:
                if error.errno not in _NO_LINKS:
                    raise
                aside.write_bytes(read_bytes(repository, path) or b"")
                aside.chmod(_mode(name, at) or 0o666)
    except OSError as error:
        raise _failed(path, "kept", error) from None


def put_back(repository: Repository, path: str, aside: Path) -> None:
    """Have the file be what `keep` put at `aside`, in one step; `aside` is gone then.

    Raises:
        GitError: the disk or a symbolic link refused; both files are as they were.
    """
    folder, _, name = path.rpartition("/")
    try:
        with _opened(repository, folder) as at:
            try:
                os.replace(aside, name, dst_dir_fd=at)
                os.fsync(at)
            except OSError as error:
                if error.errno != errno.EXDEV:
                    raise
                replace(repository, path, aside.read_bytes())
        aside.unlink(missing_ok=True)  # a rename onto another name of the same file does nothing
    except OSError as error:
        raise _failed(path, "put back", error) from None


def missing_folders(repository: Repository, path: str) -> tuple[str, ...]:
    """The folders that `make_folders` would make, the deepest first."""
    steps = path.split("/")[:-1]
    folders = ("/".join(steps[:depth]) for depth in range(len(steps), 0, -1))
    return tuple(folder for folder in folders if not os.path.lexists(repository.root / folder))


def make_folders(repository: Repository, path: str) -> tuple[str, ...]:
    """Make the folders that are missing on the way to the file; those that were made, the deepest first.

    Raises:
        GitError: the disk or a symbolic link refused.
    """
    made: list[str] = []
    steps = path.split("/")[:-1]
    try:
        for depth, name in enumerate(steps):
            with _opened(repository, "/".join(steps[:depth])) as at, suppress(FileExistsError):
                os.mkdir(name, dir_fd=at)
                made.insert(0, "/".join(steps[: depth + 1]))
    except OSError as error:
        remove_folders(repository, tuple(made))
        raise _failed(path, "written", error) from None
    return tuple(made)


def remove_folders(repository: Repository, made: tuple[str, ...]) -> None:
    """Take away what `make_folders` made, as far as it is empty."""
    for folder in made:
        with suppress(OSError):
            (repository.root / folder).rmdir()


@contextmanager
def _opened(repository: Repository, folder: str) -> Iterator[int]:
    """A descriptor of the folder, reached step by step so that no step is a symbolic link."""
    at = os.open(repository.root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for name in filter(None, folder.split("/")):
            below = os.open(name, _FOLDER, dir_fd=at)
            os.close(at)
            at = below
        yield at
    finally:
        os.close(at)


def _mode(name: str, at: int) -> int | None:
    try:
        found = os.stat(name, dir_fd=at, follow_symlinks=False)
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return stat.S_IMODE(found.st_mode)


def _moved_from(temporary: Path, content: bytes, mode: int | None, name: str, at: int) -> bool:
    """Write `temporary` and rename it; False where it lies on another disk than the file."""
    descriptor = os.open(temporary, _WRITE, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            if mode is not None:
                os.fchmod(descriptor, mode)
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        os.replace(temporary, name, dst_dir_fd=at)
    except BaseException as error:
        with suppress(OSError):
            temporary.unlink()
        if isinstance(error, OSError) and error.errno == errno.EXDEV:
            return False
        raise
    return True


def _failed(path: str, what: str, error: OSError) -> GitError:
    if error.errno in {errno.ELOOP, errno.ENOTDIR}:
        return GitError(f"{path} was not {what}: it leads through a symbolic link, or is no regular file")
    return GitError(f"{path} was not {what}: {error.strerror}; the file is as it was")

"""The writers' lock: those who write in one repository, in whichever of its work trees, take turns."""

import errno
import fcntl
import os
import time
from typing import Final, Self

from incitrack.errors import GitError
from incitrack.store.repository import Repository

PATIENCE: Final = 40.0
"""Seconds that a writer waits for the same other one; it waits on for as long as the queue moves."""

_PAUSE: Final = 0.02


class WritersLock:
    """Held from reading a record until its commit stands, so that each writer sees what the last one wrote.

    A lock of the operating system's: it ends with its process, however that ends. The file stays.
    """

    def __init__(self, repository: Repository, *, patience: float = PATIENCE) -> None:
        self.path = repository.own_folder / "writers.lock"
        self.patience = patience
        self._descriptor = -1

    @property
    def is_held(self) -> bool:
        """Whether somebody holds it at this moment; nothing is written."""
        try:
            descriptor = os.open(self.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        except OSError:
            return False
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return True
        finally:
            os.close(descriptor)
        return False

    def __enter__(self) -> Self:
        """Wait for our turn.

        Raises:
            GitError: one other writer has held the lock for too long, or the Git folder cannot be written.
        """
        try:
            self.path.parent.mkdir(exist_ok=True)
            flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
            self._descriptor = os.open(self.path, flags, 0o666)
        except OSError as error:
            raise GitError(f"{self.path} cannot be written: {error.strerror}; nothing was changed") from None
        try:
            self._wait()
        except BaseException:
            os.close(self._descriptor)
            raise
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._descriptor)

    def _wait(self) -> None:
        holder, give_up = b"", time.monotonic() + self.patience
        while not self._take():
            if (now := os.pread(self._descriptor, 100, 0)) != holder:
                holder, give_up = now, time.monotonic() + self.patience
            if time.monotonic() > give_up:
                who = holder.decode(errors="replace").partition(" ")[0] or "unknown"
                raise GitError(
                    f"another incitrack (process {who}) is still writing; nothing was changed",
                    hint=f"wait for it or end it, then run the command again; the lock is {self.path}",
                )
            time.sleep(_PAUSE)
        try:
            os.ftruncate(self._descriptor, 0)
            os.pwrite(self._descriptor, b"%d %d\n" % (os.getpid(), time.monotonic_ns()), 0)
        except OSError as error:
            raise GitError(f"{self.path} cannot be written: {error.strerror}; nothing was changed") from None

    def _take(self) -> bool:
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in {errno.EWOULDBLOCK, errno.EACCES}:
                return False
            raise GitError(f"{self.path} cannot be locked: {error.strerror}; nothing was changed") from None
        return True

"""The folder that a site grows in: files are written or linked into it, their folders made when first needed."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from incitrack.website.stamps_of_site import Stamp, stamp_from
from incitrack.workers import Beside

_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class SiteFolder:
    """A folder that nobody but this build writes to."""

    # Ten thousands of files: a Path or a buffer costs as much as a file.

    def __init__(self, path: Path) -> None:
        self.path = path
        self._folders: set[str] = set()

    def write(self, path: str, content: bytes) -> Stamp:
        """Write a file. What was linked there is the old site's too, and is let go of, not written over."""
        place = self._place(path)
        try:
            opened = os.open(place, _NEW, 0o666)
        except FileExistsError:
            os.unlink(place)  # noqa: PTH108
            opened = os.open(place, _NEW, 0o666)
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(opened, rest) :]
            return stamp_from(os.fstat(opened))
        finally:
            os.close(opened)

    def link(self, path: str, old: Path) -> None:
        """Have a file of the folder `old` here as well, where the file system can."""
        with suppress(OSError):
            os.link(f"{old}/{path}", self._place(path))

    def let_go(self, path: str) -> None:
        """Remove a file, if it is there, and the folders that held nothing else."""
        with suppress(FileNotFoundError):
            os.unlink(f"{self.path}/{path}")  # noqa: PTH108
        with suppress(OSError):  # it holds something else
            while path := path.rpartition("/")[0]:
                os.rmdir(f"{self.path}/{path}")  # noqa: PTH106
                self._folders.discard(path)

    def _place(self, path: str) -> str:
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            try:
                os.mkdir(f"{self.path}/{folder}")  # noqa: PTH102
            except OSError:  # it is there, or what it lies in is not
                (self.path / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        return f"{self.path}/{path}"


Linked = Callable[[Iterable[str]], None]
"""Waits until the files are linked, and lets go of those that are not wanted, given by their paths."""


@contextmanager
def linking(folder: SiteFolder, old: Path, paths: Iterable[str]) -> Iterator[Linked]:
    """Link files of the folder `old` into a new one, in a process of its own, whichever of them will be wanted.

    To make their folders takes as long as finding out what has changed, which is done meanwhile.
    """
    files, begun_by = tuple(paths), os.getpid()

    def link() -> None:
        for path in files:
            if begun_by not in (os.getpid(), os.getppid()):
                return  # it was killed, and nobody wants the rest
            folder.link(path, old)

    def linked(wanted: Iterable[str]) -> None:
        work.result()
        for path in set(files).difference(wanted):
            folder.let_go(path)

    work = Beside(link)
    try:
        yield linked
    finally:
        work.stop()

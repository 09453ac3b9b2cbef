"""The folder that a site grows in: files are written or linked into it, their folders made when first needed."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Final

from incitrack.website.reuse.stamps_of_site import SiteStamp, site_stamp, site_stamp_from
from incitrack.workers import Beside

_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class SiteFolder:
    """A folder that nobody but this build writes to."""

    # Ten thousands of files: a Path or a buffer costs as much as a file.

    def __init__(self, path: Path) -> None:
        self.path = path
        self._folders: set[str] = set()

    def write(self, path: str, content: bytes) -> SiteStamp:
        """Write a file. What was linked there is the old site's too, and is let go of, not written over."""
        opened = self._open(path)
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(opened, rest) :]
            return site_stamp_from(os.fstat(opened))
        finally:
            os.close(opened)

    def _open(self, path: str) -> int:
        while True:
            place = self._place(path)
            try:
                return os.open(place, _NEW, 0o666)
            except FileExistsError:
                os.unlink(place)  # noqa: PTH108
            except FileNotFoundError:  # another process has let go of all that its folder held
                self._folders.remove(path.rpartition("/")[0])

    def link(self, path: str, old: Path) -> bool:
        """Have a file of the folder `old` here as well; whether the file system can."""
        try:
            os.link(f"{old}/{path}", self._place(path))
        except OSError:
            return False
        return True

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


class Linked:
    """Files of an old folder on their way into a new one."""

    def __init__(self, folder: SiteFolder, files: Mapping[str, SiteStamp], work: Beside[list[str]]) -> None:
        self._folder = folder
        self._files = files
        self._work = work

    @cached_property
    def paths(self) -> frozenset[str]:
        """Those that are there now, waited for: as they were when their stamp was taken."""
        return frozenset(self._files.keys() - self._work.result())

    def let_go(self, wanted: Iterable[str]) -> None:
        """Remove what is not wanted, once all is there; given are the paths of what is."""
        _ = self.paths
        for path in self._files.keys() - set(wanted):
            self._folder.let_go(path)


@contextmanager
def linking(folder: SiteFolder, old: Path, files: Mapping[str, SiteStamp]) -> Iterator[Linked]:
    """Link files of the folder `old` into a new one, in a process of its own, whichever of them will be wanted.

    One that has not its stamp any more is left out. To look at them and to make their folders takes as long as
    finding out what has changed, which is done meanwhile.
    """
    begun_by = os.getpid()

    def link() -> list[str]:
        left_out: list[str] = []
        for path, stamp in files.items():
            if begun_by not in (os.getpid(), os.getppid()):
                break  # it was killed, and nobody wants the rest
            if site_stamp(f"{old}/{path}") != stamp or not folder.link(path, old):
                left_out.append(path)
        return left_out

    work = Beside(link)
    try:
        yield Linked(folder, files, work)
    finally:
        work.stop()

"""Stamps of files: what changes when a file may have changed, without reading it."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from incitrack.records.places import INCIDENTS, POLICIES, POSTMORTEMS, SETTINGS

Stamps = dict[str, tuple[int, int, int, int]]
"""Of each file, and of each link, its size, inode, and times of change and of its change of state, in ns."""


def archive_stamps(root: Path) -> Stamps:
    """The stamps of everything that an archive is read from."""
    return stamps_of([*(root / folder for folder in (INCIDENTS, POSTMORTEMS, POLICIES)), root / SETTINGS])


def stamps_of(paths: Iterable[Path]) -> Stamps:
    """The stamps of files, and of all files below folders; what is not there has none. No link is followed."""
    found: Stamps = {}
    for path in paths:
        if path.is_dir():
            found.update(_below(os.fspath(path)))
        else:
            try:
                found[os.fspath(path)] = _stamp(path.lstat())
            except OSError:
                continue
    return found


def library_files(*names: str) -> Iterator[Path]:
    """One file of each library, which changes with its version; found without loading it."""
    from importlib.util import find_spec  # a command that keeps nothing does without

    for spec in map(find_spec, names):
        if spec and spec.origin:
            yield Path(spec.origin)


def is_too_fresh(files: Stamps, beside: Path) -> bool:
    """Whether a file was changed so lately that it may change once more without a new stamp.

    `beside` is a path on that file system; a file that is there is touched, or one is made.
    """
    return len(settled(files, beside)) < len(files)


def settled(files: Stamps, beside: Path) -> Stamps:
    """Those of some files that cannot change without a new stamp; `beside` as above."""
    try:
        beside.parent.mkdir(parents=True, exist_ok=True)
        beside.touch()
        present = beside.stat().st_mtime_ns
    except OSError:
        return {}
    last = present - _TICK
    return {name: stamp for name, stamp in files.items() if stamp[2] < last and stamp[3] < last}


_TICK: Final = 1_000_000_000
"""The coarsest step, in ns, in which a file system that repositories lie on counts time (HFS+)."""


def _below(folder: str) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
    folders = [folder]
    while folders:
        try:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    else:
                        yield entry.path, _stamp(entry.stat(follow_symlinks=False))
        except OSError:  # it went away while we looked, or may not be looked into
            continue


def _stamp(found: os.stat_result) -> tuple[int, int, int, int]:
    return found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns

"""What a site is made of on disk, and whether any of it has changed since one looked last."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from incitrack.records.places import INCIDENTS, POLICIES, POSTMORTEMS, SETTINGS
from incitrack.website.templates import FOLDER, shipped_templates

_WATCHED: Final = (INCIDENTS, POSTMORTEMS, POLICIES, FOLDER)

State = dict[str, tuple[int, int, int]]
"""Of each file its time of change, size and inode; a folder's own time shows what came and went."""


def state_of(root: Path) -> State:
    """The state of everything that the site of the repository at `root` is made of."""
    found: State = {}
    for folder in dict.fromkeys([*(root / name for name in _WATCHED), shipped_templates()]):
        found.update(_under(folder))
    found.update(_one(root / SETTINGS))
    return found


def _under(folder: Path) -> Iterator[tuple[str, tuple[int, int, int]]]:
    for path, _, files in os.walk(folder):
        for name in files:
            yield from _one(Path(path, name))


def _one(file: Path) -> Iterator[tuple[str, tuple[int, int, int]]]:
    try:
        state = file.lstat()
    except OSError:  # it went away while we looked
        return
    yield str(file), (state.st_mtime_ns, state.st_size, state.st_ino)

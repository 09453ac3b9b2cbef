"""What a killed Git leaves in its folder that holds others up, told from what others hold at this moment."""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from incitrack.store.repository import Repository

INDEX_WINDOW: Final = 15.0
"""Seconds from a note within which its Git takes the lock on the index; a person's Git may hold a later one."""

_SLACK: Final = 0.1  # files are stamped by a coarser clock than the system's
_MOMENT: Final = 0.3  # any other lock, and a file that is being written, lives for far less


def remove_leftovers(repository: Repository, moments: Sequence[float]) -> tuple[str, ...]:
    """Remove the locks and temporary files that a Git left which is dead now; their names, as a person knows them.

    `moments` are the times at which that work was begun, and begun to be settled; what is older is not its own.
    The caller knows by a note that there was such work and that none of its processes lives.
    """
    ours = [path for path in _index_locks(repository) if _taken_within(path, moments)]
    ours += [
        path for path in (*_short_locks(repository), *_half_written(repository)) if _newer(path, min(moments))
    ]
    return _removed(repository, ours)


def remove_half_written(repository: Repository, begun: float) -> None:
    """Remove the temporary files of a Git that failed since then: for want of room it leaves them there."""
    _removed(repository, [path for path in _half_written(repository) if _newer(path, begun)])


def _removed(repository: Repository, ours: Iterable[Path]) -> tuple[str, ...]:
    removed = []
    for path in ours:
        if _stays(path):
            with suppress(OSError):
                path.unlink()
                removed.append(repository.shown(path))
    return tuple(removed)


def _index_locks(repository: Repository) -> Iterator[Path]:
    yield repository.git_dir / "index.lock"
    yield from repository.git_dir.glob("next-index-*.lock")


def _short_locks(repository: Repository) -> Iterator[Path]:
    shared = repository.common_dir
    yield from dict.fromkeys((repository.git_dir / "HEAD.lock", shared / "HEAD.lock"))
    yield from (shared / name for name in ("packed-refs.lock", "packed-refs.new", "config.lock"))
    yield shared / "reftable/tables.list.lock"
    yield shared / "objects/maintenance.lock"  # one that stays keeps Git from ever tidying up by itself
    yield from shared.glob("refs/**/*.lock")


def _half_written(repository: Repository) -> Iterator[Path]:
    yield from repository.common_dir.glob("objects/??/tmp_obj_*")
    yield from repository.root.glob(".merge_file_*")


def _taken_within(path: Path, moments: Iterable[float]) -> bool:
    stamped = _stamped(path)
    return stamped is not None and any(moment - _SLACK <= stamped <= moment + INDEX_WINDOW for moment in moments)


def _newer(path: Path, moment: float) -> bool:
    stamped = _stamped(path)
    return stamped is not None and stamped >= moment - _SLACK


def _stays(path: Path) -> bool:
    """Whether it is there and nobody has touched it for a moment."""
    while (stamped := _stamped(path)) is not None:
        age = time.time() - stamped
        if not 0 <= age < _MOMENT:
            return True
        time.sleep(0.05)
    return False


def _stamped(path: Path) -> float | None:
    try:
        return path.lstat().st_mtime
    except OSError:
        return None

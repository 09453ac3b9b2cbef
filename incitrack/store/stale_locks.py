"""Locks of Git's that nobody holds any more: no Git is at work in the repository, and they are minutes old."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from incitrack.store.repository import Repository

_OLD: Final = 60.0
_PROCESSES: Final = Path("/proc")


def locks(repository: Repository) -> list[Path]:
    """The locks that stand in the way of whoever writes."""
    own, shared = repository.git_dir, repository.common_dir
    named = (
        own / "index.lock",
        own / "HEAD.lock",
        *(shared / f"{name}.lock" for name in ("config", "packed-refs")),
    )
    return [path for path in (*named, *shared.glob("refs/**/*.lock")) if os.path.lexists(path)]


def is_nobodys(repository: Repository, lock: Path) -> bool:
    """Whether a lock is old, and no Git runs in this repository; False where the system does not tell.

    A Git that waits for its person's editor holds its lock for hours, and runs.
    """
    try:
        age = time.time() - lock.lstat().st_mtime
    except OSError:
        return False
    return age > _OLD and _PROCESSES.joinpath("self").exists() and not any(_gits_in(repository))


def _gits_in(repository: Repository) -> Iterator[int]:
    """The processes of Git's that work here, or of which the system does not say where."""
    places = {repository.root.resolve(), repository.git_dir.resolve(), repository.common_dir.resolve()}
    for process in _PROCESSES.glob("[0-9]*"):
        try:
            if not (process / "comm").read_text(errors="replace").startswith("git"):
                continue
            folder = Path(os.readlink(process / "cwd"))  # noqa: PTH115 - resolve() would follow it into the folder
        except PermissionError:
            yield int(process.name)
            continue
        except OSError:
            continue  # it has ended meanwhile
        if places & {folder, *folder.parents}:
            yield int(process.name)

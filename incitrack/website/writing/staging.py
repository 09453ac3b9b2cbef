"""A site written beside the old one and put in its place at once, so that there is never half a site."""

import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import Final

from incitrack.errors import GitError
from incitrack.workers import share

_PREFIX: Final = ".incitrack-build-"
_NEW: Final = "new"
_OLD: Final = "old"
_ENOUGH: Final = 2000
"""So many folders take longer to remove than starting a process does."""


@contextmanager
def staging(
    out: Path, check_again: Callable[[Path], None], known: Collection[str] = (), jobs: int = 1
) -> Iterator[Path]:
    """Give an empty folder to write the site into; when the block is left, it takes the place of `out`.

    Where the block raises, or the process is killed, `out` stays as it was. What killed builds of it have left
    is removed first. `check_again` is given the old folder once no build can change it any more, and may
    raise to have it put back. `known` are the files that are likely to be in it, so that it is removed sooner, by
    so many `jobs` (processes).

    Raises:
        GitError: the disk refuses, exit status 5; the old site is whole.
    """
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with _locked(out.parent):
            _remove_leftovers(out)
            beside = Path(tempfile.mkdtemp(prefix=prefix_for(out), dir=out.parent))
            held = _lock(beside)
        (beside / _NEW).mkdir()
        _take_after(out, beside / _NEW)
    except OSError as error:
        raise _failed(error, out) from error
    try:
        yield beside / _NEW
        with _locked(out.parent):
            _put_in_place(beside, out, check_again)
    except OSError as error:
        raise _failed(error, out) from error
    finally:
        _remove(beside, known, jobs)
        if held is not None:
            os.close(held)


def _take_after(old: Path, new: Path) -> None:
    """Give the new folder the old one's mode, and its group where that is allowed: a web server may count on them.

    Done while it is empty, so that what is made in it takes the group over where the old folder says so (setgid).
    """
    if not old.is_dir():
        return
    found = old.stat()
    with suppress(OSError):  # a group that one is not in
        if found.st_gid != new.stat().st_gid:
            os.chown(new, -1, found.st_gid)
    new.chmod(stat.S_IMODE(found.st_mode) | stat.S_IRWXU)


def prefix_for(out: Path) -> str:
    """How the names of the folders begin in which builds of `out` do their work, however long or odd its own is.

    Another site may stand beside it, the team's beside the public one: what a dead build has left of the one must
    never be taken for the other.
    """
    return f"{_PREFIX}{blake2b(os.fsencode(out.name), digest_size=8).hexdigest()}-"


def tidy(out: Path) -> None:
    """Remove what killed builds have left of a site that stays as it is; what cannot be removed is left."""
    if any(_leftovers(out)):
        with suppress(OSError), _locked(out.parent):
            _remove_leftovers(out)


def _remove(beside: Path, known: Collection[str], jobs: int) -> None:
    """Remove a folder that nobody else can enter, with an old site in it whose files are probably known.

    To look what lies in ten thousand folders takes longer than to remove it.
    """
    site = beside / (_OLD if (beside / _OLD).is_dir() else _NEW)
    folders: dict[str, list[str]] = {}
    for file in known:
        folders.setdefault(f"{site}/{file.rpartition('/')[0]}", []).append(f"{site}/{file}")

    def remove(folder: str) -> None:
        with suppress(OSError):  # what cannot be removed so may be below
            for file in folders[folder]:
                os.unlink(file)  # noqa: PTH108 - tens of thousands, and a Path costs as much
            os.rmdir(folder)  # noqa: PTH106 - likewise

    share(list(folders), remove, lambda: None, jobs, enough=_ENOUGH)
    shutil.rmtree(beside, ignore_errors=True)


def _put_in_place(beside: Path, out: Path, check_again: Callable[[Path], None]) -> None:
    new, old = beside / _NEW, beside / _OLD
    if not out.exists():
        new.rename(out)
        return
    _exchange(new, out, old)
    kept = old if old.exists() else new
    try:
        check_again(kept)
    except BaseException:
        _exchange(kept, out, beside / "refused")
        raise


def _exchange(new: Path, out: Path, old: Path) -> None:
    if not exchange_at_once(new, out):
        exchange_in_steps(new, out, old)


def exchange_in_steps(new: Path, out: Path, old: Path) -> None:
    """Put `new` where `out` is, which becomes `old`; for a moment there is neither."""
    out.rename(old)
    try:
        new.rename(out)
    except BaseException:
        old.rename(out)
        raise


def exchange_at_once(one: Path, other: Path) -> bool:
    """Make two folders change places by renameat2 with RENAME_EXCHANGE; False where the system cannot."""
    import ctypes

    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    here, flag = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    return bool(rename(here, os.fsencode(one), here, os.fsencode(other), flag) == 0)


def _leftovers(out: Path) -> list[Path]:
    """The folders of builds of `out`, and those whose name does not say of what, as they were called at first."""
    found = sorted(out.parent.glob(f"{_PREFIX}*"))
    return [
        each
        for each in found
        if (_is_of(each, out) or "-" not in each.name.removeprefix(_PREFIX))
        and each.is_dir()
        and not each.is_symlink()
    ]


def _is_of(beside: Path, out: Path) -> bool:
    return beside.name.startswith(prefix_for(out))


def _remove_leftovers(out: Path) -> None:
    """Remove what dead builds have left; put the old site back where one died between two renames.

    An old site that may be another folder's stays where it is.
    """
    for left in _leftovers(out):
        held = _lock(left)
        if held is None and _CAN_LOCK:
            continue  # its build is at work
        has_old = (left / _OLD).is_dir()
        if _is_of(left, out) and has_old and not out.exists():
            (left / _OLD).rename(out)
        if _is_of(left, out) or not has_old:
            shutil.rmtree(left, ignore_errors=True)
        if held is not None:
            os.close(held)


try:
    import fcntl

    _CAN_LOCK = True
except ImportError:  # pragma: no cover - not on POSIX
    _CAN_LOCK = False


def _lock(folder: Path, *, wait: bool = False) -> int | None:
    """Hold a folder until the handle is closed or the process ends; None where another one holds it."""
    if not _CAN_LOCK:
        return None
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        os.close(handle)
        return None
    return handle


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold a folder for the moment, waiting for others who do the same."""
    handle = _lock(folder, wait=True)
    try:
        yield
    finally:
        if handle is not None:
            with suppress(OSError):
                os.close(handle)


def _failed(error: OSError, out: Path) -> GitError:
    reason = (error.strerror or str(error)).lower()
    left = "the old site is as it was" if os.path.lexists(out) else "there is no site there yet"
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            way_out = "make room, or build elsewhere with --out"
        case errno.EACCES | errno.EPERM | errno.EROFS:
            way_out = f"a build writes beside the site: allow it in {out.parent}, or build elsewhere with --out"
        case _:
            way_out = "build elsewhere with --out"
    return GitError(f"the site cannot be written beside {out}: {reason}", hint=f"{left}; {way_out}")

"""The journal: what a command is about to do stands in the Git folder until it is done, lest it be killed."""

import fcntl
import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, Literal, NamedTuple

from incitrack.errors import GitError
from incitrack.store.processes import started
from incitrack.store.repository import Repository

_NAME: Final = "under-way.json"


class Note(NamedTuple):
    """What is about to be done.

    `kind` says who can take it back (`commit` or `sync`), `what` is the work in a person's words, and `undo` holds
    what its kind needs to finish it or to take it back, as JSON has it.
    """

    kind: Literal["commit", "sync"]
    what: str
    undo: Mapping[str, object]


class NotPutBackError(GitError):
    """The work failed and could not be taken back either: its note stays, for the next command to settle."""


class UnderWay:
    """A note that stands; `begun` is the moment of the writing, in seconds as files are stamped."""

    def __init__(self, path: Path, begun: float) -> None:
        self.path = path
        self.begun = begun

    def remove(self) -> None:
        """The work is done, or taken back: nothing is left of it."""
        with suppress(OSError):  # one that stays says nothing wrong: the work is found done, or not begun
            self.path.unlink(missing_ok=True)


class Found(NamedTuple):
    """The note of another process: what it was about, its number and start, its time, and its work tree.

    `tree` is the Git folder of the work tree as seen from the one that all share; `touched` is when a command last
    began to settle it.
    """

    note: Note
    process: int
    started: str
    begun: float
    touched: float
    root: Path
    tree: str

    @property
    def is_alive(self) -> bool:
        """Whether the process that wrote it still runs; another one of the same number has another start."""
        return bool(self.started) and started(self.process) == self.started


def journal_path(repository: Repository) -> Path:
    """Where the note stands: one for all work trees, as their writers take turns."""
    return repository.own_folder / _NAME


@contextmanager
def noted(repository: Repository, note: Note) -> Iterator[UnderWay]:
    """Have a note of the work stand while it is done. The caller holds the writers' lock.

    It is removed when the work is done, and where a `GitError` says that it was taken back; whatever else ends
    the work, or kills it, leaves the note. Every Git that `repository.git` starts meanwhile holds a lock on it, so
    that one that outlives us is known to be at work.

    It is on the disk before anything is touched: after a power cut too, what was left is known to be ours.

    Raises:
        GitError: the Git folder cannot be written; nothing was changed.
    """
    path = journal_path(repository)
    begun = time.time()
    content = {
        "process": os.getpid(),
        "started": started(os.getpid()),
        "begun": begun,
        "root": str(repository.root),
        "tree": tree_name(repository),
        **note._asdict(),
    }
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise GitError(f"{path} cannot be written: {error.strerror}; nothing was changed") from None
    under_way = UnderWay(path, begun)
    try:
        with repository.git.passing_on(descriptor):
            _write(under_way, descriptor, json.dumps(content).encode())
            yield under_way
            under_way.remove()
    except NotPutBackError:
        raise
    except GitError:
        under_way.remove()
        raise
    finally:
        os.close(descriptor)


def pending(repository: Repository) -> Found | None:
    """The note that stands, of work under way or of a killed command; None without one, or a whole one."""
    try:
        path = journal_path(repository)
        written = json.loads(path.read_bytes())
        return Found(
            Note("sync" if written["kind"] == "sync" else "commit", str(written["what"]), written["undo"]),
            int(written["process"]),
            str(written["started"]),
            float(written["begun"]),
            path.stat().st_mtime,
            Path(written["root"]),
            str(written["tree"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def tree_name(repository: Repository) -> str:
    """A work tree as its note names it, which holds also after the repository has been moved."""
    return os.path.relpath(repository.git_dir, repository.common_dir)


def _write(under_way: UnderWay, descriptor: int, content: bytes) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        with open(descriptor, "wb", closefd=False) as file:
            file.write(content)
        os.fsync(descriptor)
    except OSError as error:
        raise GitError(f"{under_way.path} cannot be written: {error.strerror}; nothing was changed") from None

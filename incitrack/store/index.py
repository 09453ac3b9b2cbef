"""What Git knows of a few files: which are in the index, which differ from the last commit, and on what branch."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from incitrack.errors import GitError
from incitrack.store.git import Answer, Begun
from incitrack.store.repository import Repository


class Standing(NamedTuple):
    """How some files stand before a command touches them.

    `head` is the commit checked out, None before the first one; `branch` is None where HEAD is detached;
    `modified` are those whose work tree or index differs from `head`; `unknown` are not in the index; `entries` is
    what the index has of the others: mode and blob.
    """

    head: str | None
    branch: str | None
    modified: frozenset[str]
    unknown: tuple[str, ...]
    entries: Mapping[str, str]


class Look(NamedTuple):
    """A look at how some files stand, by their paths from the root, while our own work goes on."""

    paths: tuple[str, ...]
    status: Begun
    listing: Begun

    def close(self) -> None:
        """Let it come to its end, where nobody has asked what it saw."""
        self.status.close()
        self.listing.close()


def look_at(repository: Repository, paths: tuple[str, ...]) -> Look:
    """Begin to look how Git sees these files.

    Raises:
        GitError: Git cannot be started.
    """
    status = repository.git.begin(
        *("status", "--porcelain=v2", "--branch", "--no-ahead-behind", "--no-renames"),
        *("--untracked-files=no", "-z", "--", *paths),
    )
    return Look(paths, status, repository.git.begin(*_listing(paths)))


def standing(look: Look) -> Standing:
    """How Git sees the files that were looked at.

    Raises:
        GitError: one of them is in conflict, or Git cannot read the repository.
    """
    paths = look.paths
    status, entries = look.status.ask(), _in_index(look.listing.ask())
    headers: dict[str, str] = {}
    modified: set[str] = set()
    for line in status.decode(errors="surrogateescape").split("\0"):
        if line.startswith("# "):
            _, key, value = line.split(" ", 2)
            headers[key] = value
        elif line.startswith("1 "):
            modified.add(line.split(" ", 8)[8])
        elif line.startswith("u "):
            path = line.split(" ", 10)[10]
            raise GitError(f"{path} is in conflict; nothing was changed", hint=f"settle it, then `git add {path}`")
    head, branch = headers["branch.oid"], headers["branch.head"]
    return Standing(
        None if head == "(initial)" else head,
        None if branch == "(detached)" else branch,
        frozenset(modified),
        tuple(sorted(set(paths) - set(entries))),
        entries,
    )


def index_entries(repository: Repository, paths: Sequence[str]) -> dict[str, str]:
    """What the index has of those of these files that are in it: mode and blob."""
    return _in_index(repository.git.ask(*_listing(paths)))


def _listing(paths: Sequence[str]) -> tuple[str, ...]:
    return ("ls-files", "--stage", "-z", "--", *paths)


def _in_index(listed: bytes) -> dict[str, str]:
    return _by_path(listed.decode(errors="surrogateescape"), lambda mode, blob, _stage: f"{mode} {blob}")


def head_entries(repository: Repository, commit: str | None, paths: Sequence[str]) -> dict[str, str]:
    """The same of a commit."""
    if commit is None:
        return {}
    listed = repository.git.ask("ls-tree", "-z", "--full-tree", commit, "--", *paths)
    return _by_path(listed.decode(errors="surrogateescape"), lambda mode, _kind, blob: f"{mode} {blob}")


def _by_path(listed: str, entry: Callable[[str, str, str], str]) -> dict[str, str]:
    lines = (line.partition("\t") for line in listed.split("\0") if line)
    return {path: entry(*told.split()) for told, _, path in lines}


def wait_for_index(repository: Repository, *, patience: float) -> None:
    """Wait until no other Git command holds the index.

    Raises:
        GitError: one has held it for `patience` seconds; its lock is named, and left alone.
    """
    lock = repository.git_dir / "index.lock"
    give_up = time.monotonic() + patience
    while lock.exists():
        if time.monotonic() > give_up:
            raise GitError(
                f"{lock} is held by another Git command; nothing was changed",
                hint="wait for that command; where none is running, remove the file",
            )
        time.sleep(0.05)


def announce(repository: Repository, paths: Sequence[str], *, patience: float) -> Answer:
    """Let the index know of new files, without their content, so that `git commit --only` finds them.

    Files that an ignore rule covers are announced too: a record was asked for by name.
    """
    return repository.git.run_when_unlocked("add", "--intent-to-add", "--force", "--", *paths, patience=patience)


def forget(repository: Repository, paths: Sequence[str], *, patience: float) -> Answer:
    """Take back `announce`."""
    names = "".join(f"{path}\0" for path in paths).encode(errors="surrogateescape")
    return repository.git.run_when_unlocked(
        "update-index", "--force-remove", "-z", "--stdin", given=names, patience=patience
    )

"""Settles the work of a killed command, which its note in the journal tells of, before the next one writes."""

import fcntl
import os
import time
from typing import Final

from incitrack.errors import GitError
from incitrack.store.journal import Found, journal_path, pending, tree_name
from incitrack.store.leftovers import remove_leftovers
from incitrack.store.repository import Repository, find_repository
from incitrack.store.work_tree import temporary_name

PATIENCE: Final = 10.0
"""Seconds that a Git is waited for whose command was killed and which goes on alone."""

_PAUSE: Final = 0.05


def settle_what_was_left(repository: Repository, *, patience: float = PATIENCE) -> tuple[str, ...]:
    """Finish or take back the work of a killed command; one sentence of what was found and done, or none.

    Without its note nothing is looked for, and nothing is removed. The caller holds the writers' lock.

    Raises:
        GitError: a process of that command is still at work, or the disk or Git refused; the note stays.
    """
    path = journal_path(repository)
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise GitError(f"{path} cannot be read: {error.strerror}; nothing was changed") from None
    try:
        found = pending(repository)
        _wait_for_the_last(repository, descriptor, found, patience)
        said = (
            _settled(repository, found, descriptor) if found else "an earlier command was killed before it began"
        )
        path.unlink(missing_ok=True)
    except OSError as error:
        raise GitError(
            f"{error.filename or path}: {error.strerror}; what a killed command left is not settled yet"
        ) from None
    finally:
        os.close(descriptor)
    return (said,)


def _wait_for_the_last(repository: Repository, descriptor: int, found: Found | None, patience: float) -> None:
    """Take the lock on the note that the killed command left to every process it had started."""
    give_up = time.monotonic() + patience
    while not _take(descriptor) or (found is not None and found.process != os.getpid() and found.is_alive):
        if time.monotonic() > give_up:
            whose = f"that process {found.process} began ({found.note.what})" if found else "of a killed command"
            raise GitError(
                f"Git, or a hook of its, still works on what is left {whose}; nothing was changed",
                hint=f"wait for it or end it, then run the command again; its note is {journal_path(repository)}",
            )
        time.sleep(_PAUSE)


def _take(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _settled(repository: Repository, found: Found, descriptor: int) -> str:
    who = f"an earlier command ({found.note.what}, process {found.process})"
    tree = _tree(repository, found)
    if tree is None:
        return f"{who} was killed in {found.root}, which is no work tree of this repository any more"
    os.utime(journal_path(repository))  # what is left by us, killed in our turn, is known by it
    removed = remove_leftovers(tree, (found.begun, found.touched))
    with tree.git.passing_on(descriptor):
        said = _by_kind(tree, found)
    _remove_temporary_files(tree, found)
    return f"{who} {said}" + (f"; removed {', '.join(removed)}" if removed else "")


def _by_kind(tree: Repository, found: Found) -> str:
    note = found.note
    if note.kind == "commit":
        from incitrack.store.commit_plan import plan_from
        from incitrack.store.killed_commit import settle

        return settle(tree, note.what, plan_from(note.undo))
    from incitrack.store.sync_undo import take_back

    return take_back(tree, note.undo)


def _tree(repository: Repository, found: Found) -> Repository | None:
    """The work tree of the note: this one, or another of the same repository, where that is still there."""
    if found.tree == tree_name(repository):
        return repository
    try:
        other = find_repository(found.root)
    except GitError:
        return None
    return other if other.common_dir.resolve() == repository.common_dir.resolve() else None


def _remove_temporary_files(tree: Repository, found: Found) -> None:
    edits = found.note.undo.get("edits")
    paths = [str(edit["path"]) for edit in edits] if isinstance(edits, list) else []
    for path in paths:
        folder, _, name = path.rpartition("/")
        for place in (tree.own_folder, tree.root, tree.root / folder):
            (place / temporary_name(name, found.process)).unlink(missing_ok=True)

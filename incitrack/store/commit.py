"""The one commit: a change is written to its files and committed whole, or nothing has happened."""

import re
from contextlib import ExitStack
from typing import TYPE_CHECKING, Final, NamedTuple

from incitrack.errors import GitError
from incitrack.printable import printable_line
from incitrack.store import work_tree
from incitrack.store.git import Answer, brief, hint_in
from incitrack.store.hooks import hook_spoke
from incitrack.store.index import Standing, announce, forget, standing, wait_for_index
from incitrack.store.repository import Repository
from incitrack.store.unfinished import refuse_unfinished_operation

if TYPE_CHECKING:
    from incitrack.changes.change import Change, FileEdit

LOCK_PATIENCE: Final = 10.0
"""Seconds that a lock of Git's which is not ours is waited for."""

_SUMMARY: Final = re.compile(rb"^\[.* ([0-9a-f]{4,64})\] ", re.MULTILINE)


class Committed(NamedTuple):
    """What stands now.

    `commit` is the short hash, `detached` whether HEAD is on no branch, `hand_edited` the files whose edits by
    hand went in with the change, and `said` what Git and its hooks wrote.
    """

    commit: str
    detached: bool
    hand_edited: tuple[str, ...]
    said: str


class CommitRefusedError(GitError):
    """A hook refused; everything is as it was. `said` is its own output, with what Git said besides."""

    def __init__(self, message: str, *, hint: str, said: str) -> None:
        super().__init__(message, hint=hint)
        self.said = said


def commit(repository: Repository, change: "Change", *, lock_patience: float = LOCK_PATIENCE) -> Committed:
    """Write the files of a change and make exactly one commit of exactly them.

    What else is staged or modified stays so. Author, signing and hooks are the person's own. The caller
    holds the writers' lock.

    Raises:
        GitError: the state of the repository forbids a commit, Git or the disk failed, or a hook refused it
            (`CommitRefusedError`); files, index and HEAD are as they were, unless the message says otherwise.
    """
    refuse_unfinished_operation(repository)
    paths = tuple(edit.path for edit in change.edits)
    before = standing(repository, paths)
    wait_for_index(repository, patience=lock_patience)
    work_tree.remove_leftovers(repository)
    with ExitStack() as undo:
        for edit in change.edits:
            _write(repository, edit, undo)
        if before.unknown:
            undo.callback(forget, repository, before.unknown, patience=1.0)
            known = announce(repository, before.unknown, patience=lock_patience)
            if known.status != 0:
                raise _failed(paths, known)
        try:
            answer = repository.git.run_when_unlocked(
                *("commit", "--only", "--cleanup=verbatim", "--file=-", "--", *paths),
                given=_message(change),
                patience=lock_patience,
            )
        except BaseException:  # Ctrl-C while Git was at it: what stands, stands
            if _stands(repository, before, paths):
                undo.pop_all()
            raise
        if answer.status == 0:
            undo.pop_all()
        elif _stands(repository, before, paths):
            undo.pop_all()
            raise _unfinished(change, answer)
        elif answer.held_lock is None and hook_spoke(repository, answer):
            raise _refused(paths, answer)
        else:
            raise _failed(paths, answer)
    return Committed(
        _short_hash(repository, answer),
        before.branch is None,
        tuple(edit.path for edit in change.edits if edit.before is not None and _by_hand(edit, before)),
        answer.said,
    )


def _write(repository: Repository, edit: "FileEdit", undo: ExitStack) -> None:
    old = None if edit.before is None else edit.before.encode()
    if work_tree.read_bytes(repository, edit.path) != old:
        what = "is there already" if old is None else "was changed by someone else meanwhile"
        raise GitError(f"{edit.path} {what}; it was left alone", hint="run the command again")
    undo.callback(work_tree.remove_folders, repository, work_tree.make_folders(repository, edit.path))
    undo.callback(_put_back, repository, edit.path, old)
    work_tree.replace(repository, edit.path, edit.after.encode())


def _put_back(repository: Repository, path: str, old: bytes | None) -> None:
    if old is None:
        work_tree.remove(repository, path)
    elif work_tree.read_bytes(repository, path) != old:
        work_tree.replace(repository, path, old)


def _message(change: "Change") -> bytes:
    lines = (change.subject, "", f"Incident: {change.incident}", f"Incident-Event: {change.event}")
    return "".join(f"{printable_line(line)}\n" for line in lines).encode()


def _by_hand(edit: "FileEdit", before: Standing) -> bool:
    return edit.path in before.modified or edit.path in before.unknown


def _short_hash(repository: Repository, answer: Answer) -> str:
    if found := _SUMMARY.search(answer.out):
        return found[1].decode()
    return repository.git.ask("rev-parse", "--short", "HEAD").decode().strip()


def _stands(repository: Repository, before: Standing, paths: tuple[str, ...]) -> bool:
    """Whether the files as they are now were committed although Git reported a failure."""
    head = repository.git.run("rev-parse", "--verify", "--quiet", "HEAD").out.decode().strip()
    if not head or head == before.head:
        return False
    return repository.git.run("diff", "--quiet", "HEAD", "--", *paths).status == 0


def _unfinished(change: "Change", answer: Answer) -> GitError:
    return CommitRefusedError(
        f"{change.subject} was committed, but Git ended with exit status {answer.status}",
        hint="what it said stands above; `git status` shows what is left to mend",
        said=answer.said,
    )


def _refused(paths: tuple[str, ...], answer: Answer) -> CommitRefusedError:
    return CommitRefusedError(
        f"Git refused (exit status {answer.status}); {_put_back_whole(paths)}",
        hint="what Git and its hooks said stands above",
        said=answer.said,
    )


def _failed(paths: tuple[str, ...], answer: Answer) -> GitError:
    if answer.held_lock is not None:
        return GitError(
            f"{answer.held_lock} is held by another Git command; {_put_back_whole(paths)}",
            hint="wait for that command; where none is running, remove the file",
        )
    return GitError(
        f"Git refused: {brief(answer.said)}\n{_put_back_whole(paths)}",
        hint=_way_out(paths, answer.said),
    )


def _way_out(paths: tuple[str, ...], said: str) -> str:
    if "sparse-checkout" in said:
        return f"bring the folder into the work tree: git sparse-checkout add {paths[0].partition('/')[0]}"
    return hint_in(said) or "mend what Git names, then run the command again"


def _put_back_whole(paths: tuple[str, ...]) -> str:
    files = " and ".join(paths) if len(paths) < 3 else f"{paths[0]} and {len(paths) - 1} more"
    return f"{files} as before, nothing was committed"

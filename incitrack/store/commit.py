"""The one commit: a change is written to its files and committed whole, or nothing has happened."""

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from incitrack.errors import GitError
from incitrack.printable import printable_line
from incitrack.store.commit_plan import CommitPlan, plan_of
from incitrack.store.git import TIMED_OUT, Answer, brief, hint_in
from incitrack.store.hooks import hook_spoke
from incitrack.store.index import (
    Look,
    Standing,
    announce,
    forget,
    index_entries,
    look_at,
    standing,
    wait_for_index,
)
from incitrack.store.journal import Note, NotPutBackError, noted
from incitrack.store.killed_commit import finish_index
from incitrack.store.leftovers import remove_half_written, remove_leftovers
from incitrack.store.replacement import Replacement, drop_kept
from incitrack.store.repository import Repository
from incitrack.store.unfinished import refuse_unfinished_operation
from incitrack.store.work_tree import read_bytes

if TYPE_CHECKING:
    from incitrack.changes.change import Change, FileEdit

LOCK_PATIENCE: Final = 10.0
"""Seconds that a lock of Git's which is not ours is waited for."""

HOOK_PATIENCE: Final = 300.0
"""Seconds that hooks and the signing may take together: a person may have to find a key, nobody waits for ever."""

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


def commit(
    repository: Repository,
    change: "Change",
    *,
    look: Look | None = None,
    lock_patience: float = LOCK_PATIENCE,
    hook_patience: float = HOOK_PATIENCE,
) -> Committed:
    """Write the files of a change and make exactly one commit of exactly them.

    What else is staged or modified stays so. Author, signing and hooks are the person's own. The caller
    holds the writers' lock. A note in the journal stands meanwhile, by which the next command settles what is left
    where this one is killed. `look` is one at files of the change that was begun after they had been read.

    Raises:
        GitError: the state of the repository forbids a commit, Git or the disk failed, or a hook refused it
            (`CommitRefusedError`); files, index and HEAD are as they were, unless the message says otherwise.
    """
    refuse_unfinished_operation(repository)
    paths = tuple(edit.path for edit in change.edits)
    before = standing(look if look and look.paths == paths else look_at(repository, paths))
    wait_for_index(repository, patience=lock_patience)
    plan = plan_of(repository, change, before)
    files = Replacement(repository, change, plan)
    drop_kept(repository, plan.edits)  # which an earlier command, whose commit stands, could not take away
    with noted(repository, Note("commit", printable_line(change.subject), plan.as_json())) as under_way:
        try:
            files.write()
            answer = _committed(repository, change, before, (lock_patience, hook_patience))
        except GitError:  # before Git was asked for the commit
            _put_back(repository, before, files)
            raise
        except BaseException:  # Ctrl-C while Git was at it
            remove_leftovers(repository, (under_way.begun,))
            _end(repository, before, plan, files)
            under_way.remove()
            raise
        if _was_killed(answer):
            remove_leftovers(repository, (under_way.begun,))
        elif answer.status != 0:
            remove_half_written(repository, under_way.begun)
        if answer.status == 0:
            files.drop_old()
            _follow_hooks(repository, change)
        elif _end(repository, before, plan, files):
            raise _unfinished(change, answer)
        elif _was_killed(answer):
            raise _cut_off(paths, answer, hook_patience)
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


def _was_killed(answer: Answer) -> bool:
    """Whether Git had no time to take its locks away."""
    return answer.status < 0 or answer.status == TIMED_OUT


def _committed(
    repository: Repository, change: "Change", before: Standing, patience: tuple[float, float]
) -> Answer:
    for_locks, for_hooks = patience
    if before.unknown:
        known = announce(repository, before.unknown, patience=for_locks)
        if known.status != 0:
            return known
    return repository.git.run_when_unlocked(
        *("commit", "--only", "--cleanup=verbatim", "--file=-", "--", *(edit.path for edit in change.edits)),
        given=_message(change),
        patience=for_locks,
        time_limit=for_hooks,
    )


def _end(repository: Repository, before: Standing, plan: CommitPlan, files: Replacement) -> bool:
    """After a failure, whether the commit stands all the same; if it does not, everything is put back."""
    try:
        if stands := _stands(repository, before, tuple(edit.path for edit in plan.edits)):
            finish_index(repository, plan)
            files.drop_old()
    except GitError as error:
        raise NotPutBackError(error.message, hint=error.hint) from None
    if not stands:
        _put_back(repository, before, files)
    return stands


def _put_back(repository: Repository, before: Standing, files: Replacement) -> None:
    files.put_back()
    if not before.unknown:
        return
    why = ""
    try:
        if index_entries(repository, before.unknown):
            why = brief(forget(repository, before.unknown, patience=1.0).said)
        known = bool(index_entries(repository, before.unknown))
    except GitError as error:
        known, why = True, error.message
    if known:
        raise NotPutBackError(
            f"the commit failed, and the index still knows {before.unknown[0]}: {why}",
            hint="mend what is named; the next command that writes puts the index back",
        )


def _message(change: "Change") -> bytes:
    lines = (change.subject, "", f"Incident: {change.incident}", f"Incident-Event: {change.event}")
    return "".join(f"{printable_line(line)}\n" for line in lines).encode()


def _follow_hooks(repository: Repository, change: "Change") -> None:
    """Have the index know what a hook made of the files and added: it did so in an index of the commit's own."""
    with suppress(GitError):  # the commit stands, and `git status` shows the rest
        contents = ((edit, read_bytes(repository, edit.path)) for edit in change.edits)
        altered = [edit.path for edit, content in contents if content != edit.after.encode()]
        if altered:
            repository.git.run_when_unlocked("reset", "--quiet", "--", *altered, patience=1.0)


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


def _cut_off(paths: tuple[str, ...], answer: Answer, patience: float) -> GitError:
    if answer.status == TIMED_OUT:
        what = f"a hook or the signing did not end within {patience:g} seconds"
    else:
        what = f"Git was killed by signal {-answer.status}"
    hint = "see which hook hangs, what is asked for, or who ends it, then run the command again"
    return CommitRefusedError(f"{what}; {_put_back_whole(paths)}", hint=hint, said=answer.said)


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

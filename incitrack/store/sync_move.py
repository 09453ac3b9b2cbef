"""Moves a branch to another commit and its files with it, past whatever else is staged, modified or untracked."""

import os
from typing import Final, NamedTuple

from incitrack.errors import GitError
from incitrack.printable import printable_line
from incitrack.store.git import Answer, brief
from incitrack.store.journal import Note, noted
from incitrack.store.porcelain import Porcelain
from incitrack.store.repository import Repository
from incitrack.store.sync_conflict import for_a_shell

ABSENT: Final = "000000"
"""The mode of a file that is not there."""

_PATIENCE: Final = 10.0
_WHO: Final = "incitrack sync"


class Step(NamedTuple):
    """From which commit a branch moves to which; None before the first.

    With `renamed` it is a new branch of that name that ends at the new commit, in the place of the old one.
    """

    branch: str
    old: str | None
    new: str
    renamed: str | None = None


class Altered(NamedTuple):
    """A file that differs between two commits: its mode (`000000` where it is absent) and blob in each."""

    path: str
    old_mode: str
    old_blob: str
    new_mode: str
    new_blob: str


def move_branch(repository: Repository, step: Step) -> None:
    """Go from one commit to another; what a person has staged, modified or not told Git of stays exactly so.

    The caller holds the writers' lock. What a process that is killed on the way leaves, `sync_undo` completes.

    Raises:
        GitError: a file that would change is one of those, or Git failed; nothing has moved.
    """
    porcelain = Porcelain(repository.root)
    altered = altered_files(porcelain, step)
    _refuse_work_in_the_way(repository, porcelain, altered)
    repository.git.run_when_unlocked("update-index", "-q", "--refresh", patience=_PATIENCE)
    note = Note("sync", f"sync of {printable_line(step.branch)}", step._asdict())
    with noted(repository, note):
        _move(repository, step)


def altered_files(porcelain: Porcelain, step: Step) -> list[Altered]:
    """The files that differ between the two commits of a step."""
    old = step.old or empty_tree(porcelain)
    listed = porcelain.ask("diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-commit-id", old, step.new)
    parts = listed.decode(errors="surrogateescape").split("\0")
    found = []
    for about, path in zip(parts[::2], parts[1::2], strict=False):
        old_mode, new_mode, old_blob, new_blob, _ = about.removeprefix(":").split()
        found.append(Altered(path, old_mode, old_blob, new_mode, new_blob))
    return found


def _move(repository: Repository, step: Step) -> None:
    old = step.old or empty_tree(Porcelain(repository.root))
    moved = repository.git.run_when_unlocked("read-tree", "-m", "-u", old, step.new, patience=_PATIENCE)
    if moved.status != 0:
        raise _not_moved(moved)
    try:
        set_branch(repository, step)
    except GitError:
        repository.git.run_when_unlocked("read-tree", "-m", "-u", step.new, old, patience=_PATIENCE)
        raise


def set_branch(repository: Repository, step: Step) -> None:
    """Let the branch name the new commit, where it still names the old one. To do so again does no harm.

    Raises:
        GitError: it names another one by now, or Git failed.
    """
    if step.renamed is not None:
        _rename_branch(repository, step, step.renamed)
        return
    expected = step.old or "0" * len(step.new)
    target = f"refs/heads/{step.branch}"
    answer = repository.git.run_when_unlocked(
        *("update-ref", "-m", _WHO, "--end-of-options", target, step.new, expected),
        patience=_PATIENCE,
    )
    if answer.status != 0:
        raise _not_moved(answer)


def _rename_branch(repository: Repository, step: Step, name: str) -> None:
    """Each of its three steps finds out whether it was made already; with HEAD moves the branch checked out."""
    git, new = repository.git, f"refs/heads/{name}"
    made = git.run_when_unlocked("update-ref", "-m", _WHO, "--end-of-options", new, step.new, patience=_PATIENCE)
    if made.status != 0:
        raise _not_moved(made)
    went = git.run_when_unlocked("symbolic-ref", "-m", _WHO, "HEAD", new, patience=_PATIENCE)
    if went.status != 0:
        git.run_when_unlocked("update-ref", "-d", "--end-of-options", new, step.new, patience=_PATIENCE)
        raise _not_moved(went)
    if step.old is not None:  # one that stays is in nobody's way
        old = f"refs/heads/{step.branch}"
        git.run_when_unlocked("update-ref", "-d", "--end-of-options", old, step.old, patience=_PATIENCE)


def _not_moved(answer: Answer) -> GitError:
    if answer.held_lock is not None:
        return GitError(
            f"{answer.held_lock} is held by another Git command; nothing was changed",
            hint="wait for that command; where none is running, remove the file",
        )
    return GitError(f"the branch could not be moved: {brief(answer.said)}; nothing was changed")


def _refuse_work_in_the_way(repository: Repository, porcelain: Porcelain, altered: list[Altered]) -> None:
    paths = {each.path for each in altered}
    status = porcelain.ask(
        *("status", "--porcelain=v2", "-z", "--no-renames", "--untracked-files=no", "--ignore-submodules=dirty")
    )
    lines = status.decode(errors="surrogateescape").split("\0")
    dirty = {line.split(" ", 8)[8] for line in lines if line.startswith("1 ")}
    dirty |= {line.split(" ", 10)[10] for line in lines if line.startswith("u ")}
    known = {each.path for each in altered if each.old_mode != ABSENT}
    in_the_way = (dirty & paths) | {
        path for path in paths - known if os.path.lexists(repository.root / path) and path not in dirty
    }
    if in_the_way:
        names = [for_a_shell(path) for path in sorted(in_the_way)]
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        what = "has work of yours that is not committed" if len(names) == 1 else "have work that is not committed"
        raise GitError(
            f"{', '.join(names[:3])}{more} {what}, and sync would change it; nothing was moved",
            hint="commit it, or put it elsewhere, then: incitrack sync",
        )


def empty_tree(porcelain: Porcelain) -> str:
    """The tree without files, which stands for what is there before the first commit."""
    return porcelain.ask("hash-object", "-t", "tree", "-w", "--stdin").decode().strip()

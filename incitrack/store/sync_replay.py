"""Joins our commits with the remote's in a work tree of its own, so that no clone is left half way."""

import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from incitrack.errors import GitError
from incitrack.model.settings import SyncMode
from incitrack.store.git import Answer, brief
from incitrack.store.porcelain import Porcelain
from incitrack.store.remote_talk import with_settings
from incitrack.store.repository import Repository
from incitrack.store.sync_conflict import conflict_in

_FOLDER: Final = "sync"
_NAME: Final = "join-"
_WORK_TREES: Final = "worktrees"
_MAKING: Final = 1.0
"""Seconds: so long Git may take to make a work tree without a file, and marks it as locked meanwhile."""
_HOOKS: Final = (
    *("commit-msg", "post-checkout", "post-commit", "post-merge", "post-rewrite", "pre-merge-commit"),
    *("pre-rebase", "prepare-commit-msg"),
)
"""Those that a rebase or a merge runs."""


def join(  # noqa: PLR0913 - two sides, the way, its name and its thoroughness
    repository: Repository, ours: str, theirs: str, mode: SyncMode, *, name: str, afresh: bool = False
) -> str:
    """The commit that holds both: ours replayed on theirs, or a merge of the two. Nothing of the clone moves.

    It is Git's own rebase or merge, with the person's hooks and signing, in a work tree that is filled for hooks
    alone: Git needs no more of it than `.gitattributes`. `name` is what the remote's branch is called in messages;
    `afresh` makes every commit anew, also where it could stay.

    Raises:
        SyncConflictError: both sides changed the same thing differently.
        GitError: a hook, signing or Git itself failed.
    """
    with _own_work_tree(repository, ours) as (root, settings):
        porcelain = Porcelain(root)
        environment = {**with_settings(list(settings.items())), "GIT_EDITOR": ":", "GIT_SEQUENCE_EDITOR": ":"}
        if mode is SyncMode.REBASE:
            again = ("--no-ff",) if afresh else ()
            command = ("rebase", "--merge", "--no-autostash", "--no-fork-point", *again, theirs)
        else:
            command = ("merge", "--no-edit", "--no-ff", "-m", f"Merge {name}", theirs)
        answer = porcelain.run(*command, environment=environment)
        if answer.status != 0:
            if found := conflict_in(porcelain, name=name, mode=mode):
                raise found
            raise _failed(answer)
        return porcelain.ask("rev-parse", "HEAD").decode().strip()


def work_trees(repository: Repository) -> tuple[Path, ...]:
    """The work trees of those who join at this moment, or died over it."""
    with suppress(OSError):
        return tuple((repository.own_folder / _FOLDER).iterdir())
    return ()


def remove_work_trees(repository: Repository) -> tuple[Path, ...]:
    """Take away what a process that died left of its joining; what that was.

    The caller holds the lock of those who sync.
    """
    left = work_trees(repository)
    for each in left:
        _remove(repository, each)
    for registered in _registered(repository):
        _forget(registered)
    for folder in (repository.common_dir / _WORK_TREES, repository.own_folder / _FOLDER):
        with suppress(OSError):
            folder.rmdir()
    return left


def _registered(repository: Repository) -> Iterator[Path]:
    """What Git knows of work trees of ours: also of one that it goes on making though we were killed over it."""
    home = repository.own_folder.resolve() / _FOLDER
    known = repository.common_dir / _WORK_TREES
    for each in sorted(known.iterdir()) if known.is_dir() else ():
        try:
            place = Path((each / "gitdir").read_text().strip()).parent
        except OSError:  # not written yet
            place = home / each.name if each.name.startswith(_NAME) else each
        if place.parent == home:
            yield each


def _forget(registered: Path) -> None:
    """Take away what Git knows of a work tree, and the tree; Git, if it is still about to make it, ends first."""
    give_up = time.monotonic() + _MAKING
    while (registered / "locked").exists() and time.monotonic() < give_up:
        time.sleep(0.02)
    with suppress(OSError):
        place = (registered / "gitdir").read_text().strip()
        shutil.rmtree(Path(place).parent, ignore_errors=True)
    shutil.rmtree(registered, ignore_errors=True)


@contextmanager
def _own_work_tree(repository: Repository, commit: str) -> Iterator[tuple[Path, Mapping[str, str]]]:
    root = repository.own_folder.resolve() / _FOLDER / f"{_NAME}{os.getpid()}"
    porcelain = Porcelain(repository.root)
    hooks = porcelain.ask("rev-parse", "--git-path", "hooks").removesuffix(b"\n")
    settings = {
        "advice.detachedHead": "false",
        "core.fsmonitor": "false",
        "core.hooksPath": str((repository.root / os.fsdecode(hooks)).resolve()),
        "core.sparseCheckout": "true",
        "core.sparseCheckoutCone": "false",
        "gc.auto": "0",
        "index.sparse": "false",
        "maintenance.auto": "false",
        "rebase.autoSquash": "false",
        "rebase.rebaseMerges": "false",
        "rebase.updateRefs": "false",
        "submodule.recurse": "false",
    }
    root.parent.mkdir(parents=True, exist_ok=True)
    try:
        made = porcelain.run(
            *("worktree", "add", "--quiet", "--detach", "--no-checkout", "--", str(root), commit),
            environment=with_settings(list(settings.items())),
        )
        if made.status != 0:
            raise _failed(made)
        _fill(root, settings)
        yield root, settings
    finally:
        _remove(repository, root)
        with suppress(OSError):
            root.parent.rmdir()


def _fill(root: Path, settings: Mapping[str, str]) -> None:
    """Without hooks that may look at them, only the files that tell Git how to merge the others are written."""
    git_dir = Path((root / ".git").read_text().removeprefix("gitdir:").strip())
    (git_dir / "info").mkdir(exist_ok=True)
    hooks = Path(settings["core.hooksPath"])
    has_hooks = any(os.access(hooks / name, os.X_OK) for name in _HOOKS)
    (git_dir / "info" / "sparse-checkout").write_text("/*\n" if has_hooks else ".gitattributes\n")
    filled = Porcelain(root).run(
        "read-tree", "-m", "-u", "HEAD", environment=with_settings(list(settings.items()))
    )
    if filled.status != 0:
        raise _failed(filled)


def _remove(repository: Repository, root: Path) -> None:
    """Take away a work tree and what the repository knows of it."""
    with suppress(OSError):
        git_dir = Path((root / ".git").read_text().removeprefix("gitdir:").strip())
        if git_dir.parent.name == _WORK_TREES and git_dir.parent.parent.samefile(repository.common_dir):
            shutil.rmtree(git_dir, ignore_errors=True)
            with suppress(OSError):
                git_dir.parent.rmdir()
    shutil.rmtree(root, ignore_errors=True)


def _failed(answer: Answer) -> GitError:
    return GitError(
        f"your commits could not be joined with the remote's: {brief(answer.said)}\nnothing was changed",
        hint="mend what Git names, then: incitrack sync",
    )

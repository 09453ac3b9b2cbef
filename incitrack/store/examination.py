"""Looks a clone over: Git itself, what killed commands left, what is under way, the merge driver, who writes."""

import os
import re
from collections.abc import Iterator
from functools import partial
from typing import Final

from incitrack.errors import GitError
from incitrack.store import stale_locks
from incitrack.store.ailment import Ailment
from incitrack.store.git import brief
from incitrack.store.journal import journal_path, pending
from incitrack.store.lock import WritersLock
from incitrack.store.merge_driver_config import driver_missing, install_driver
from incitrack.store.repository import Repository
from incitrack.store.settle import PATIENCE, settle_what_was_left
from incitrack.store.sync_lock import SyncLock
from incitrack.store.sync_replay import work_trees
from incitrack.store.unfinished import refuse_unfinished_operation

OLDEST_GIT: Final = (2, 30)
FOLDERS: Final = ("incidents", "postmortems", "policies")
_SETTLED: Final = "another command has settled what a killed one left"
_VERSION: Final = re.compile(r"git version ([0-9]+)\.([0-9]+)")


def examine(repository: Repository) -> Iterator[Ailment]:
    """What is wrong with a clone, the first thing to mend first. Nothing is changed, and no remote is asked.

    Each is looked for when it is asked for, so that what was mended before is seen as mended.

    Raises:
        GitError: Git cannot be run, or will not look into the repository.
    """
    yield from _old_git(repository)
    yield from _killed_command(repository)
    yield from _killed_sync(repository)
    yield from _locks(repository)
    yield from _unfinished(repository)
    yield from _folders(repository)
    yield from _driver(repository)
    yield from _nobody(repository)
    yield from _shallow(repository)


def _old_git(repository: Repository) -> Iterator[Ailment]:
    said = repository.git.ask("version").decode(errors="replace").strip()
    found = _VERSION.match(said)
    if found and (int(found[1]), int(found[2])) < OLDEST_GIT:
        yield Ailment("git", f"{said} is older than 2.30", "install Git 2.30 or later")


def _killed_command(repository: Repository) -> Iterator[Ailment]:
    if not os.path.lexists(journal_path(repository)):
        return
    found = pending(repository)
    if found is not None and found.is_alive:
        what = f"process {found.process} is at work: {found.note.what}"
        yield Ailment("under-way", what, "that is no fault; wait for it", remark=True)
        return
    what = f"a command was killed in the middle of its work: {found.note.what if found else 'before it began'}"
    mend = _mend_sync if found is not None and found.note.kind == "sync" else _settle
    yield Ailment("killed-command", what, "the next writing command settles it too", partial(mend, repository))


def _settle(repository: Repository) -> str:
    with WritersLock(repository):
        return "; ".join(settle_what_was_left(repository)) or _SETTLED


def _killed_sync(repository: Repository) -> Iterator[Ailment]:
    left = work_trees(repository)
    if not left:
        return
    if SyncLock(repository).is_held:
        yield Ailment("syncing", "a sync is at work", "that is no fault; wait for it", remark=True)
        return
    names = ", ".join(repository.shown(each) for each in left)
    what = f"a sync was killed and left a work tree of its own: {names}"
    yield Ailment("killed-sync", what, "the next sync takes it away too", partial(_mend_sync, repository))


def _mend_sync(repository: Repository) -> str:
    from incitrack.store.sync import mend_sync

    with SyncLock(repository, patience=PATIENCE):
        return "; ".join(mend_sync(repository)) or _SETTLED


def _locks(repository: Repository) -> Iterator[Ailment]:
    for lock in stale_locks.locks(repository):
        name = repository.shown(lock)
        if stale_locks.is_nobodys(repository, lock):
            # What no note of ours tells of is not ours to remove.
            yield Ailment("lock", f"{name} is left of a Git that runs no more", f"remove it: rm {name}")
        else:
            hint = "wait for it; where none is running, remove the file"
            yield Ailment("lock", f"{name} is there, and a Git may be at work", hint)


def _unfinished(repository: Repository) -> Iterator[Ailment]:
    try:
        refuse_unfinished_operation(repository)
    except GitError as error:
        yield Ailment(
            "unfinished", error.message.partition(";")[0], error.hint or "git status tells how to end it"
        )


def _folders(repository: Repository) -> Iterator[Ailment]:
    for name in FOLDERS:
        folder = repository.root / name
        if folder.is_symlink():
            yield Ailment(
                "folder",
                f"{name}/ is a symbolic link, and no record is read through one",
                f"put the folder itself at {name}/",
            )
        elif folder.exists() and not folder.is_dir():
            yield Ailment("folder", f"{name} is a file where a folder belongs", "move it away")
        elif folder.is_dir() and not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            yield Ailment(
                "folder", f"{name}/ cannot be read or written by you", f"mend its permissions: chmod u+rwx {name}"
            )
    if not (repository.root / "policies/severity.yaml").exists():
        hint = "incitrack init adds one, and whatever else is missing"
        yield Ailment(
            "severities", "there is no policies/severity.yaml, and without it no record can be judged", hint
        )


def _driver(repository: Repository) -> Iterator[Ailment]:
    if driver_missing(repository):
        what = "this clone has no merge driver: Git would merge records as mere text"
        yield Ailment("merge-driver", what, "incitrack doctor registers it", partial(_install_driver, repository))


def _install_driver(repository: Repository) -> str:
    install_driver(repository)
    return "registered the merge driver in the configuration of this clone, which had none"


def _nobody(repository: Repository) -> Iterator[Ailment]:
    answer = repository.git.run("var", "GIT_AUTHOR_IDENT")
    if answer.status != 0:
        hint = "git config --global user.name 'Your Name', and git config --global user.email you@example.org"
        yield Ailment("identity", f"Git does not know who you are: {brief(answer.said)}", hint)


def _shallow(repository: Repository) -> Iterator[Ailment]:
    if (repository.common_dir / "shallow").exists():
        what = "this clone is shallow: history, audit and check --base do not see what is older than its cut"
        yield Ailment("shallow", what, "git fetch --unshallow brings the whole history", remark=True)

"""What a push would take from the branches that are protected, before the server takes it."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from incitrack.store.commits import Commit
from incitrack.store.losses import FOLDERS, Loss, Losses, made_by
from incitrack.store.main_branch import head_branch
from incitrack.store.porcelain import Porcelain
from incitrack.store.tree_changes import Step, tree_changes

QUARANTINE: Final = frozenset(
    {
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_DIR",
        "GIT_NAMESPACE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_QUARANTINE_PATH",
        "GIT_SHALLOW_FILE",
    }
)
"""What receive-pack tells its hook: where the pushed objects lie until they are taken, and in which repository."""

_HASH: Final = re.compile(r"[0-9a-f]{40,64}")
_HEADS: Final = "refs/heads/"


class Update(NamedTuple):
    """A line that the hook reads: a reference as it is and as it would be, None where it is not there."""

    old: str | None
    new: str | None
    reference: str


class Refusal(NamedTuple):
    """Why an update is refused: the branch would be gone (`loss` is None), or something of it.

    `commit` is the one that lost it, None where no single one did.
    """

    reference: str
    loss: Loss | None
    commit: Commit | None


def read_updates(given: bytes) -> list[Update]:
    """The updates that receive-pack writes to the hook.

    Raises:
        ValueError: a line is none.
    """
    return [_update(line) for line in given.decode(errors="surrogateescape").split("\n") if line]


def _update(line: str) -> Update:
    old, new, reference = line.split(" ", 2)
    if not _HASH.fullmatch(old) or not _HASH.fullmatch(new):
        raise ValueError("a line is not `<old> <new> <reference>`")
    return Update(_or_none(old), _or_none(new), reference)


def _or_none(name: str) -> str | None:
    return None if set(name) == {"0"} else name


def protected_branches(git: Porcelain) -> frozenset[str]:
    """The references that are protected: `incitrack.protect` names branches, `*` for all of them.

    Without it they are main and whatever HEAD names.
    """
    answer = git.run("config", "--null", "--get-all", "incitrack.protect")
    named = [name for name in answer.out.decode(errors="surrogateescape").split("\0") if name]
    known = named or ["main", *filter(None, [head_branch(git)])]
    return frozenset(name if name.startswith("refs/") else f"{_HEADS}{name}" for name in known)


def refusals(git: Porcelain, updates: Sequence[Update], protected: Collection[str]) -> Iterator[Refusal]:
    """Everything that the updates would take from protected branches; nothing where they may pass.

    Each branch is judged as it would end, beside how it is: a branch that is new has nothing to lose, and one that
    is put in another's place (a forced push) must hold what that held.

    Raises:
        GitError: Git failed.
    """
    losses = Losses(git)
    for update in updates:
        is_all = f"{_HEADS}*" in protected and update.reference.startswith(_HEADS)
        if update.old is None or not (is_all or update.reference in protected):
            continue
        if update.new is None:
            yield Refusal(update.reference, None, None)
        else:
            yield from _losses(losses, update.reference, update.old, update.new)


def _losses(losses: Losses, reference: str, old: str, new: str) -> Iterator[Refusal]:
    ((step, changes),) = tree_changes(losses.git, [Step(new, old)], FOLDERS)
    losses.read([(step, changes)])
    found = [loss for loss in losses.of(step, changes) if not loss.comes_amended]
    if not found:
        return
    makers = made_by(losses, old, new, found)
    for loss in found:
        yield Refusal(reference, loss, makers.get(loss.key))

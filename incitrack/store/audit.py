"""The whole history of a branch, looked through for entries and records that it has lost."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple

from incitrack.records.entry_lists import EntryLists
from incitrack.store.commits import Commit, read_commits, signatures
from incitrack.store.losses import FOLDERS, Loss, Losses, amendments, kind_of, made_by, times_in
from incitrack.store.porcelain import Porcelain
from incitrack.store.tree_changes import FileChange, Step, tree_changes

OnProgress = Callable[[int, int], None]
_STEPS: Final = 500


class Breach(NamedTuple):
    """A loss, the commit that made it, and the letter of Git's for how far that is signed.

    `is_amended` says whether an `amended` entry of the record tells of it.
    """

    loss: Loss
    commit: Commit
    signature: str
    is_amended: bool


class Audit(NamedTuple):
    """How many commits were looked at, and what they lost, the oldest first."""

    commits: int
    breaches: tuple[Breach, ...]


def audit(git: Porcelain, tips: Sequence[str], branch: str, on_progress: OnProgress) -> Audit:
    """Look through every commit that leads to `tips`, which are hashes; `branch` is the name of the line they end.

    An entry that has once stood on the line of the branch, by first parents, stays as it was. What a branch of its
    own did to entries that were not there yet is nobody's concern. Of a merge that loses what came by either
    parent, the commit is named that lost it, or else the merge.

    Raises:
        GitError: Git failed.
    """
    commits = read_commits(git, tips)
    walk = _Walk(Losses(git), {each.hash: each for each in commits}, _line(commits, tips, branch))
    found = list(walk.breaches(on_progress))
    letters = signatures(git, (commit.hash for _, commit in found))
    return Audit(
        len(commits),
        tuple(Breach(loss, by, letters.get(by.hash, "E"), walk.tells_of(loss)) for loss, by in found),
    )


def _line(commits: Iterable[Commit], tips: Iterable[str], branch: str) -> frozenset[str]:
    """The commits that the branch once ended in, as far as can be known: by first parents.

    `git pull`, and a branch that took the main one in and was then put in its place, make the branch's own past
    the second parent, and say so in the subject.
    """
    pulled = re.compile(rf"Merge (?:remote-tracking )?branch '(?:[^']*/)?{re.escape(branch)}'")
    known = {each.hash: each for each in commits}
    found: set[str] = set()
    ends = list(tips)
    while ends:
        name = ends.pop()
        if name in found or name not in known:
            continue
        found.add(name)
        each = known[name]
        ends += each.parents if pulled.match(each.subject) else each.parents[:1]
    return frozenset(found)


class _Walk:
    """One walk along the line, and what it has met: losses so far, and what took the place of lost entries."""

    def __init__(self, losses: Losses, commits: Mapping[str, Commit], line: frozenset[str]) -> None:
        self._losses = losses
        self._commits = commits
        self._line = line
        self._latest: dict[str, str] = {}
        self._lost: set[tuple[object, ...]] = set()
        self._instead: dict[tuple[object, ...], object] = {}

    def breaches(self, on_progress: OnProgress) -> Iterator[tuple[Loss, Commit]]:
        """Each loss and who made it, in the order of the line."""
        on_line = [each for each in self._commits.values() if each.hash in self._line]
        steps = [Step(each.hash, parent) for each in on_line for parent in each.parents]
        rest = iter(steps)
        done = 0
        while some := list(islice(rest, _STEPS)):
            found = list(tree_changes(self._losses.git, some, FOLDERS))
            self._losses.read(found)
            for step, changes in found:
                yield from self._step(self._commits[step.commit], step, changes)
            done += len(some)
            on_progress(done, len(steps))
            self._losses.versions.keep(self._latest.values())

    def tells_of(self, loss: Loss) -> bool:
        """Whether an `amended` entry that came with the loss, or after it, tells of the entry.

        It does so by the entry's time. One that came with the loss and names no time speaks of all that is lost.
        """
        if loss.entry is None:
            return False
        at = loss.entry.entry.at
        if loss.comes_amended:
            return True
        self._losses.versions.read([self._latest.get(loss.path)])
        now = amendments(self._losses.versions.of(self._latest.get(loss.path)))
        return any(at in times_in(each) for each in now if each.at not in loss.before)

    def _step(self, commit: Commit, step: Step, changes: list[FileChange]) -> Iterator[tuple[Loss, Commit]]:
        for each in changes:
            self._note(each)
        found = [loss for loss in self._losses.of(step, changes) if self._is_new(loss, commit)]
        if not found:
            return
        own = len(commit.parents) < 2
        makers = {} if own else made_by(self._losses, step.earlier or "", commit.hash, found)
        for loss in found:
            self._lost.add(loss.key)
            if loss.entry and loss.entry.later:
                self._instead[loss.incident, loss.entry.section, loss.entry.later] = loss.entry.entry
            yield loss, makers.get(loss.key, commit)

    def _note(self, change: FileChange) -> None:
        versions = self._losses.versions
        if change.after:
            self._latest[change.path] = change.after
            if change.before and kind_of(change.path) == "incident" and versions.is_too_large(change.after):
                versions.stand_in(change.after, change.before)
        else:
            self._latest.pop(change.path, None)

    def _is_new(self, loss: Loss, commit: Commit) -> bool:
        if len(commit.parents) > 1 and loss.key in self._lost:
            return False  # it was lost on the way to the other parent, and is told of there
        original = self._instead.get(loss.key)
        if original is None or loss.entry is None:
            return True
        entries: EntryLists = self._losses.versions.of(loss.after)
        return original not in getattr(entries, loss.entry.section)  # else it was put back as it had been

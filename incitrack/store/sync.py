"""Sync: what others pushed and what was committed here become one branch, here and there, or nothing moves."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from incitrack.errors import GitError
from incitrack.model.settings import SyncMode
from incitrack.printable import printable_line
from incitrack.store.announce import announce, announced_id
from incitrack.store.git import brief
from incitrack.store.lock import WritersLock
from incitrack.store.merge_driver_config import install_driver
from incitrack.store.numbers import ANNOUNCED
from incitrack.store.pauses import Pauses
from incitrack.store.porcelain import Porcelain
from incitrack.store.remote import Upstream, branch_checked_out, find_upstream
from incitrack.store.remote_talk import RemoteTalk, upstream_is_set
from incitrack.store.renumber import numbers_to_push, settle_numbers
from incitrack.store.repository import Repository
from incitrack.store.settle import settle_what_was_left
from incitrack.store.sync_lock import SyncLock
from incitrack.store.sync_move import Step, move_branch
from incitrack.store.sync_replay import join, remove_work_trees
from incitrack.store.unfinished import refuse_unfinished_operation


class Synced(NamedTuple):
    """What was done: commits pushed and received, and the new number of each record that lost its own."""

    upstream: Upstream
    pushed: int
    received: int
    renumbered: Mapping[str, str]
    is_empty: bool = False
    """Whether nothing has been committed yet, here or there."""


def sync(
    repository: Repository,
    mode: SyncMode,
    *,
    pauses: Pauses | None = None,
    on_wait: Callable[[str], None] = lambda _: None,
    on_found: Callable[[str], None] = lambda _: None,
) -> Synced:
    """Fetch, rebase or merge, and push; again with random pauses while the remote moves on or is locked.

    `on_wait` is told why it is tried again, `on_found` what a killed command had left. Nothing of what is not
    committed is touched.

    Raises:
        GitError: the state of the repository forbids it, there is a conflict (`SyncConflictError`), the remote
            refused or was not reached (`RemoteRefusedError`); the message says what was left.
        UsageError: the time limit that is configured is none.
    """
    pauses = pauses or Pauses()
    with SyncLock(repository):
        for said in mend_sync(repository):
            on_found(said)
        refuse_unfinished_operation(repository)
        upstream = find_upstream(repository)
        install_driver(repository)
        if upstream.is_set or announced_id(upstream.local) is None:
            return _Syncing(repository, upstream, mode).until_done(pauses, on_wait)
    return _announced(repository, upstream, pauses)


def mend_sync(repository: Repository) -> tuple[str, ...]:
    """Finish or take back what a command that was killed left in this clone; a sentence of what, or none.

    The caller holds the `SyncLock`, and not the writers' lock.
    """
    left = ", ".join(repository.shown(each) for each in remove_work_trees(repository))
    said = (f"took away the work tree of a sync that was killed: {left}",) if left else ()
    with WritersLock(repository):
        return (*said, *settle_what_was_left(repository))


def _announced(repository: Repository, upstream: Upstream, pauses: Pauses) -> Synced:
    """What `open --pr` could not push: it goes to a branch that must be new, or takes the next number."""
    waiting = repository.git.ask("rev-list", "--count", "HEAD", "--not", f"--remotes={upstream.remote}")
    old = announced_id(upstream.local)
    done = announce(repository, upstream.remote, into="main", pauses=pauses)
    return Synced(done.branch, int(waiting), 0, {old: done.id} if old and old != done.id else {})


class _Syncing:
    """One sync under way, with what it has done so far."""

    def __init__(self, repository: Repository, upstream: Upstream, mode: SyncMode) -> None:
        self.repository = repository
        self.upstream = upstream
        self.mode = mode
        self.porcelain = Porcelain(repository.root)
        self.talk = RemoteTalk(self.porcelain, upstream.remote)
        self.renumbered: dict[str, str] = {}
        self.received = 0

    def until_done(self, pauses: Pauses, on_wait: Callable[[str], None]) -> Synced:
        seen: str | None = None
        while True:
            busy = self.talk.fetch(self.upstream.branch)
            if busy is None:
                theirs = self._commit(self.upstream.tracking)
                if theirs != seen:
                    seen = theirs
                    pauses.progress()
                ours = self._joined(theirs)
                if ours is None or ours == theirs:
                    return self._done(0)._replace(is_empty=ours is None)
                pushing = self._count(ours, theirs)
                busy = self._number_announced(ours) or self.talk.push(
                    ours, self.upstream.branch, what_stays=self._what_stays(ours, pushing)
                )
                if busy is None:
                    if not self.upstream.is_set:
                        upstream_is_set(self.porcelain, self.upstream)
                    return self._done(pushing)
            if pauses.over:
                raise GitError(
                    f"{self.upstream.shown} was busy for {pauses.seconds} seconds: {busy}\n"
                    "your commits stay here, nothing is half done",
                    hint="try again later: incitrack sync",
                )
            on_wait(busy)
            pauses.wait()

    def _number_announced(self, ours: str) -> str | None:
        """Why it has to be begun again where a number of ours was announced while we joined."""
        numbers = numbers_to_push(self.repository, self.upstream, ours)
        if not numbers:
            return None
        taken = self.talk.announced_since() & {f"{ANNOUNCED}{each}" for each in numbers}
        return f"{printable_line(min(taken))} was announced meanwhile" if taken else None

    def _joined(self, theirs: str | None) -> str | None:
        """The commit that the branch is on now: it holds what is ours and what is theirs."""
        with WritersLock(self.repository):
            refuse_unfinished_operation(self.repository)
            if branch_checked_out(self.repository) != self.upstream.local:
                raise GitError(
                    "another branch was checked out meanwhile; nothing was moved", hint="incitrack sync"
                )
            ours = self._commit(f"refs/heads/{self.upstream.local}")
            if ours == theirs or (ours is None and theirs is None):
                return ours
            renumbered = settle_numbers(self.repository, self.upstream, ours) if ours else None
            mine = renumbered.commit if renumbered else ours
            joined = self._with_theirs(mine, theirs, afresh=renumbered is not None)
            if joined != ours:
                self.received += self._count(theirs, ours) if theirs else 0
                move_branch(self.repository, Step(self.upstream.local, ours, joined))
            if renumbered:
                self._remember(renumbered.moves)
            return joined

    def _with_theirs(self, ours: str | None, theirs: str | None, *, afresh: bool) -> str:
        if theirs is None or ours is None:
            found = ours or theirs
            assert found is not None  # noqa: S101 - one of them is there
            return found
        base = self._merge_base(ours, theirs)
        if base == ours:
            return theirs
        if base == theirs and not afresh:
            return ours
        mode = SyncMode.MERGE if self._has_merges(theirs, ours) else self.mode
        if base == theirs and mode is SyncMode.MERGE:
            return ours
        return join(self.repository, ours, theirs, mode, name=self.upstream.shown, afresh=afresh)

    def _merge_base(self, ours: str, theirs: str) -> str:
        answer = self.porcelain.run("merge-base", ours, theirs)
        if answer.status == 0:
            return answer.out.decode().strip()
        if answer.status != 1:
            raise GitError(f"git merge-base failed: {brief(answer.said)}")
        shallow = (self.repository.common_dir / "shallow").exists()
        raise GitError(
            f"{printable_line(self.upstream.local)} and {self.upstream.shown} have no commit in common; "
            "nothing was changed",
            hint="git fetch --unshallow" if shallow else "see that the remote is the one you mean: git remote -v",
        )

    def _has_merges(self, theirs: str, ours: str) -> bool:
        """Whether a merge is not pushed yet. It is kept: what a person settled in it is in no other commit."""
        return bool(self.porcelain.ask("rev-list", "--merges", "--max-count=1", f"{theirs}..{ours}"))

    def _remember(self, moves: Mapping[str, str]) -> None:
        known = {first: moves.get(last, last) for first, last in self.renumbered.items()}
        last = set(self.renumbered.values())
        self.renumbered = known | {old: new for old, new in moves.items() if old not in last}

    def _what_stays(self, commit: str, count: int) -> str:
        return f"{'your commit stays' if count == 1 else f'your {count} commits stay'} here, up to {commit[:7]}"

    def _count(self, what: str | None, without: str | None) -> int:
        if what is None:
            return 0
        limits = (f"^{without}",) if without else ("--not", f"--remotes={self.upstream.remote}")
        return int(self.porcelain.ask("rev-list", "--count", what, *limits))

    def _commit(self, ref: str) -> str | None:
        answer = self.porcelain.run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
        return answer.out.decode().split("\n")[-2] if answer.status == 0 else None

    def _done(self, pushed: int) -> Synced:
        return Synced(self.upstream, pushed, self.received, self.renumbered)

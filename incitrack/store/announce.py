"""Announcing: a new incident on a branch of its own, whose being on the remote reserves the number."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

from incitrack.errors import GitError
from incitrack.model.words import INCIDENT_ID
from incitrack.printable import printable_line
from incitrack.records.places import incident_path
from incitrack.store.git import brief
from incitrack.store.lock import WritersLock
from incitrack.store.merge_base import leads_to
from incitrack.store.numbers import ANNOUNCED, held_on, year_and_number
from incitrack.store.pauses import Pauses
from incitrack.store.porcelain import Porcelain
from incitrack.store.pull_request import pull_request_url
from incitrack.store.remote import Upstream, branch_checked_out, find_upstream
from incitrack.store.remote_talk import RemoteTalk, upstream_is_set
from incitrack.store.renumber import settle_numbers
from incitrack.store.repository import Repository
from incitrack.store.sync_lock import SyncLock
from incitrack.store.sync_move import Step, move_branch

_LONGEST: Final = 4.0
"""Seconds before the second look, which is otherwise twice as long as the push took: so long takes another's."""

_MOVED: Final = "incitrack open --pr"


class Announced(NamedTuple):
    """The ID that is reserved, its branch, and where its pull request is opened, if the address tells."""

    id: str
    branch: Upstream
    url: str | None


def announced_id(branch: str) -> str | None:
    """The ID that a branch announces: `incident/INC-2026-0043`; None for another branch."""
    identifier = branch.removeprefix(ANNOUNCED)
    return identifier if branch.startswith(ANNOUNCED) and INCIDENT_ID.fullmatch(identifier) else None


def look_at_remote(repository: Repository) -> Upstream:
    """Where the branch checked out goes, after a look at which numbers the remote has by now.

    Raises:
        GitError: there is no remote, or it was not reached; nothing was changed.
    """
    upstream = find_upstream(repository)
    with SyncLock(repository):
        _fetched(RemoteTalk(Porcelain(repository.root), upstream.remote), upstream.branch)
    return upstream


@contextmanager
def on_own_branch(repository: Repository, identifier: str) -> Iterator[None]:
    """Go to a new branch `incident/<ID>` for a commit; where that fails, back again, as if it had not been.

    No file changes, staged or not. The caller holds the writers' lock.

    Raises:
        GitError: there is such a branch already, or no commit yet that it could start from.
    """
    git = repository.git
    left = branch_checked_out(repository)
    before, own = f"refs/heads/{left}", f"refs/heads/{ANNOUNCED}{identifier}"
    start = git.ask("rev-parse", "--verify", "HEAD^{commit}").decode().strip()
    made = git.run_when_unlocked("update-ref", "-m", _MOVED, own, start, "0" * len(start))
    if made.status != 0:
        raise GitError(f"{ANNOUNCED}{identifier} could not be made: {brief(made.said)}; nothing was changed")
    try:
        # Git's own words in the log of HEAD, by which `git switch -` knows the way back.
        git.ask("symbolic-ref", "-m", f"checkout: moving from {left} to {ANNOUNCED}{identifier}", "HEAD", own)
        yield
    except BaseException:
        if git.ask("rev-parse", own).decode().strip() == start:  # else the commit stands
            git.ask("symbolic-ref", "-m", _MOVED, "HEAD", before)
            git.ask("update-ref", "-d", own, start)
        raise


def announce(repository: Repository, remote: str, *, into: str, pauses: Pauses | None = None) -> Announced:
    """Push the branch checked out, `incident/<ID>`, as one that is new; where its number is taken, with the next.

    Raises:
        GitError: it could not be pushed; the message names the branch and the commit, which stay.
    """
    pauses = pauses or Pauses()
    porcelain = Porcelain(repository.root)
    talk = RemoteTalk(porcelain, remote)
    with SyncLock(repository):
        while True:
            name = branch_checked_out(repository)
            branch = Upstream(name, remote, name, is_set=False)
            commit = porcelain.ask("rev-parse", "--verify", "HEAD^{commit}").decode().strip()
            what_stays, began = _what_stays(name, commit), time.monotonic()
            busy = talk.push(commit, name, what_stays=what_stays, only_new=True)
            if busy is None:  # who looked for the branch just before it was there pushes at this moment
                time.sleep(min(_LONGEST, 2 * (time.monotonic() - began)))
            _fetched(talk, into if busy is None else name)
            if ours := busy is not None and _is_ours(porcelain, branch, commit):
                busy = talk.push(commit, name, what_stays=what_stays)
                _fetched(talk, into)
            if busy is None and not _came_second(repository, branch, commit):
                upstream_is_set(porcelain, branch)
                pages = (pull_request_url(each, name, into=into) for each in _addresses(porcelain, remote))
                return Announced(announced_id(name) or name, branch, next(filter(None, pages), None))
            if busy is None:
                talk.withdraw(commit, name, what_stays=what_stays)
            if busy is None or (not ours and _is_there(porcelain, branch)):
                _take_the_next(repository, branch)
                pauses.progress()
            elif pauses.over:
                raise GitError(
                    f"{printable_line(remote)} was busy for {pauses.seconds} seconds: {busy}\n{what_stays}",
                    hint="try again later: incitrack sync",
                )
            else:
                pauses.wait()


def _is_ours(porcelain: Porcelain, branch: Upstream, commit: str) -> bool:
    """Whether the remote's branch is our own, pushed by an announcement that was cut off before its end."""
    identifier = announced_id(branch.local)
    if identifier is None:
        return False
    record = f"{branch.tracking}:{incident_path(identifier)}"
    holds_it = porcelain.run("cat-file", "-e", record).status == 0
    return holds_it and leads_to(porcelain, branch.tracking, commit)


def _came_second(repository: Repository, branch: Upstream, commit: str) -> bool:
    """Whether another branch of the remote's has the number too: it was pushed after we had looked.

    Whoever pushes a record by plain Git looks at no announcement, so it is ours that steps aside, before anybody
    has been told of it.
    """
    identifier = announced_id(branch.local)
    if identifier is None:
        return False
    year, number = year_and_number(identifier)
    return number in held_on(repository, branch.remote, year, without=commit)


def _take_the_next(repository: Repository, branch: Upstream) -> None:
    """Give the record of this branch, and the branch, the next free number."""
    old = announced_id(branch.local)
    with WritersLock(repository):
        head = repository.git.ask("rev-parse", "--verify", "HEAD^{commit}").decode().strip()
        renumbered = settle_numbers(repository, branch, head, only=old) if old else None
        if renumbered is None or old is None:
            raise GitError(
                f"{branch.shown} is there already, with another incident; {_what_stays(branch.local, head)}",
                hint="give the branch another name: git branch -m NAME, then: incitrack sync",
            )
        move_branch(repository, Step(branch.local, head, renumbered.commit, f"{ANNOUNCED}{renumbered.moves[old]}"))


def _addresses(porcelain: Porcelain, remote: str) -> list[str]:
    """The remote's address as it is written, and as Git reads it, which may know what it is short for."""
    asked = (("config", "--get", f"remote.{remote}.url"), ("remote", "get-url", "--", remote))
    answers = (porcelain.run(*words) for words in asked)
    return [answer.out.decode(errors="replace").strip() for answer in answers if answer.status == 0]


def _is_there(porcelain: Porcelain, branch: Upstream) -> bool:
    return porcelain.run("rev-parse", "--verify", "--quiet", branch.tracking).status == 0


def _fetched(talk: RemoteTalk, branch: str) -> None:
    pauses = Pauses()
    while busy := talk.fetch(branch):
        if pauses.over:
            raise GitError(f"{printable_line(talk.remote)} was busy for {pauses.seconds} seconds: {busy}")
        pauses.wait()


def _what_stays(branch: str, commit: str) -> str:
    return f"branch {printable_line(branch)} with commit {commit[:7]} stays here"

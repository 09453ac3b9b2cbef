"""Which commits touched a record, followed to where it was before, and what its file held beside each."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from incitrack.store.commits import Asks, Commit, read_commits
from incitrack.store.tree_changes import Step, tree_changes


class Touch(NamedTuple):
    """A commit that touched the record: the name of its content behind it, and in each parent.

    A parent from which a merge took the file as it is has the content that is `after`.
    """

    commit: Commit
    after: str | None
    before: tuple[str | None, ...]


def touches_of(git: Asks, path: str, tip: str, *, since: datetime | None = None) -> list[Touch]:
    """The commits that lead to `tip`, a hash, and touched the record at a path, the oldest first.

    The record is followed to another path only where a commit removed the file there. What was committed before
    `since` is left out.

    Raises:
        GitError: Git failed.
    """
    return _touches(git, path, [tip], frozenset(), since)


def _touches(
    git: Asks, path: str, tips: Sequence[str], seen: frozenset[str], since: datetime | None
) -> list[Touch]:
    commits = read_commits(git, tips, path=path, since=since)
    steps = [Step(each.hash, parent) for each in commits for parent in each.parents or (None,)]
    found = {step: changes[0] for step, changes in tree_changes(git, steps, (path,)) if changes}
    touches: list[Touch] = []
    earlier: list[Touch] = []
    for commit in commits:
        beside = [found.get(Step(commit.hash, parent)) for parent in commit.parents or (None,)]
        after = next((each.after for each in beside if each), None)
        before = tuple(each.before if each else after for each in beside)
        if after and not any(before) and commit.parents:
            old = _moved_from(git, commit, path)
            if old and old not in seen:
                earlier += _touches(git, old, commit.parents, seen | {path}, since)
                before = tuple(_content_at(git, parent, old) for parent in commit.parents)
        touches.append(Touch(commit, after, before))
    known = {each.commit.hash for each in earlier}
    return [*earlier, *(each for each in touches if each.commit.hash not in known)]


def _moved_from(git: Asks, commit: Commit, path: str) -> str | None:
    """Where the file was that a commit moved to a path; None where it is new there."""
    told = git.ask(
        *("diff-tree", "-r", "-z", "--find-renames", "--diff-filter=R", "--no-commit-id", "--name-status"),
        *(commit.parents[0], commit.hash),
    )
    parts = told.decode(errors="surrogateescape").split("\0")[:-1]
    moves = (parts[start : start + 3] for start in range(0, len(parts), 3))
    return next((old for _, old, new in moves if new == path), None)


def _content_at(git: Asks, commit: str, path: str) -> str | None:
    listed = git.ask("ls-tree", "-z", "--full-tree", commit, "--", path)
    about = listed.partition(b"\t")[0].split()
    return about[2].decode() if about and about[1] == b"blob" else None

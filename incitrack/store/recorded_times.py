"""When each entry was written down: the author's date of the first commit that holds it."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from itertools import islice
from typing import Final

from incitrack.errors import GitError
from incitrack.records.entry_lists import Entry
from incitrack.records.parsing import OnProgress
from incitrack.records.places import INCIDENTS, id_of_path
from incitrack.store.commits import Asks, Commit, read_commits
from incitrack.store.losses import kind_of
from incitrack.store.main_branch import is_shallow
from incitrack.store.merge_base import commit_of
from incitrack.store.record_history import record_history
from incitrack.store.tree_changes import FileChange, Step, tree_changes
from incitrack.store.versions import Versions

RecordedTimes = Mapping[Entry, datetime]
"""When each entry of a record was written down, in UTC; one that is not committed, or was before, is not in it."""

_STEPS: Final = 500
_SLACK: Final = timedelta(days=1)


def recorded_times(git: Asks, identifier: str, entries: Iterable[Entry]) -> RecordedTimes:
    """When the entries of one incident were written down, as far as that may have been after they happened.

    Commits from before the first of them are not looked at. It is empty where nobody can know: without a Git
    repository, without a commit, and in a shallow clone, whose oldest commit holds what others wrote.
    """
    times = [entry.at for entry in entries]
    try:
        tip = commit_of(git, "HEAD")
        if tip is None or not times or is_shallow(git):
            return {}
        history = record_history(git, identifier, tip, since=min(times) - _SLACK)
    except (GitError, OverflowError):
        return {}
    found: dict[Entry, datetime] = {}
    for change in history.changes:
        if change.entry is not None and change.new is not None:
            found.setdefault(change.new, change.commit.at)
    return found


def all_recorded_times(git: Asks, tip: str, on_progress: OnProgress) -> Mapping[str, RecordedTimes]:
    """When the entries of every incident were written down, by its ID, in one walk of what leads to `tip`.

    A record that a commit moved to another ID keeps the times of its entries. Empty in a shallow clone.

    Raises:
        GitError: Git failed.
    """
    if is_shallow(git):
        return {}
    commits = read_commits(git, [tip])
    versions = Versions(git)
    found: dict[str, dict[Entry, datetime]] = {}
    by_hash = {each.hash: each for each in commits}
    # No commit is told before its parents: of a merge, what any parent had is known already.
    steps = iter(Step(each.hash, each.parents[0] if each.parents else None) for each in commits)
    done = 0
    while some := list(islice(steps, _STEPS)):
        changed = [
            (by_hash[step.commit], [each for each in changes if kind_of(each.path) == "incident"])
            for step, changes in tree_changes(git, some, (INCIDENTS,))
        ]
        versions.read(each.after for _, changes in changed for each in changes)
        for commit, changes in changed:
            _note(found, commit, changes, versions)
        done += len(some)
        on_progress(done, len(commits))
        versions.keep(())
    return found


def _note(
    found: dict[str, dict[Entry, datetime]], commit: Commit, changes: list[FileChange], versions: Versions
) -> None:
    moved: dict[Entry, datetime] = {}
    for gone in changes:
        if gone.after is None:
            moved |= found.get(id_of_path(gone.path) or "", {})
    for each in changes:
        if each.after is not None:
            times = found.setdefault(id_of_path(each.path) or "", {})
            entries = versions.of(each.after)
            both: tuple[Entry, ...] = (*entries.timeline, *entries.communications)
            for entry in both:
                times.setdefault(entry, moved.get(entry, commit.at))

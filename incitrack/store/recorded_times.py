"""When each entry was written down: the earliest author's date of the commits that brought it to its record.

A commit brings what its version of the file has, and none of its parents'. That rule needs no order of the commits
that do not follow from each other, so that what was found once holds for every history that leads on from there.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from incitrack.errors import GitError
from incitrack.records.entry_lists import NOTHING, Entry, entry_lists
from incitrack.records.places import incident_path
from incitrack.store.commits import Asks
from incitrack.store.main_branch import is_shallow
from incitrack.store.merge_base import commit_of
from incitrack.store.touches import touches_of
from incitrack.store.versions import Versions

_SLACK: Final = timedelta(days=1)


def recorded_times(git: Asks, identifier: str, entries: Iterable[Entry]) -> Mapping[Entry, datetime]:
    """When the entries of one incident were written down, in UTC, as far as that may be after they happened.

    Commits from before the first of them are not looked at. It is empty where nobody can know: without a Git
    repository, without a commit, and in a shallow clone, whose oldest commit holds what others wrote.
    """
    times = [entry.at for entry in entries]
    found: dict[Entry, datetime] = {}
    try:
        tip = commit_of(git, "HEAD")
        if tip is None or not times or is_shallow(git):
            return {}
        touches = touches_of(git, incident_path(identifier), tip, since=min(times) - _SLACK)
        versions = Versions(git, entry_lists, NOTHING)
        versions.read(name for touch in touches for name in (touch.after, *touch.before))
    except (GitError, OverflowError):
        return {}
    for touch in touches:
        before = {entry for name in touch.before for entry in versions.of(name).all}
        for entry in versions.of(touch.after).all:
            if entry not in before:
                found[entry] = min(found.get(entry, touch.commit.at), touch.commit.at)
    return found

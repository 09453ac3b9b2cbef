"""When the entries of an archive were written down, from its history or from the last look at it."""

from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from incitrack.cli.session import Progress
from incitrack.errors import GitError
from incitrack.records.cache import cache_folder, load, store

if TYPE_CHECKING:
    from incitrack.website.contents import RecordedTimes

_NAME: Final = "recorded.cache"


def recorded_in(root: Path) -> "RecordedTimes":
    """The times by incident, of the commit that is checked out; none where no history tells them."""
    if not (root / ".git").exists():
        return {}
    from incitrack.store.git import Git
    from incitrack.store.merge_base import commit_of
    from incitrack.store.recorded_times import all_recorded_times

    git = Git(root)
    place = cache_folder(root) / _NAME
    try:
        tip = commit_of(git, "HEAD")
        if tip is None:
            return {}
        kept = load(place)
        if isinstance(kept, tuple) and kept[0] == tip:
            return cast("RecordedTimes", kept[1])  # what `store` below was given
        with Progress("Dating") as progress:
            found = all_recorded_times(git, tip, progress.update)
    except GitError:  # a page needs no Git
        return {}
    if found:  # not in a shallow clone, whose commits may be fetched yet
        store(place, (tip, found))
    return found

"""When the entries of an archive were written down, from its history and from the last look at it."""

from typing import TYPE_CHECKING, Final

from incitrack.cli.session import Progress
from incitrack.errors import GitError
from incitrack.records.cache_file import cache_folder, load, store

if TYPE_CHECKING:
    from incitrack.records.archive import Archive
    from incitrack.records.recorded_times import RecordedTimes

_NAME: Final = "recorded.cache"


def recorded_in(archive: "Archive", *, jobs: int = 1) -> "RecordedTimes | None":
    """The times by the history of the commit that is checked out; None where no history tells them.

    The records of the archive need not be read once more out of that history, which so many `jobs` (processes)
    read.
    """
    root = archive.root
    if not (root / ".git").exists():
        return None
    from incitrack.records.recorded_times import RecordedTimes
    from incitrack.store.git import Git
    from incitrack.store.merge_base import commit_of
    from incitrack.store.recorded_walk import all_recorded_times

    git = Git(root)
    place = cache_folder(root) / _NAME
    try:
        tip = commit_of(git, "HEAD")
        if tip is None:
            return None
        kept = load(place)
        earlier = kept if isinstance(kept, RecordedTimes) else None
        with Progress("Dating") as progress:
            found = all_recorded_times(
                git, tip, progress.update, earlier=earlier, present=archive.incidents, jobs=jobs
            )
    except GitError:  # a page needs no Git
        return None
    if found and found is not earlier:
        store(place, found)
    return found

"""When the entries of an archive were written down, from its history and from the last look at it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from incitrack.cli.session import Progress
from incitrack.cli.written import warn
from incitrack.errors import GitError
from incitrack.records.cache_file import cache_folder, load, store

if TYPE_CHECKING:
    from incitrack.records.archive import Archive
    from incitrack.records.recorded_times import RecordedTimes
    from incitrack.store.git import Git

_NAME: Final = "recorded.cache"


def recorded_in(archive: "Archive", *, jobs: int = 1, say: Callable[[str], None] = warn) -> "RecordedTimes | None":
    """The times by the history of the commit that is checked out; None where no history tells them.

    The records of the archive need not be read once more out of that history, which so many `jobs` (processes)
    read. Where there is a history that cannot be read, `say` is told why, and what to do.
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
            git.ask("rev-parse", "--git-dir")  # fails where Git will not look into it
            return None  # nothing is committed yet
        kept = load(place)
        earlier = kept if isinstance(kept, RecordedTimes) else None
        with Progress("Dating") as progress:
            found = all_recorded_times(
                git, tip, progress.update, earlier=earlier, present=archive.incidents, jobs=jobs
            )
    except GitError as error:  # a page needs no Git
        say(_unknown(error.message, error.hint or _way_out(git)))
        return None
    if found is None:
        say(_unknown("this clone is shallow", "git fetch --unshallow; in a workflow, fetch-depth: 0"))
    if found and found is not earlier:
        store(place, found)
    return found


def once(say: Callable[[str], None]) -> Callable[[str], None]:
    """Say each sentence the first time alone."""
    said: set[str] = set()

    def say_once(sentence: str) -> None:
        if sentence not in said:
            said.add(sentence)
            say(sentence)

    return say_once


def _unknown(why: str, what_to_do: str) -> str:
    return f"no entry says that it was written down late, since the history cannot be read: {why} ({what_to_do})"


def _way_out(git: "Git") -> str:
    if git.run("config", "--get-regexp", r"^remote\..*\.promisor$").status == 0:
        return "git fetch --refetch --no-filter brings what this partial clone left out"
    return "git log -- incidents shows whether Git can read it"

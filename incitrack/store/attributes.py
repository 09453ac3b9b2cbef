"""How Git would merge files, by its attributes."""

from collections.abc import Sequence

from incitrack.store.repository import Repository


def merge_attributes(repository: Repository, paths: Sequence[str]) -> set[str]:
    """The values of the attribute `merge` of these paths, wherever they are set; `unspecified` where they are not.

    Raises:
        GitError: Git failed.
    """
    told = repository.git.ask("check-attr", "-z", "merge", "--", *paths).decode(errors="replace")
    return set(told.split("\0")[2::3])

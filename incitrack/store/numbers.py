"""Which numbers of a year are taken: in the work tree, and on every branch, local or remote-tracking."""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from incitrack.model.words import INCIDENT_ID
from incitrack.store.objects import look_up, read_objects
from incitrack.store.repository import Repository

_MODE_AND_NAME: Final = re.compile(rb"[0-7]{5,6} ([^\0]+)\0")


def next_id(repository: Repository, year: int) -> str:
    """The highest number of the year anywhere, plus one, as an ID of at least four digits.

    A file counts by its name, readable or not. However many branches there are, Git runs three times.
    """
    names = (*_in_work_tree(repository), *_on_branches(repository, f"incidents/{year:04}"))
    found = (INCIDENT_ID.fullmatch(name.removesuffix(".md")) for name in names)
    taken = (int(match[2]) for match in found if match and int(match[1]) == year)
    return f"INC-{year:04}-{max(taken, default=0) + 1:04}"


def _in_work_tree(repository: Repository) -> Iterator[str]:
    with suppress(OSError):
        for folder in (repository.root / "incidents").iterdir():
            with suppress(OSError):
                yield from (path.name for path in folder.iterdir())


def _on_branches(repository: Repository, folder: str) -> Iterator[str]:
    """The names in that folder on any branch. Branches with the same folder, as most have, are read once."""
    git = repository.git
    commits = git.ask("for-each-ref", "--format=%(objectname)", "refs/heads", "refs/remotes").decode().split()
    wanted = (f"{commit}:{folder}" for commit in dict.fromkeys(["HEAD", *commits]))
    trees = {found.name for found in look_up(git, wanted) if found.kind == "tree"}
    if not trees:
        return
    for name, tree in read_objects(git, sorted(trees)):
        yield from _names(tree, len(name) // 2)


def _names(tree: bytes, hash_length: int) -> Iterator[str]:
    """The names of a tree object: mode, space, name, NUL and the binary hash, one after another."""
    position = 0
    while found := _MODE_AND_NAME.match(tree, position):
        yield found[1].decode(errors="replace")
        position = found.end() + hash_length

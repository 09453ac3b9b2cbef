"""Which numbers of a year are taken: in the work tree, and on every branch, local or remote-tracking."""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from incitrack.model.words import INCIDENT_ID, incident_id
from incitrack.store.objects import look_up, read_objects
from incitrack.store.repository import Repository

ANNOUNCED: Final = "incident/"
"""The branches of announced incidents are `incident/INC-2026-0042`."""

_MODE_AND_NAME: Final = re.compile(rb"[0-7]{5,6} ([^\0]+)\0")


def next_id(repository: Repository, year: int) -> str:
    """The highest number of the year anywhere, plus one, as an ID of at least four digits.

    Raises:
        RefusedError: the highest number that an ID can have is taken.
    """
    return incident_id(year, highest_number(repository, year) + 1)


def highest_number(repository: Repository, year: int) -> int:
    """The highest number of the year in the work tree, on any branch and in any branch's name; 0 without one.

    A file counts by its name, readable or not. However many branches there are, Git runs three times.
    """
    branches = _branches(repository, "refs/heads", "refs/remotes")
    names = (
        *_in_work_tree(repository),
        *_on_branches(repository, ["HEAD", *branches.values()], year),
        *(ref.rpartition(f"/{ANNOUNCED}")[2] for ref in branches if f"/{ANNOUNCED}" in ref),
    )
    return max(_numbers(names, year), default=0)


def year_and_number(identifier: str) -> tuple[int, int]:
    """What an ID is made of."""
    found = INCIDENT_ID.fullmatch(identifier)
    assert found is not None  # noqa: S101 - it has come out of a path or of a branch that is named by it
    return int(found[1]), int(found[2])


def held_on(repository: Repository, remote: str, year: int, *, without: str | None = None) -> frozenset[int]:
    """The numbers of the year that a remote's branches hold, each by a record or by its name, as seen last.

    Branches that contain the commit `without` are left out.
    """
    folder = f"refs/remotes/{remote}/"
    branches = _branches(repository, folder, *((f"--no-contains={without}",) if without else ()))
    announced = f"{folder}{ANNOUNCED}"
    names = (
        *_on_branches(repository, list(branches.values()), year),
        *(ref.removeprefix(announced) for ref in branches if ref.startswith(announced)),
    )
    return frozenset(_numbers(names, year))


def _numbers(names: tuple[str, ...], year: int) -> Iterator[int]:
    found = (INCIDENT_ID.fullmatch(name.removesuffix(".md")) for name in names)
    return (int(match[2]) for match in found if match and int(match[1]) == year)


def _in_work_tree(repository: Repository) -> Iterator[str]:
    with suppress(OSError):
        for folder in (repository.root / "incidents").iterdir():
            with suppress(OSError):
                yield from (path.name for path in folder.iterdir())


def _branches(repository: Repository, *within: str) -> dict[str, str]:
    """The commit of each branch, by the ref in full."""
    listed = repository.git.ask("for-each-ref", "--format=%(objectname) %(refname)", *within)
    pairs = (line.split(" ", 1) for line in listed.decode(errors="surrogateescape").splitlines())
    return {ref: commit for commit, ref in pairs}


def _on_branches(repository: Repository, commits: list[str], year: int) -> Iterator[str]:
    """The names in the year's folder in any commit. Those with the same folder, as most have, are read once."""
    git = repository.git
    wanted = (f"{commit}:incidents/{year:04}" for commit in dict.fromkeys(commits))
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

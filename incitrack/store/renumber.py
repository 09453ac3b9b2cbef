"""Settles who keeps a number: the first to reach the remote does, and records that collide take the next ones."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from incitrack.model.words import incident_id
from incitrack.records.places import id_of_path, incident_path
from incitrack.store.numbers import ANNOUNCED, held_on, highest_number, year_and_number
from incitrack.store.porcelain import Porcelain
from incitrack.store.remote import Upstream
from incitrack.store.repository import Repository
from incitrack.store.rewrite import rewrite
from incitrack.store.unpushed import Unpushed, unpushed_commits, versions_on


class Renumbered(NamedTuple):
    """The branch's new tip, and the new ID of each record that moved, by its old one."""

    commit: str
    moves: Mapping[str, str]


def settle_numbers(
    repository: Repository, upstream: Upstream, head: str, *, only: str | None = None
) -> Renumbered | None:
    """`head` with the records renumbered, in commits written anew, whose numbers the remote's branches hold.

    None where none collides. A record that the remote has in any version of ours is the same record, brought there
    by another way. With `only`, that record moves and no other. The branch does not move.

    Raises:
        GitError: Git failed.
        RefusedError: a year has no number left.
    """
    porcelain = Porcelain(repository.root)
    unpushed = unpushed_commits(porcelain, head, upstream.remote)
    added = _records_added(unpushed)
    if not added:
        return None
    if only is not None:
        moving = [each for each in added if each == only]
    else:
        held = sorted(_held(repository, upstream, added), key=year_and_number)
        moving = [
            each for each in held if not _is_the_same(porcelain, unpushed, upstream.remote, incident_path(each))
        ]
    if not moving:
        return None
    moves = _next_ones(repository, moving)
    return Renumbered(rewrite(repository, unpushed, moves)[head], moves)


def numbers_to_push(repository: Repository, upstream: Upstream, head: str) -> frozenset[str]:
    """The IDs of the records that a push of `head` would bring to the remote, other than one announced by it."""
    added = _records_added(unpushed_commits(Porcelain(repository.root), head, upstream.remote))
    return frozenset(each for each in added if upstream.branch != f"{ANNOUNCED}{each}")


def _records_added(unpushed: Unpushed) -> list[str]:
    paths = dict.fromkeys(each.path for each in unpushed.alterations if each.status == "A")
    named = ((id_of_path(path), path) for path in paths)
    return [identifier for identifier, path in named if identifier and incident_path(identifier) == path]


def _held(repository: Repository, upstream: Upstream, added: list[str]) -> list[str]:
    """Those whose numbers a branch of the remote's holds, other than the branch that announces them here."""
    found = []
    for year in sorted({year_and_number(each)[0] for each in added}):
        held = held_on(repository, upstream.remote, year)
        found += [each for each in added if year_and_number(each)[0] == year and year_and_number(each)[1] in held]
    return [each for each in found if upstream.branch != f"{ANNOUNCED}{each}"]


def _is_the_same(porcelain: Porcelain, unpushed: Unpushed, remote: str, path: str) -> bool:
    return bool(unpushed.versions(path) & versions_on(porcelain, remote, path))


def _next_ones(repository: Repository, moving: list[str]) -> dict[str, str]:
    by_year: dict[int, list[str]] = defaultdict(list)
    for each in moving:
        by_year[year_and_number(each)[0]].append(each)
    return {
        old: incident_id(year, number)
        for year, olds in by_year.items()
        for number, old in enumerate(olds, start=highest_number(repository, year) + 1)
    }

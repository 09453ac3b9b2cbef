"""Which documents share a bundle: as few bundles as memory allows, and none made anew that still holds.

A query loads a part of every bundle, so there should be few; indexing takes memory and time by the size of a
bundle, so they may not be large; and a change may not make a large one anew. Hence volumes of up to 4,000
documents that are kept while at least nine tenths of them hold (what does not is left out by the tables), and one
small bundle beside them for all that changed since. A year that is over lies in volumes that nothing touches.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

LARGEST: Final = 4000
"""Documents of 3 KB that the engine indexes in about 220 MB and 2 s."""

SMALL: Final = 1000
"""So many take under a second to index: a bundle of fewer is not worth keeping in part."""


class Known(NamedTuple):
    """A bundle that an earlier build made: its key and the digests of its documents."""

    key: str
    digests: tuple[str, ...]


class Layout(NamedTuple):
    """The keys of the bundles to keep, and for each bundle to make the digests of its documents."""

    kept: tuple[str, ...]
    new: tuple[tuple[str, ...], ...]


def lay_out(wanted: Sequence[str], known: Iterable[Known]) -> Layout:
    """Spread documents, given by digest, over bundles: each document in exactly one that is kept or new.

    The same wanted and known documents give the same layout; a bundle with exactly the documents of a new one is
    not looked for here, but has the same key.
    """
    missing = set(wanted)
    volumes: list[tuple[Known, set[str]]] = []
    for bundle in sorted(known, key=lambda each: (-len(each.digests), each.key)):
        live = missing.intersection(bundle.digests)
        if len(live) >= SMALL and len(live) * 10 >= len(bundle.digests) * 9:
            volumes.append((bundle, live))
            missing -= live
    if len(missing) > SMALL and volumes and len(volumes[-1][1]) + len(missing) <= LARGEST:
        missing |= volumes.pop()[1]  # the smallest has room
    rest = [digest for digest in wanted if digest in missing]
    return Layout(tuple(bundle.key for bundle, _ in volumes), tuple(_cut(rest)))


def _cut(digests: list[str]) -> Iterable[tuple[str, ...]]:
    """Into as few parts as the largest size allows, all about as large."""
    parts = -(-len(digests) // LARGEST)
    for part in range(parts):
        yield tuple(digests[len(digests) * part // parts : len(digests) * (part + 1) // parts])

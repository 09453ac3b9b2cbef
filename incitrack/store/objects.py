"""Reads objects out of Git's store, however many in one process."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from incitrack.store.git import Git

if TYPE_CHECKING:
    from incitrack.store.porcelain import Porcelain


class Stored(NamedTuple):
    """An object as it was asked for: its name, its kind (`blob`, `tree`, …) and its size in bytes."""

    name: str
    kind: str
    size: int


def look_up(git: "Git | Porcelain", names: Iterable[str]) -> Iterator[Stored]:
    """What is known of each object, without reading it; what is not there is left out.

    A name is whatever Git takes for one, without a line break, such as `HEAD:incidents/2026`.
    """
    listed = git.ask("cat-file", "--batch-check", given=_lines(names)).decode(errors="replace")
    for line in listed.splitlines():
        match line.split():
            case [name, kind, size]:
                yield Stored(name, kind, int(size))


def read_objects(git: "Git | Porcelain", names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The name and the content of each object. The names are hashes of objects that are there."""
    contents = git.ask("cat-file", "--batch", given=_lines(names))
    position = 0
    while position < len(contents):
        start = contents.index(b"\n", position) + 1
        name, _, size = contents[position:start].split()
        yield name.decode(), contents[start : start + int(size)]
        position = start + int(size) + 1


def _lines(names: Iterable[str]) -> bytes:
    return "".join(f"{name}\n" for name in names).encode()

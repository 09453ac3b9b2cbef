"""Reads objects out of Git's store, however many in one process."""

from collections.abc import Iterable, Iterator
from hashlib import new
from typing import TYPE_CHECKING, Final, NamedTuple

from incitrack.store.git import Git

if TYPE_CHECKING:
    from incitrack.store.porcelain import Porcelain

_SHA1: Final = 40
"""The digits of a name in all repositories but those of SHA-256."""


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


def name_of(content: bytes, *, like: str) -> str:
    """The name that Git gives to a content, by the algorithm of another full name.

    Source: gitformat-loose and hash-function-transition, "Object names": the hash of kind, size and content.
    """
    algorithm = "sha1" if len(like) == _SHA1 else "sha256"
    return new(algorithm, b"blob %d\0%b" % (len(content), content), usedforsecurity=False).hexdigest()


def _lines(names: Iterable[str]) -> bytes:
    return "".join(f"{name}\n" for name in names).encode()

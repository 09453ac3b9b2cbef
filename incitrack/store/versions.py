"""The entries that versions of records hold, read out of Git's store by the names of their contents."""

from collections.abc import Iterable, Iterator
from typing import Final

from incitrack.records.entry_lists import NOTHING, EntryLists, entry_lists
from incitrack.records.folder import LARGEST
from incitrack.store.commits import Asks
from incitrack.store.objects import look_up, read_objects

_AT_ONCE: Final = 32 * LARGEST
"""So many bytes are held while they are read."""


class Versions:
    """Entries by the name of the content that holds them; what was read once is known until it is let go."""

    def __init__(self, git: Asks) -> None:
        self._git = git
        self._known: dict[str, EntryLists | None] = {}

    def read(self, names: Iterable[str | None]) -> None:
        """Read what is not known yet, in a few processes of Git's however many there are."""
        wanted = [name for name in dict.fromkeys(names) if name and name not in self._known]
        if not wanted:
            return
        sizes = {found.name: found.size for found in look_up(self._git, wanted)}
        self._known.update((name, None) for name in wanted if sizes.get(name, LARGEST + 1) > LARGEST)
        for some in _in_loads([(name, sizes[name]) for name in wanted if sizes.get(name, LARGEST + 1) <= LARGEST]):
            for name, content in read_objects(self._git, some):
                self._known[name] = entry_lists(content.decode(errors="replace"))

    def of(self, name: str | None) -> EntryLists:
        """The entries of a content that was read; none where there is no file, or one over 1 MiB."""
        return (self._known[name] if name else None) or NOTHING

    def is_too_large(self, name: str) -> bool:
        """Whether a content that was read is over 1 MiB, so that nobody knows its entries."""
        return self._known[name] is None

    def stand_in(self, name: str, for_it: str) -> None:
        """Take what one content holds for what the other does, until the record can be read again."""
        self._known[name] = self._known[for_it]

    def keep(self, names: Iterable[str | None]) -> None:
        """Let go of all others."""
        self._known = {name: self._known[name] for name in dict.fromkeys(names) if name and name in self._known}


def _in_loads(sized: list[tuple[str, int]]) -> Iterator[list[str]]:
    load: list[str] = []
    weight = 0
    for name, size in sized:
        if load and weight + size > _AT_ONCE:
            yield load
            load, weight = [], 0
        load.append(name)
        weight += size
    if load:
        yield load

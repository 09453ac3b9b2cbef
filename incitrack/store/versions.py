"""What versions of records say, such as their entries, read out of Git's store by the names of their contents."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, Generic, TypeVar

from incitrack.records.folder import LARGEST
from incitrack.store.commits import Asks
from incitrack.store.objects import look_up, read_objects
from incitrack.workers import share

T = TypeVar("T")

_AT_ONCE: Final = 32 * LARGEST
"""So many bytes are held while they are read."""
_SHARED: Final = LARGEST
"""And so many where several processes read, so that none is left with a large rest."""


class Versions(Generic[T]):
    """What `take` takes out of a content's text, by the content's name; what was read once is known until let go.

    `nothing` is what no text says. Many texts are read by so many processes at once as there are `jobs`.
    """

    def __init__(self, git: Asks, take: Callable[[str], T], nothing: T, *, jobs: int = 1) -> None:
        self._git = git
        self._jobs = jobs
        self._take = take
        self._nothing = nothing
        self._known: dict[str, T | None] = {}

    def read(self, names: Iterable[str | None]) -> None:
        """Read what is not known yet, in a few processes of Git's however many there are."""
        wanted = [name for name in dict.fromkeys(names) if name and name not in self._known]
        if not wanted:
            return
        sizes = {found.name: found.size for found in look_up(self._git, wanted)}
        self._known.update((name, None) for name in wanted if sizes.get(name, LARGEST + 1) > LARGEST)
        readable = [(name, sizes[name]) for name in wanted if sizes.get(name, LARGEST + 1) <= LARGEST]
        loads = list(_in_loads(readable, _AT_ONCE if self._jobs == 1 else _SHARED))
        found: dict[str, T] = {}

        def read_load(names: list[str]) -> None:
            for name, content in read_objects(self._git, names):
                found[name] = self._take(content.decode(errors="replace"))

        for part in share(loads, read_load, lambda: found, self._jobs, enough=2):
            self._known.update(part)

    def of(self, name: str | None) -> T:
        """What a content that was read says; nothing where there is no file, or one over 1 MiB."""
        found = self._known[name] if name else None
        return self._nothing if found is None else found

    def is_too_large(self, name: str) -> bool:
        """Whether a content that was read is over 1 MiB, so that nobody knows what it says."""
        return self._known[name] is None

    def know(self, name: str, said: T) -> None:
        """Spare the reading of a content of which it is known already what it says."""
        self._known[name] = said

    def stand_in(self, name: str, for_it: str) -> None:
        """Take what one content says for what the other does, until the record can be read again."""
        self._known[name] = self._known[for_it]

    def keep(self, names: Iterable[str | None]) -> None:
        """Let go of all others."""
        self._known = {name: self._known[name] for name in dict.fromkeys(names) if name and name in self._known}


def _in_loads(sized: list[tuple[str, int]], largest: int) -> Iterator[list[str]]:
    load: list[str] = []
    weight = 0
    for name, size in sized:
        if load and weight + size > largest:
            yield load
            load, weight = [], 0
        load.append(name)
        weight += size
    if load:
        yield load

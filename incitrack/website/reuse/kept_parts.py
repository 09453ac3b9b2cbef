"""What was worked out of one incident after another, kept from build to build by what each was worked out from.

One file beside the cache of the archive and under the same rules: safe to delete at any time.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, Generic, NamedTuple, TypeVar

from incitrack.records.cache_file import cache_folder, load, store

T = TypeVar("T")

_STALE: Final = 0.02
"""With so large a part of them new, they are written anew, which takes longer than to work that part out again."""


class _Kept(NamedTuple):
    common: bytes
    parts: dict[bytes, Any]


class KeptParts(Generic[T]):
    """The parts that earlier builds have kept under a `name`, by a digest of what each is made of.

    `common` is a digest of what all of them are made of, the program included.
    """

    def __init__(self, root: Path, name: str, common: bytes) -> None:
        self._file = cache_folder(root) / f"{name}.cache"
        self._common = common
        found = load(self._file)
        self.known: dict[bytes, T] = found.parts if isinstance(found, _Kept) and found.common == common else {}

    def keep(self, parts: dict[bytes, T]) -> None:
        """Keep these, and no others, for the next build, if many of them are new."""
        if self.has_many_new(parts):
            store(self._file, _Kept(self._common, parts))

    def has_many_new(self, made_of: Iterable[bytes]) -> bool:
        """Whether so many parts are not known that it pays to keep them."""
        digests = set(made_of)
        return len(digests - self.known.keys()) > _STALE * len(digests)

"""The words of records that were read before, by the content of their files."""

import pickle
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from incitrack.records.cache_file import cache_folder, load, store

_NAME: Final = "records.cache"


class Words(NamedTuple):
    """What the text of a record says: the lines of its action items, the IDs it names, and all the rest."""

    action_lines: tuple[int, ...]
    mentions: tuple[str, ...]
    said: Any


BATCH: Final = 200
"""So many records are read, and kept, together."""


class _Kept(NamedTuple):
    """Records that are kept together: their keys, and their frozen words in the same order."""

    keys: tuple[bytes, ...]
    frozen: bytes


class Cache:
    """The words of records by key. `save` keeps those of earlier runs that were used, and what was put since."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept = _load(path)
        self._with = {key: kept for kept in self._kept for key in kept.keys}
        self._thawed: dict[bytes, Words] = {}
        self._used: set[bytes] = set()
        self._changed = False

    def __contains__(self, key: bytes) -> bool:
        """Whether words were put under a key in an earlier run; whether they are whole, `get` tells."""
        return key in self._with

    def get(self, key: bytes) -> Words | None:
        """The words put under a key in an earlier run."""
        if key not in self._thawed and key in self._with:
            self._thawed.update(_by_key(self._with[key]))
        if key in self._thawed:
            self._used.add(key)
        return self._thawed.get(key)

    def put(self, keys: Sequence[bytes], frozen: bytes) -> None:
        """Keep the frozen words of records, each under its key."""
        self._kept.append(_Kept(tuple(keys), frozen))
        self._used.update(keys)
        self._changed = True

    def save(self) -> None:
        """Write what was used, whole and at once; a cache that cannot be written is done without.

        What is kept together stays so while half a batch of it is used; the rest is put together anew.
        """
        in_use = [(kept, sum(key in self._used for key in kept.keys)) for kept in self._kept]
        if not self._changed and all(2 * used >= len(kept.keys) for kept, used in in_use):
            return
        large = [kept for kept, used in in_use if 2 * used >= BATCH]
        small = [kept for kept, used in in_use if 2 * used < BATCH]
        rest = [each for kept in small for each in _by_key(kept).items() if each[0] in self._used]
        parts = [rest[start : start + BATCH] for start in range(0, len(rest), BATCH)]
        store(self._path, [*large, *(_together(part) for part in parts)])


def _by_key(kept: _Kept) -> dict[bytes, Words]:
    try:
        return dict(zip(kept.keys, thaw(kept.frozen), strict=True))
    except Exception:  # noqa: BLE001 - a damaged cache is no cache
        return {}


def _together(words: list[tuple[bytes, Words]]) -> _Kept:
    return _Kept(tuple(key for key, _ in words), freeze([each for _, each in words]))


def freeze(words: list[Words]) -> bytes:
    """The words of many records, for another process or a later run; what they have in common is kept once."""
    return pickle.dumps(words, protocol=5)


def thaw(frozen: bytes) -> list[Words]:
    """The words that `freeze` was given."""
    words: list[Words] = pickle.loads(frozen)  # noqa: S301 - only ever what `freeze` wrote, in a file of the person's own
    return words


def open_cache(root: Path) -> Cache:
    """The cache of the repository at `root`: under `INCITRACK_CACHE`, its Git directory, or the user's caches."""
    return Cache(cache_folder(root) / _NAME)


def _load(path: Path) -> list[_Kept]:
    found = load(path)
    return found if isinstance(found, list) else []

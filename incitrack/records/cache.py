"""What was read before, by content: one file beside the repository's Git data, safe to delete at any time.

It holds pickles and is therefore only ever looked for where the person's own Git keeps what it runs (hooks and
configuration) or where `INCITRACK_CACHE` says, and only if the file belongs to that person.
"""

import os
import pickle
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple
from zlib import crc32

from incitrack import __version__
from incitrack.records import folder
from incitrack.records.git_folder import git_folder

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
    words: list[Words] = pickle.loads(frozen)  # noqa: S301 - only ever what `freeze` wrote, see above
    return words


def open_cache(root: Path) -> Cache:
    """The cache of the repository at `root`: under `INCITRACK_CACHE`, its Git directory, or the user's caches."""
    return Cache(cache_folder(root) / _NAME)


def cache_folder(root: Path) -> Path:
    """Where what can be made again is kept for the repository at `root`; never in its work tree."""
    if chosen := os.environ.get("INCITRACK_CACHE"):
        return Path(chosen) / _name_of(root)
    if git := git_folder(root):
        return git / "incitrack"
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "incitrack" / _name_of(root)


def _name_of(root: Path) -> str:
    from hashlib import blake2b

    return blake2b(os.fsencode(root.resolve()), digest_size=8).hexdigest()


def _load(path: Path) -> list[_Kept]:
    found = load(path)
    return found if isinstance(found, list) else []


def load(path: Path) -> Any:
    """What `store` put into a file; None where it is absent, damaged, of another version or another person's."""
    mark = signature()
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_uid != os.geteuid() or file.read(len(mark)) != mark:
                return None
            content = memoryview(file.read())
        kept, checksum = content[:-_WIDTH], int.from_bytes(content[-_WIDTH:], "big")
        return pickle.loads(kept) if crc32(kept) == checksum else None  # noqa: S301 - see the module's docstring
    except Exception:  # noqa: BLE001 - a damaged cache is no cache
        return None


def store(path: Path, value: Any) -> None:
    """Put a value into a file, whole and at once; where it cannot be written, it is done without."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(signature())
            written = _Written(file)
            pickle.dump(value, written, protocol=5)
            file.write(written.checksum.to_bytes(_WIDTH, "big"))
        temporary.replace(path)
    except OSError:
        with suppress(OSError):  # nor can it be removed
            temporary.unlink()


_WIDTH: Final = 4
"""The bytes of a checksum, which stands at the end of a file."""


class _Written:
    """Writes to a file, and has the checksum of what was written."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.checksum = 0

    def write(self, content: bytes) -> int:
        """Write, as a file does."""
        self.checksum = crc32(content, self.checksum)
        return self._file.write(content)


def signature() -> bytes:
    """Changes with what could change how a file is read: the versions, and this program's own files."""
    state = [__version__, sys.version]
    for package in (Path(folder.__file__).parent, Path(folder.__file__).parent.parent / "model"):
        with os.scandir(package) as files:
            found = [file.stat() for file in files if file.name.endswith(".py")]
        state.append(f"{len(found)} {max(f.st_mtime_ns for f in found)} {sum(f.st_size for f in found)}")
    return "\n".join(state).encode()

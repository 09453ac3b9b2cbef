"""What was read before, by content: one file beside the repository's Git data, safe to delete at any time.

It holds pickles and is therefore only ever looked for where the person's own Git keeps what it runs (hooks and
configuration) or where `INCITRACK_CACHE` says, and only if the file belongs to that person.
"""

import os
import pickle
import sys
from pathlib import Path
from typing import Any, Final

from incitrack import __version__
from incitrack.records import folder
from incitrack.records.git_folder import git_folder

_NAME: Final = "records.cache"


class Cache:
    """Values by key. `get` answers from what was read at the start; `save` keeps what was used or put since."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = _load(path)
        self._used: dict[bytes, bytes] = {}
        self._changed = False

    def get(self, key: bytes) -> bytes | None:
        """The bytes put under a key, in this run or an earlier one."""
        found = self._known.get(key)
        if found is not None:
            self._used[key] = found
        return found

    def put(self, key: bytes, value: bytes) -> None:
        """Keep bytes under a key."""
        self._changed = self._changed or key not in self._known
        self._used[key] = value

    def save(self) -> None:
        """Write what was used, whole and at once; a cache that cannot be written is done without."""
        if not self._changed and len(self._used) == len(self._known):
            return
        store(self._path, self._used)


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


def key_of(kind: str, content: bytes) -> bytes:
    """The key of a file's content, read as `kind`."""
    from hashlib import blake2b

    return blake2b(content, digest_size=16, person=kind[:16].encode()).digest()


def _load(path: Path) -> dict[bytes, bytes]:
    found = load(path)
    return found if isinstance(found, dict) else {}


def load(path: Path) -> Any:
    """What `store` put into a file; None where it is absent, damaged, of another version or another person's."""
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_uid != os.geteuid():
                return None
            content = file.read()
    except OSError:
        return None
    mark = signature()
    if not content.startswith(mark):
        return None
    try:
        return pickle.loads(memoryview(content)[len(mark) :])  # noqa: S301 - see the module's docstring
    except Exception:  # noqa: BLE001 - a damaged cache is no cache
        return None


def store(path: Path, value: Any) -> None:
    """Put a value into a file, whole and at once; where it cannot be written, it is done without."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(signature() + pickle.dumps(value, protocol=5))
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)


def signature() -> bytes:
    """Changes with what could change how a file is read: the versions, and this program's own files."""
    state = [__version__, sys.version]
    for package in (Path(folder.__file__).parent, Path(folder.__file__).parent.parent / "model"):
        with os.scandir(package) as files:
            found = [file.stat() for file in files if file.name.endswith(".py")]
        state.append(f"{len(found)} {max(f.st_mtime_ns for f in found)} {sum(f.st_size for f in found)}")
    return "\n".join(state).encode()

"""What was read before, by content: one file beside the repository's Git data, safe to delete at any time.

It holds pickles and is therefore only ever looked for where the person's own Git keeps what it runs (hooks and
configuration) or where `INCITRACK_CACHE` says, and only if the file belongs to that person.
"""

import hashlib
import os
import pickle
import sys
from pathlib import Path
from typing import Any, Final

from incitrack import __version__
from incitrack.records import folder

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
        temporary = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(_signature() + pickle.dumps(self._used, protocol=5))
            temporary.replace(self._path)
        except OSError:
            temporary.unlink(missing_ok=True)


def open_cache(root: Path) -> Cache:
    """The cache of the repository at `root`: under `INCITRACK_CACHE`, its Git directory, or the user's caches."""
    return Cache(cache_folder(root) / _NAME)


def cache_folder(root: Path) -> Path:
    """Where what can be made again is kept for the repository at `root`; never in its work tree."""
    name = hashlib.blake2b(os.fsencode(root.resolve()), digest_size=8).hexdigest()
    if chosen := os.environ.get("INCITRACK_CACHE"):
        return Path(chosen) / name
    git = root / ".git"
    if git.is_dir():
        return git / "incitrack"
    if git.is_file():
        pointer = git.read_text(encoding="utf-8", errors="replace").removeprefix("gitdir:").strip()
        if (target := root / pointer).is_dir():
            return target / "incitrack"
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "incitrack" / name


def key_of(kind: str, path: str, content: bytes) -> bytes:
    """The key of a file's content, read as `kind` at `path`."""
    return hashlib.blake2b(content, digest_size=16, person=f"{kind[:1]}{path[-15:]}".encode()[:16]).digest()


def _load(path: Path) -> dict[bytes, bytes]:
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_uid != os.geteuid():
                return {}
            content = file.read()
    except OSError:
        return {}
    signature = _signature()
    if not content.startswith(signature):
        return {}
    try:
        found: Any = pickle.loads(memoryview(content)[len(signature) :])  # noqa: S301 - see the module's docstring
    except Exception:  # noqa: BLE001 - a damaged cache is no cache
        return {}
    return found if isinstance(found, dict) else {}


def _signature() -> bytes:
    """Changes with what could change how a file is read: the versions, and this program's own files."""
    import pydantic

    state = [__version__, sys.version, pydantic.VERSION]
    for package in (Path(folder.__file__).parent, Path(folder.__file__).parent.parent / "model"):
        with os.scandir(package) as files:
            state += sorted(f"{f.name}{f.stat().st_mtime_ns}" for f in files if f.name.endswith(".py"))
    return hashlib.blake2b("\n".join(state).encode(), digest_size=16).digest()

"""A value kept from run to run, in a file beside the repository's Git data; safe to delete at any time.

It holds a pickle and is therefore only ever looked for where the person's own Git keeps what it runs (hooks and
configuration) or where `INCITRACK_CACHE` says, and only if the file belongs to that person.
"""

import os
import pickle
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Final
from zlib import crc32

from incitrack import __version__
from incitrack.records import folder
from incitrack.records.git_folder import git_folder

_AN_HOUR_NS: Final = 3600 * 10**9
"""So long nobody writes: what is older was left by a program that was killed meanwhile."""


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
        _remove_left_behind(path)
    except OSError:
        with suppress(OSError):  # nor can it be removed
            temporary.unlink()


def _remove_left_behind(path: Path) -> None:
    """Remove what killed programs had begun to write in place of a file."""
    written = path.stat().st_mtime_ns
    with os.scandir(path.parent) as files:
        begun = [file for file in files if file.name.startswith(f"{path.name}.")]
    for file in begun:
        with suppress(OSError):  # somebody else has removed it
            if file.stat().st_mtime_ns < written - _AN_HOUR_NS:
                Path(file.path).unlink()


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

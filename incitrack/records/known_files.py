"""Which content the files of an archive had, by their stamps: what is as it was need not be read again.

One file beside the cache of the archive and under the same rules: safe to delete at any time.
"""

import os
from pathlib import Path
from typing import Final

from incitrack.records.cache_file import cache_folder, load, store
from incitrack.records.stamps import Stamps, settled

_NAME: Final = "files.cache"
_STALE: Final = 0.01
"""With so large a part of them new, they are noted anew, which takes longer than to read that part again."""


class KnownFiles:
    """The digests of regular files that were read before, by path under `root`; `stamps` are the present ones.

    To be made before any of them is read: a file that is changed twice in one tick of the clock is not known.
    """

    def __init__(self, root: Path, stamps: Stamps) -> None:
        self._file = cache_folder(root) / _NAME
        found = load(self._file)
        self._before = found if isinstance(found, dict) else {}
        top = len(os.fspath(root / "x")) - 1
        self._stamps = {
            name[top:]: stamp for name, stamp in settled(stamps, self._file.with_name("present")).items()
        }

    def key(self, path: str) -> bytes | None:
        """The digest of a file that is as it was when it was read."""
        stamp, digest = self._before.get(path, (None, None))
        return digest if stamp is not None and stamp == self._stamps.get(path) else None

    def save(self, digests: dict[str, bytes]) -> None:
        """Note the digests of files that were read, if many are new."""
        stamps = self._stamps
        noted = {path: (stamps[path], digest) for path, digest in digests.items() if path in stamps}
        if len(noted.items() - self._before.items()) > _STALE * len(noted):
            store(self._file, noted)

"""Which sites were built, by folder: where the last build of each is kept, until the site itself is gone."""

import os
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from incitrack.records.cache_file import cache_folder, load, store


def place_of_build(root: Path, out: Path) -> Path:
    """The file that the last build into the folder `out` is kept in."""
    name = blake2b(os.fsencode(out.resolve()), digest_size=8).hexdigest()
    return cache_folder(root) / f"site-{name}.cache"


def know_site(root: Path, out: Path) -> None:
    """Note that `out` holds a site or will, and forget every other one whose folder is gone."""
    kept = place_of_build(root, out)
    store(_note_beside(kept), os.fspath(out.resolve()))
    for name in {file.name.partition(".")[0] for file in kept.parent.glob("site-*.*")} - {kept.stem}:
        other = kept.with_stem(name)
        folder = load(_note_beside(other))
        if not (isinstance(folder, str) and Path(folder).is_dir()):
            _remove(other)


def forget_site(root: Path, out: Path) -> None:
    """Keep nothing more of the site in `out`."""
    _remove(place_of_build(root, out))


def _note_beside(kept: Path) -> Path:
    """The file that says in which folder the site stands; the name of neither does, which may be too long."""
    return kept.with_suffix(".folder")


def _remove(kept: Path) -> None:
    for file in kept.parent.glob(f"{kept.stem}.*"):
        with suppress(OSError):  # it is removed already, or may not be
            file.unlink()

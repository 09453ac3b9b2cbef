"""Bundles of the index by what is in them, kept between builds; each can be made again at any time."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import blake2b
from operator import eq
from pathlib import Path
from typing import Any, Final

from incitrack.website.search.engine import PART, Engine, EngineError
from incitrack.website.search.layout import Known
from incitrack.website.search.parts import parts_of

PAGE: Final = 200
"""So many documents are one page to the engine, which spends most of its time and memory on pages."""

_FORMAT: Final = 3
"""Goes up when the same documents would give other bundles."""

_MANIFEST: Final = "bundle.json"
_FILES: Final = "files"
_MOST: Final = 256 * 1024 * 1024


@dataclass(frozen=True)
class Sheets:
    """Documents to be indexed: all but `pages` as a bundle has them; these are a file for each page."""

    digests: tuple[str, ...]
    lengths: tuple[int, ...]
    titles: tuple[int, ...]
    common: tuple[str, ...]
    pages: tuple[Path, ...]


@dataclass(frozen=True)
class Bundle:
    """An index of some documents, in `folder`, whose name is its key.

    `digests`, `lengths` (in words) and `titles` (words of ID and title) are of the documents in their order. Of
    `common` words only the first place in each document stands under the word (`repeats.py`). The files are the
    index's parts; `firsts` has where the words of each begin, `files` its digest.
    """

    folder: Path
    digests: tuple[str, ...]
    lengths: tuple[int, ...]
    titles: tuple[int, ...]
    common: tuple[str, ...]
    firsts: tuple[str, ...]
    files: tuple[str, ...]

    def place(self, into: Path) -> list[str]:
        """Put the parts into a folder, by hard links where the disk allows, each under its number.

        Returns:
            Their names there.
        """
        into.mkdir(parents=True, exist_ok=True)
        names = [_part(number) for number in range(len(self.files))]
        for name in names:
            try:
                os.link(self.folder / _FILES / name, into / name)
            except OSError:
                shutil.copyfile(self.folder / _FILES / name, into / name)
        return names


@dataclass(frozen=True)
class Prepared:
    """The digests of all documents in their order, the bundles that hold, and what is to become new ones."""

    digests: tuple[str, ...]
    tables: dict[str, Any]
    kept: tuple[Bundle, ...]
    new: tuple[Sheets, ...]


class BundleStore:
    """The bundles under a folder, which is bounded in size; `engine` is the name and version of what made them."""

    def __init__(self, folder: Path, engine: str) -> None:
        self._folder = folder
        self._engine = engine

    def known(self) -> Iterator[Known]:
        """The bundles that are there; whether one is whole, `get` tells."""
        for folder in sorted(self._folder.glob(f"{_name(self._engine)}-*")):
            if found := _said(folder):
                yield Known(folder.name, found.digests)

    def key(self, digests: Sequence[str]) -> str:
        """The key of the bundle of these documents in this order."""
        content = "\n".join(digests).encode()
        return f"{_name(self._engine)}-{blake2b(content, digest_size=12).hexdigest()}"

    def get(self, key: str) -> Bundle | None:
        """A bundle that is there and whole."""
        return _read(self._folder / key)

    def drop(self, key: str) -> None:
        """Remove a bundle that was there and is not whole."""
        shutil.rmtree(self._folder / key, ignore_errors=True)

    def make(self, sheets: Sheets, executable: Path) -> Bundle:
        """Index documents and keep the bundle.

        Raises:
            EngineError: the engine died or refused.
            OSError: the disk refuses.
        """
        place = self._folder / self.key(sheets.digests)
        beside = self.workshop()
        try:
            new = beside / "bundle"
            made = _make(sheets, executable, new)
            (new / _MANIFEST).write_text(json.dumps({**asdict(made), "folder": ""}))
            if _read(place) is None:  # what another build has just made may be in use
                shutil.rmtree(place, ignore_errors=True)
            with suppress(OSError):  # another build has just made the same; whether it is whole is looked at below
                new.rename(place)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
        found = _read(place)
        if found is None:
            raise EngineError(f"the index in {place} is not what was written")
        return found

    def workshop(self) -> Path:
        """A new folder for what is in the making, beside the bundles; who asks for it removes it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix="new.", dir=self._folder))

    def tidy(self, used: Sequence[Bundle]) -> None:
        """Remove what was not used for longest, as far as the store is too large."""
        for bundle in used:
            os.utime(bundle.folder)
        folders = sorted((each for each in self._folder.iterdir() if each.is_dir()), key=_age)
        total = 0
        for folder in folders:
            total += sum(_sizes(folder))
            if total > _MOST and not any(folder == bundle.folder for bundle in used):
                shutil.rmtree(folder, ignore_errors=True)


def _make(sheets: Sheets, executable: Path, folder: Path) -> Bundle:
    with Engine(executable) as engine:
        files = dict(engine.index(page.read_text(encoding="utf-8") for page in sheets.pages))
    parts = parts_of(files, len(sheets.pages))
    (folder / _FILES).mkdir(parents=True)
    for number, part in enumerate(parts):
        (folder / _FILES / _part(number)).write_bytes(part.content)
    return Bundle(
        folder,
        sheets.digests,
        sheets.lengths,
        sheets.titles,
        sheets.common,
        tuple(part.first for part in parts),
        tuple(_digest(part.content) for part in parts),
    )


def _part(number: int) -> str:
    return f"{number}.pf_index"


def _said(folder: Path) -> Bundle | None:
    """A bundle as its manifest tells it; None where that cannot be read."""
    try:
        said: dict[str, Any] = json.loads((folder / _MANIFEST).read_text())
        lists = ("digests", "lengths", "titles", "common", "firsts", "files")
        return Bundle(folder, *(tuple(said[name]) for name in lists))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _read(folder: Path) -> Bundle | None:
    """A bundle from its folder; None where it is not whole."""
    found = _said(folder)
    if found is None:
        return None
    try:
        contents = ((folder / _FILES / _part(number)).read_bytes() for number in range(len(found.files)))
        return found if all(map(eq, map(_digest, contents), found.files)) else None
    except OSError:
        return None


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=12).hexdigest()


def _name(engine: str) -> str:
    return blake2b(f"{engine} {PAGE} {PART} {_FORMAT}".encode(), digest_size=4).hexdigest()


def _sizes(folder: Path) -> Iterator[int]:
    with os.scandir(folder) as found:
        for each in found:
            if each.is_dir(follow_symlinks=False):
                yield from _sizes(Path(each.path))
            else:
                yield each.stat(follow_symlinks=False).st_size


def _age(folder: Path) -> float:
    return -folder.stat().st_mtime

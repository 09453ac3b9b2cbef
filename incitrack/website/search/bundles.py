"""Bundles of the index by what is in them, kept between builds; each can be made again at any time."""

import gzip
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from incitrack.website.search.engine import Engine, EngineError
from incitrack.website.search.layout import Known
from incitrack.website.search.words import END

ENTRY: Final = "pagefind-entry.json"

PAGE: Final = 200
"""So many documents are one page to the engine, which spends most of its time and memory on pages."""

_MANIFEST: Final = "bundle.json"
_FILES: Final = "files"
_SIGNATURE: Final = b"pagefind_dcd"
_MOST: Final = 256 * 1024 * 1024


@dataclass(frozen=True)
class Sheets:
    """Documents to be indexed: `digests`, `lengths` and `titles` as a bundle has them; a file for each page."""

    digests: tuple[str, ...]
    lengths: tuple[int, ...]
    titles: tuple[int, ...]
    pages: tuple[Path, ...]


@dataclass(frozen=True)
class Bundle:
    """An index of some documents, in `folder`.

    `digests`, `lengths` (in words) and `titles` (words of ID and title) are of the documents in their order;
    `pages` are the names that the engine gave to each `PAGE` of them. `files` has the digest of each file by path.
    """

    folder: Path
    digests: tuple[str, ...]
    lengths: tuple[int, ...]
    titles: tuple[int, ...]
    pages: tuple[str, ...]
    files: Mapping[str, str]

    def place(self, into: Path, *, program: bool) -> list[str]:
        """Put the files into a folder, by hard links where the disk allows; `program` for what a page runs too.

        Returns:
            Their paths, relative to the folder.
        """
        placed = [path for path in self.files if program or not _is_program(path)]
        for path in placed:
            target = into / path
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(self.folder / _FILES / path, target)
            except OSError:
                shutil.copyfile(self.folder / _FILES / path, target)
        return placed


class BundleStore:
    """The bundles under a folder, which is bounded in size; `engine` is the name and version of what made them."""

    def __init__(self, folder: Path, engine: str) -> None:
        self._folder = folder
        self._engine = engine

    def known(self) -> Iterator[Known]:
        """The whole bundles; what is damaged is removed."""
        for folder in sorted(self._folder.glob("*-*")):
            if folder.name.startswith(f"{_name(self._engine)}-"):
                if found := _read(folder):
                    yield Known(folder.name, found.digests)
                else:
                    shutil.rmtree(folder, ignore_errors=True)

    def key(self, digests: Sequence[str]) -> str:
        """The key of the bundle of these documents in this order."""
        content = "\n".join(digests).encode()
        return f"{_name(self._engine)}-{blake2b(content, digest_size=12).hexdigest()}"

    def get(self, key: str) -> Bundle | None:
        """A bundle that is there and whole."""
        return _read(self._folder / key)

    def make(self, sheets: Sheets, executable: Path) -> Bundle:
        """Index documents and keep the bundle.

        Raises:
            EngineError: the engine died or refused.
            OSError: the disk refuses.
        """
        place = self._folder / self.key(sheets.digests)
        with self.workshop() as beside:
            new = beside / "bundle"
            made = _make(sheets, executable, new)
            (new / _MANIFEST).write_text(json.dumps({**asdict(made), "folder": ""}))
            shutil.rmtree(place, ignore_errors=True)
            with suppress(OSError):  # another build has just made the same; whether it is whole is looked at below
                new.rename(place)
        found = _read(place)
        if found is None:
            raise EngineError(f"the index in {place} is not what was written")
        return found

    @contextmanager
    def workshop(self) -> Iterator[Path]:
        """A folder for what is in the making, beside the bundles."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="new.", dir=self._folder, ignore_cleanup_errors=True) as beside:
            yield Path(beside)

    def tidy(self, used: Sequence[Bundle]) -> None:
        """Remove what was not used for longest, as far as the store is too large."""
        for bundle in used:
            os.utime(bundle.folder)
        folders = sorted((each for each in self._folder.iterdir() if each.is_dir()), key=_age)
        total = 0
        for folder in folders:
            total += sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
            if total > _MOST and not any(folder == bundle.folder for bundle in used):
                shutil.rmtree(folder, ignore_errors=True)


def _make(sheets: Sheets, executable: Path, folder: Path) -> Bundle:
    names: dict[int, str] = {}
    digests: dict[str, str] = {}
    with Engine(executable) as engine:
        for path, content in engine.index(page.read_text(encoding="utf-8") for page in sheets.pages):
            if path.startswith("fragment/"):
                names[_page_number(content)] = path.removeprefix("fragment/").partition(".")[0]
            elif _is_needed(path):
                file = folder / _FILES / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
                digests[path] = _digest(content)
    if len(names) != len(sheets.pages) or ENTRY not in digests:
        raise EngineError("pagefind did not give every file")
    return Bundle(
        folder,
        sheets.digests,
        sheets.lengths,
        sheets.titles,
        tuple(names[number] for number in sorted(names)),
        digests,
    )


def _page_number(content: bytes) -> int:
    """Which page a file of texts is of; nobody loads these files, but they have the engine's name of the page."""
    text = gzip.decompress(content)
    if not text.startswith(_SIGNATURE):
        raise EngineError("pagefind writes its pages in another way than this version knows")
    return int(json.loads(text[len(_SIGNATURE) :])["url"])


def _is_needed(path: str) -> bool:
    """Its own pages, styles, workers and the texts of the pages are not."""
    return _is_program(path) or path == ENTRY or path.endswith((".pf_meta", ".pf_index"))


def _is_program(path: str) -> bool:
    return path == "pagefind.js" or (path.startswith("wasm.") and path.endswith(".pagefind"))


def _read(folder: Path) -> Bundle | None:
    """A bundle from its folder; None where it is not whole."""
    try:
        said: dict[str, Any] = json.loads((folder / _MANIFEST).read_text())
        if any(_digest((folder / _FILES / path).read_bytes()) != digest for path, digest in said["files"].items()):
            return None
        lists = {name: tuple(said[name]) for name in ("digests", "lengths", "titles", "pages")}
        return Bundle(folder, files=said["files"], **lists)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=12).hexdigest()


def _name(engine: str) -> str:
    return blake2b(f"{engine} {PAGE} {END}".encode(), digest_size=4).hexdigest()


def _age(folder: Path) -> float:
    return -folder.stat().st_mtime

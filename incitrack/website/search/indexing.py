"""The index of a site, made beside the rendering in a process of its own."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from incitrack.website.contents import Contents
from incitrack.website.search.apart import Apart
from incitrack.website.search.bundles import Bundle, BundleStore
from incitrack.website.search.documents import documents_of
from incitrack.website.search.engine import EngineError, find_engine
from incitrack.website.search.sheets import Prepared, prepare
from incitrack.website.search.tables import record_tables, tables

FOLDER: Final = "pagefind"
TABLES: Final = f"{FOLDER}/records.json"


@dataclass(frozen=True)
class SearchIndexed:
    """What was written, relative to the site's top; `reason` says why there is no index where there is none."""

    paths: tuple[str, ...]
    reason: str | None


class SearchIndexing:
    """An index in the making: `finish` waits for it, `stop` gives it up."""

    def __init__(self, contents: Contents, folder: Path, cache: Path) -> None:
        self._given = contents, folder
        self.apart = Apart(partial(index_search, contents, folder, cache))

    def finish(self) -> SearchIndexed:
        """Wait until everything is written. The engine's failures are a `reason`; the site is whole without it.

        Raises:
            OSError: the disk refuses to take the site's own files.
        """
        try:
            return self.apart.result()
        except EngineError as error:
            return _without_index(*self._given, f"{error}")

    def stop(self) -> None:
        """End it, where the site is given up; to stop what has finished does nothing."""
        self.apart.stop()


def start_search(contents: Contents, folder: Path, cache: Path) -> SearchIndexing:
    """Begin to write the search of a site into its `folder`, under `pagefind/`; bundles are kept in `cache`."""
    return SearchIndexing(contents, folder, cache)


def index_search(contents: Contents, folder: Path, cache: Path) -> SearchIndexed:
    """Write the search of a site, now and here.

    Raises:
        OSError: the disk refuses to take the site's own files.
    """
    try:
        executable, version = find_engine()
        store = BundleStore(cache, version)
        with store.workshop() as workshop:
            # Apart: the memory that its words and records take is free again when the engine asks for its own.
            prepared = Apart(partial(prepare, contents, store, workshop)).result()
            bundles = _bundles(prepared, store, executable)
    except (EngineError, OSError) as error:
        return _without_index(contents, folder, f"{error}")
    paths: list[str] = []
    for bundle in bundles:
        under = f"{FOLDER}/{bundle.folder.name}"
        paths += [f"{under}/{name}" for name in bundle.place(folder / under)]
    _write_tables(folder, prepared.tables, prepared.digests, bundles)
    with suppress(OSError):  # another build may have tidied
        store.tidy(bundles)
    return SearchIndexed((*paths, TABLES), None)


def _bundles(prepared: Prepared, store: BundleStore, executable: Path) -> list[Bundle]:
    """The bundles that together hold every document, those with the most first."""
    found = [store.make(sheets, executable) for sheets in prepared.new]
    for key in prepared.kept:
        kept = store.get(key)
        if kept is None:
            raise EngineError("a part of the index was damaged while it was read")
        found.append(kept)
    return sorted(found, key=lambda bundle: -len(bundle.digests))


def _without_index(contents: Contents, folder: Path, reason: str) -> SearchIndexed:
    _write_tables(folder, record_tables(contents, documents_of(contents)), (), (), reason)
    return SearchIndexed((TABLES,), reason)


def _write_tables(
    folder: Path,
    records: Mapping[str, Any],
    digests: Sequence[str],
    bundles: Sequence[Bundle],
    reason: str = "",
) -> None:
    (folder / FOLDER).mkdir(exist_ok=True)
    (folder / TABLES).write_bytes(tables(records, digests, bundles, reason))

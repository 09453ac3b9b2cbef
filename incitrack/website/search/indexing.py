"""The index of a site, made beside the rendering in a process of its own."""

import os
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from incitrack.website.contents import Contents
from incitrack.website.search.bundles import Bundle, BundleStore
from incitrack.website.search.documents import Document, documents_of
from incitrack.website.search.engine import EngineError, find_engine
from incitrack.website.search.layout import lay_out
from incitrack.website.search.tables import tables

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
        self._given = contents, folder, cache
        self._process: Any = None
        if hasattr(os, "fork"):
            context = get_context("fork")
            self._receiver, sender = context.Pipe(duplex=False)
            self._process = context.Process(target=_index_and_send, args=(*self._given, sender))
            self._process.start()
            sender.close()

    def finish(self) -> SearchIndexed:
        """Wait until everything is written. The engine's failures are a `reason`; the site is whole without it.

        Raises:
            OSError: the disk refuses to take the site's own files.
        """
        if self._process is None:
            return index_search(*self._given)
        try:
            found = self._receiver.recv()
        except EOFError:
            found = None
        self._process.join()
        if isinstance(found, OSError):
            raise found
        return found or _without_index(*self._given[:2], "the process that indexes ended unexpectedly")

    def stop(self) -> None:
        """End it, where the site is given up; to stop what has finished does nothing."""
        if self._process is not None and self._process.is_alive():
            self._process.terminate()
            self._process.join()


def start_search(contents: Contents, folder: Path, cache: Path) -> SearchIndexing:
    """Begin to write the search of a site into its `folder`, under `pagefind/`; bundles are kept in `cache`."""
    return SearchIndexing(contents, folder, cache)


def index_search(contents: Contents, folder: Path, cache: Path) -> SearchIndexed:
    """Write the search of a site, now and here.

    Raises:
        OSError: the disk refuses to take the site's own files.
    """
    documents = documents_of(contents)
    try:
        executable, version = find_engine()
        store = BundleStore(cache, version)
        bundles = _bundles(documents, store, executable)
    except (EngineError, OSError) as error:
        return _without_index(contents, folder, f"{error}")
    paths: list[str] = []
    placed: dict[str, Bundle] = {}
    for number, bundle in enumerate(bundles):
        under = f"{number}/" if number else ""
        paths += [f"{FOLDER}/{under}{path}" for path in bundle.place(folder / FOLDER / under, program=number == 0)]
        placed[under] = bundle
    _write_tables(folder, tables(contents, documents, placed))
    with suppress(OSError):  # another build may have tidied
        store.tidy(bundles)
    return SearchIndexed((*paths, TABLES), None)


def _bundles(documents: list[Document], store: BundleStore, executable: Path) -> list[Bundle]:
    """The bundles that together hold every document, those with the most first."""
    by_digest = {document.digest: document for document in documents}
    layout = lay_out(list(by_digest), store.known())
    keys = [*layout.kept, *(store.key(digests) for digests in layout.new)]
    new = {store.key(digests): digests for digests in layout.new}
    found = [store.get(key) or store.make([by_digest[each] for each in new[key]], executable) for key in keys]
    if len({page for bundle in found for page in bundle.pages}) != sum(len(each.pages) for each in found):
        raise EngineError("pagefind gave two pages one name")
    return sorted(found, key=lambda bundle: -len(bundle.digests))


def _without_index(contents: Contents, folder: Path, reason: str) -> SearchIndexed:
    _write_tables(folder, tables(contents, documents_of(contents), {}, reason))
    return SearchIndexed((TABLES,), reason)


def _write_tables(folder: Path, content: bytes) -> None:
    (folder / FOLDER).mkdir(exist_ok=True)
    (folder / TABLES).write_bytes(content)


def _index_and_send(contents: Contents, folder: Path, cache: Path, sender: Connection) -> None:
    try:
        sender.send(index_search(contents, folder, cache))
    except OSError as error:
        sender.send(OSError(error.errno, error.strerror, error.filename))

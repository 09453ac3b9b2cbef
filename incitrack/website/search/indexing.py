"""The index of a site, made beside the rendering in a process of its own."""

from functools import partial
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from incitrack.website.contents import Contents
from incitrack.website.search.apart import Apart
from incitrack.website.search.bundles import BundleStore
from incitrack.website.search.bundling import NO_CACHE, TABLES, Bundling, SearchIndexed, write_tables
from incitrack.website.search.documents import documents_of
from incitrack.website.search.engine import CacheError, EngineError, find_engine, in_words
from incitrack.website.search.layout import SMALL
from incitrack.website.search.record_tables import record_tables
from incitrack.website.search.sheets import prepare


class SearchIndexing:
    """An index in the making: `finish` waits for it, `stop` gives it up."""

    def __init__(self, contents: Contents, folder: Path, cache: Path) -> None:
        self._given = contents, folder
        self.apart = _begun(contents, folder, cache)

    def finish(self) -> SearchIndexed:
        """Wait until everything is written. The engine's failures are a `reason`; the site is whole without it.

        Where the cache cannot be written, all is indexed once more, in a temporary folder.

        Raises:
            OSError: the disk refuses to take the site's own files.
        """
        try:
            try:
                return self.apart.result()
            except CacheError as error:
                return self._without_cache(f"{error}")
        except EngineError as error:
            return _without_index(*self._given, f"{error}")

    def _without_cache(self, why: str) -> SearchIndexed:
        try:
            temporary = TemporaryDirectory(prefix="incitrack-")
        except OSError as error:
            raise EngineError(_nowhere(why, in_words(error))) from None
        with temporary as cache:
            self.apart = _begun(*self._given, Path(cache))
            try:
                return self.apart.result()
            except CacheError as error:
                raise EngineError(_nowhere(why, f"{error}".removeprefix(f"{NO_CACHE}: "))) from None
            except BaseException:
                self.stop()  # it must not write into what is removed
                raise

    def stop(self) -> None:
        """End it, where the site is given up; to stop what has finished does nothing."""
        self.apart.stop()


def _begun(contents: Contents, folder: Path, cache: Path) -> Apart[Bundling, SearchIndexed]:
    # The records would be in the way when the engine asks for its memory.
    return Apart(
        partial(prepare_search, contents, folder, cache), Bundling.finish, lambda left: left.documents > SMALL
    )


def _nowhere(why: str, temporary: str) -> str:
    return f"{why}, nor can a temporary folder: {temporary}; let INCITRACK_CACHE name a folder that can"


def start_search(contents: Contents, folder: Path, cache: Path) -> SearchIndexing:
    """Begin to write the search of a site into its `folder`, under `pagefind/`; bundles are kept in `cache`."""
    return SearchIndexing(contents, folder, cache)


def prepare_search(contents: Contents, folder: Path, cache: Path) -> Bundling:
    """Work out which documents the search of a site has, and write down what is to be indexed of them.

    Raises:
        EngineError: there is no engine.
        CacheError: there is no room for its work.
    """
    executable, version = find_engine()
    store = BundleStore(cache, version)
    try:
        workshop = store.workshop()
        try:
            prepared = prepare(contents, store, workshop)
        except BaseException:
            rmtree(workshop, ignore_errors=True)
            raise
    except OSError as error:
        raise CacheError(f"{NO_CACHE}: {in_words(error)}") from error
    return Bundling(prepared, workshop, store, executable, folder)


def _without_index(contents: Contents, folder: Path, reason: str) -> SearchIndexed:
    write_tables(folder, record_tables(contents, documents_of(contents)), (), (), reason)
    return SearchIndexed((TABLES,), reason)

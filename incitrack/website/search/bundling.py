"""From prepared documents to the search of a site: whoever does this needs to know nothing of the records."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from typing import Any, Final

from incitrack.website.search.bundles import Bundle, BundleStore, Prepared
from incitrack.website.search.engine import CacheError, in_words
from incitrack.website.search.tables import tables

FOLDER: Final = "pagefind"
NO_CACHE: Final = "the cache of its index cannot be written"
TABLES: Final = f"{FOLDER}/records.json"


@dataclass(frozen=True)
class SearchIndexed:
    """What was written, relative to the site's top; `reason` says why there is no index where there is none."""

    paths: tuple[str, ...]
    reason: str | None


@dataclass(frozen=True)
class Bundling:
    """What is left to do: the documents prepared in a `workshop`, and the program that makes bundles of them."""

    prepared: Prepared
    workshop: Path
    store: BundleStore
    executable: Path
    folder: Path

    @property
    def documents(self) -> int:
        """How many are to be indexed."""
        return sum(len(sheets.digests) for sheets in self.prepared.new)

    def finish(self) -> SearchIndexed:
        """Write the search into the site's folder.

        Raises:
            EngineError: the engine died or refused.
            CacheError: there is no room for its work.
            OSError: the disk refuses to take the site's own files.
        """
        try:
            bundles = self._bundles()
        except OSError as error:
            raise CacheError(f"{NO_CACHE}: {in_words(error)}") from error
        finally:
            rmtree(self.workshop, ignore_errors=True)
        paths: list[str] = []
        for bundle in bundles:
            under = f"{FOLDER}/{bundle.folder.name}"
            paths += [f"{under}/{name}" for name in bundle.place(self.folder / under)]
        write_tables(self.folder, self.prepared.tables, self.prepared.digests, bundles)
        with suppress(OSError):  # another build may have tidied
            self.store.tidy(bundles)
        return SearchIndexed((*paths, TABLES), None)

    def _bundles(self) -> list[Bundle]:
        """The bundles that together hold every document, those with the most first."""
        new = [self.store.make(sheets, self.executable) for sheets in self.prepared.new]
        return sorted([*new, *self.prepared.kept], key=lambda bundle: -len(bundle.digests))


def write_tables(
    folder: Path,
    records: Mapping[str, Any],
    digests: Sequence[str],
    bundles: Sequence[Bundle],
    reason: str = "",
) -> None:
    """Write what the search's script reads beside the index."""
    (folder / FOLDER).mkdir(exist_ok=True)
    (folder / TABLES).write_bytes(tables(records, digests, bundles, reason))

"""An archive and a site with its search, for tests."""

from pathlib import Path

from incitrack.model.times import parse_time
from incitrack.records.archive import read_archive
from incitrack.website.contents import Contents, contents_of
from incitrack.website.search.bundling import SearchIndexed
from incitrack.website.search.documents import Document, documents_of
from incitrack.website.search.engine import find_engine
from incitrack.website.search.indexing import start_search

NOW = parse_time("2026-11-20T17:00Z")


def contents(root: Path) -> Contents:
    """What a site shows of the archive under `root`."""
    return contents_of(read_archive(root), NOW, None)


def documents(root: Path) -> list[Document]:
    """What the search of that site finds."""
    return documents_of(contents(root))


def index_search(shown: Contents, folder: Path, cache: Path) -> SearchIndexed:
    """Write the search of a site into its folder, waited for."""
    return start_search(shown, folder, cache).finish()


def executable() -> Path:
    """The engine that the tests run with."""
    return find_engine()[0]


def script(path: Path, text: str) -> Path:
    """A program that stands in for the engine."""
    path.write_text(f"#!/usr/bin/env python3\n{text}")
    path.chmod(0o755)
    return path

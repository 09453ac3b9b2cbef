"""The varied archive, read and built once."""

from pathlib import Path

import pytest

from incitrack.model.times import parse_time
from incitrack.records.archive import Archive, read_archive
from incitrack.website.contents import Contents, contents_of
from tests.website.built_site import NOW
from tests.website.listing.varied_archive import varied_archive


@pytest.fixture(scope="session")
def varied_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return varied_archive(tmp_path_factory.mktemp("varied") / "records")


@pytest.fixture(scope="session")
def varied(varied_root: Path) -> Archive:
    archive = read_archive(varied_root)
    assert archive.unreadable == ()
    return archive


@pytest.fixture(scope="session")
def contents(varied: Archive) -> Contents:
    return contents_of(varied, parse_time(NOW), None)

"""Public sites that several tests look at, built once."""

import pytest

from tests.website.built_site import BuiltSite
from tests.website.conftest import REPOSITORY
from tests.website.hostile_archive import hostile_archive
from tests.website.public.every_kind import every_kind
from tests.website.public.test_public_site import build_public


@pytest.fixture(scope="session")
def own_public_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The public site of this repository's own records."""
    return build_public(REPOSITORY, tmp_path_factory.mktemp("own-public") / "site")


@pytest.fixture(scope="session")
def empty_public_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The public site of a folder with nothing in it."""
    root = tmp_path_factory.mktemp("empty-public") / "records"
    root.mkdir()
    return build_public(root)


@pytest.fixture(scope="session")
def every_public_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The public site of one record of each kind."""
    return build_public(every_kind(tmp_path_factory.mktemp("every-public") / "records"))


@pytest.fixture(scope="session")
def hostile_public_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The public site of attacks."""
    root = hostile_archive(tmp_path_factory.mktemp("hostile-public") / "records")
    for file in sorted((root / "incidents").rglob("*.md")):
        file.write_bytes(file.read_bytes().replace(b"\n---\n", b"\nvisibility: public\n---\n", 1))
    return build_public(root)

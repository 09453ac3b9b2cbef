"""The last build of a site is kept while the site stands, and no longer."""

from pathlib import Path
from shutil import rmtree

import pytest

from incitrack.records.cache_file import cache_folder, store
from incitrack.website.reuse.known_sites import forget_site
from incitrack.website.reuse.last_build import before_build
from tests.builders import archive_folder, incident_text
from tests.website.built_site import build


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return archive_folder(tmp_path / "records", incident_text(id="INC-2026-0001"))


def knows(root: Path, out: Path) -> bool:
    return before_build(root, out).last is not None


def kept(root: Path) -> list[Path]:
    return list(cache_folder(root).glob("site-*"))


def test_the_sites_that_stand_are_known_each_by_its_folder(root: Path, tmp_path: Path) -> None:
    build(root, tmp_path / "site")
    build(root, tmp_path / "public")

    assert knows(root, tmp_path / "site")
    assert knows(root, tmp_path / "public")
    assert not knows(root, tmp_path / "elsewhere")


def test_a_site_that_is_gone_is_forgotten_by_the_next_build_of_another(root: Path, tmp_path: Path) -> None:
    build(root, tmp_path / "site")
    of_one = len(kept(root))
    for number in range(2):
        build(root, tmp_path / f"preview-{number}")
        rmtree(tmp_path / f"preview-{number}")

    build(root, tmp_path / "site")

    assert len(kept(root)) == of_one
    assert knows(root, tmp_path / "site")


def test_a_site_that_was_removed_is_known_again_after_its_next_build(root: Path, tmp_path: Path) -> None:
    build(root, tmp_path / "site")
    rmtree(tmp_path / "site")

    build(root, tmp_path / "site")

    assert knows(root, tmp_path / "site")


def test_what_is_kept_of_nobody_knows_which_site_goes_too(root: Path, tmp_path: Path) -> None:
    build(root, tmp_path / "site")
    of_one = len(kept(root))
    store(cache_folder(root) / "site-0123456789abcdef.cache", "a build")
    (cache_folder(root) / "site-fedcba9876543210.cache.4711").write_text("half of one")

    build(root, tmp_path / "site")

    assert len(kept(root)) == of_one


def test_where_nothing_can_be_kept_a_site_is_built_all_the_same(root: Path, tmp_path: Path) -> None:
    cache_folder(root).parent.mkdir(parents=True, exist_ok=True)
    cache_folder(root).write_text("no folder")

    build(root, tmp_path / "site")
    forget_site(root, tmp_path / "site")

    assert (tmp_path / "site/index.html").is_file()


def test_nothing_is_kept_of_a_site_that_is_to_be_forgotten(root: Path, tmp_path: Path) -> None:
    build(root, tmp_path / "site")
    forget_site(root, tmp_path / "site")

    assert kept(root) == []
    assert not knows(root, tmp_path / "site")

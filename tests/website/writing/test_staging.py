"""What a dead build has left says whose it is: no site gets into the place of another."""

import errno
import os
import stat
from pathlib import Path

import pytest

from incitrack.errors import GitError
from incitrack.website.writing.staging import prefix_for, staging, tidy
from tests.builders import write

WITHOUT_A_NAME = ".incitrack-build-a1b2c3d_"


def died_between_two_renames(out: Path) -> Path:
    """What stands there when a build of `out` was killed after the old site was moved away, and nothing after."""
    left = out.parent / f"{prefix_for(out)}dead"
    write(left, "old/index.html", "the old site")
    write(left, "new/index.html", "the new one")
    return left


def fail_to_build(out: Path) -> None:
    with pytest.raises(ZeroDivisionError), staging(out, lambda _: None):
        _ = 1 / 0


def test_an_old_site_never_comes_back_as_another_one(tmp_path: Path) -> None:
    left = died_between_two_renames(tmp_path / "site")

    fail_to_build(tmp_path / "public")

    assert not (tmp_path / "public").exists()
    assert (left / "old/index.html").is_file()


def test_it_comes_back_as_the_one_that_it_was(tmp_path: Path) -> None:
    died_between_two_renames(tmp_path / "site")
    fail_to_build(tmp_path / "public")

    fail_to_build(tmp_path / "site")

    assert (tmp_path / "site/index.html").read_text() == "the old site"
    assert [each.name for each in tmp_path.iterdir()] == ["site"]


def test_what_builds_of_another_folder_have_left_is_not_tidied(tmp_path: Path) -> None:
    left = died_between_two_renames(tmp_path / "site")
    (tmp_path / "public").mkdir()

    tidy(tmp_path / "public")

    assert (left / "old/index.html").is_file()


def test_a_site_that_may_be_anybodys_is_neither_put_back_nor_removed(tmp_path: Path) -> None:
    left = tmp_path / WITHOUT_A_NAME
    write(left, "old/index.html", "whose?")

    fail_to_build(tmp_path / "public")

    assert not (tmp_path / "public").exists()
    assert (left / "old/index.html").is_file()


def test_what_does_not_say_whose_it_is_goes_where_it_holds_no_old_site(tmp_path: Path) -> None:
    write(tmp_path / WITHOUT_A_NAME, "new/index.html", "half of a new one")

    fail_to_build(tmp_path / "public")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["s" * 255, "ü" * 120, "[ab]*?", " a\nb ", "-", ".site", "\udcff", "site-public"])
def test_however_long_or_odd_its_name_a_site_is_known_again(tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    died_between_two_renames(out)

    fail_to_build(out)
    with staging(out, lambda _: None) as folder:
        write(folder, "index.html", "new")

    assert (out / "index.html").read_text() == "new"
    assert list(tmp_path.iterdir()) == [out]


def test_names_that_begin_alike_are_told_apart(tmp_path: Path) -> None:
    died_between_two_renames(tmp_path / "site-public")

    fail_to_build(tmp_path / "site")

    assert not (tmp_path / "site").exists()


def test_the_new_site_keeps_the_mode_and_the_group_of_the_old_folder(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write(out, "index.html", "old")
    groups = [*os.getgroups(), os.getgid(), *([33] if os.geteuid() == 0 else [])]
    group = next((each for each in reversed(groups) if each != out.stat().st_gid), out.stat().st_gid)
    os.chown(out, -1, group)
    out.chmod(0o2775)

    before = os.umask(0o077)
    try:
        with staging(out, lambda _: None) as folder:
            write(folder, "deep/index.html", "new")
    finally:
        os.umask(before)

    found = out.stat()
    assert (stat.S_IMODE(found.st_mode), found.st_gid) == (0o2775, group)
    assert (out / "deep").stat().st_gid == group
    assert (out / "deep/index.html").stat().st_gid == group


def test_a_folder_that_nobody_may_write_to_is_written_to_all_the_same(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write(out, "index.html", "old")
    out.chmod(0o555)

    with staging(out, lambda _: None) as folder:
        write(folder, "index.html", "new")

    assert (out / "index.html").read_text() == "new"
    assert stat.S_IMODE(out.stat().st_mode) == 0o755


@pytest.mark.parametrize(
    ("number", "way_out"),
    [
        (errno.ENOSPC, "make room, or build elsewhere with --out"),
        (errno.EROFS, "a build writes beside the site: allow it in PARENT, or build elsewhere with --out"),
        (errno.EIO, "build elsewhere with --out"),
    ],
)
def test_what_the_disk_refuses_is_told_with_what_to_do(tmp_path: Path, number: int, way_out: str) -> None:
    for left in ("there is no site there yet", "the old site is as it was"):
        with pytest.raises(GitError) as caught, staging(tmp_path / "site", lambda _: None):
            raise OSError(number, os.strerror(number))
        assert caught.value.hint == f"{left}; {way_out.replace('PARENT', str(tmp_path))}"
        write(tmp_path, "site/index.html", "old")

"""What a build may replace: a folder that is as the last build left it is known without being looked through."""

import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.errors import RefusedError
from incitrack.website.audience import Audience
from incitrack.website.reuse.stamps_of_site import folders_of
from incitrack.website.writing.output_folder import MANIFEST, check_folder, check_own, write_manifest
from tests.git_folder import GitFolder

FILES = ("index.html", "incidents/index.html", "incidents/INC-2026-0001/index.html", "a/b/c/d.json")


def site_at(folder: Path) -> Path:
    for file in FILES:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(file)
    write_manifest(folder, FILES)
    return folder


def refused(site: Path, known: bool, stamps: dict[str, object]) -> str:
    try:
        check_own(site, Path("site"), Audience.INTERNAL, stamps if known else {})  # type: ignore[arg-type] # they are stamps
    except RefusedError as error:
        return error.message
    return ""


def _add(folder: Path) -> None:
    (folder / "notes.txt").write_text("mine")


def _add_folder(folder: Path) -> None:
    (folder / "mine/deep").mkdir(parents=True)
    (folder / "mine/deep/notes.txt").write_text("mine")


def _link_away(folder: Path) -> None:
    away = folder.parent / f"{folder.name}-away"
    folder.rename(away)
    folder.symlink_to(away)


def _remove(folder: Path) -> None:
    shutil.rmtree(folder)


def _nothing(folder: Path) -> None:
    pass


@given(
    st.sampled_from([_add, _add_folder, _link_away, _remove, _nothing]),
    st.sampled_from(["", "incidents", "incidents/INC-2026-0001", "a", "a/b", "a/b/c"]),
)
def test_what_is_known_of_a_folder_hides_nothing_foreign(change: Callable[[Path], None], where: str) -> None:
    with tempfile.TemporaryDirectory() as made:
        site = site_at(Path(made) / "site")
        # A change in the very moment of the last write might leave the folder's stamp as it is.
        for folder in folders_of(site, [*FILES, MANIFEST]):
            os.utime(site / folder, ns=(0, 0))
        stamps = dict(folders_of(site, [*FILES, MANIFEST]))
        if where or change not in {_link_away, _remove}:
            change(site / where)

        assert refused(site, True, stamps) == refused(site, False, stamps)


def test_every_folder_of_a_site_is_known(tmp_path: Path) -> None:
    site = site_at(tmp_path / "site")

    found = folders_of(site, [*FILES, MANIFEST])

    assert set(found) == {"", "incidents/", "incidents/INC-2026-0001/", "a/", "a/b/", "a/b/c/"}


@pytest.mark.parametrize("where", ["", "incidents/INC-2026-0001"])
def test_a_file_of_somebody_else_is_named(tmp_path: Path, where: str) -> None:
    site = site_at(tmp_path / "site")
    os.utime(site / where, ns=(0, 0))
    stamps = folders_of(site, [*FILES, MANIFEST])
    (site / where / "notes.txt").write_text("mine")

    with pytest.raises(RefusedError, match=r"notes\.txt"):
        check_own(site, site, Audience.INTERNAL, stamps)


@pytest.mark.parametrize(
    ("there", "wanted", "is_refused"),
    [
        (Audience.INTERNAL, Audience.INTERNAL, False),
        (Audience.INTERNAL, Audience.PUBLIC, False),
        (Audience.PUBLIC, Audience.PUBLIC, False),
        (Audience.PUBLIC, Audience.INTERNAL, True),
    ],
)
def test_the_public_site_does_not_give_way_to_that_of_the_team(
    tmp_path: Path, there: Audience, wanted: Audience, is_refused: bool
) -> None:
    mark = {Audience.INTERNAL: "board/index.html", Audience.PUBLIC: "status/index.html"}[there]
    write_manifest(tmp_path, [mark])
    (tmp_path / mark).parent.mkdir()
    (tmp_path / mark).touch()

    refused = pytest.raises(RefusedError, match="holds the public site") if is_refused else nullcontext()
    with refused:
        check_own(tmp_path, tmp_path, wanted)


@pytest.mark.parametrize("where", ["", "worktrees/linked/site", "site"])
def test_a_linked_work_tree_does_not_build_into_its_git_folder(tmp_path: Path, where: str) -> None:
    main, linked = GitFolder(tmp_path / "main"), tmp_path / "linked"
    main.commit()
    main.git("worktree", "add", "--quiet", str(linked))

    with pytest.raises(RefusedError, match="overlap"):
        check_folder(main.root / ".git" / where, linked, Audience.INTERNAL)

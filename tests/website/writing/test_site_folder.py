"""The folder that a site grows in: what is linked there is the old site's too, and stays as it is."""

from multiprocessing import active_children
from pathlib import Path
from shutil import rmtree

import pytest

from incitrack.website.reuse.stamps_of_site import SiteStamp, site_stamp
from incitrack.website.writing.site_folder import SiteFolder, linking
from tests.builders import write


@pytest.fixture
def old(tmp_path: Path) -> Path:
    for path in ("index.html", "incidents/INC-2026-0001/index.html", "incidents/INC-2026-0002/index.html"):
        write(tmp_path / "old", path, path)
    return tmp_path / "old"


@pytest.fixture
def new(tmp_path: Path) -> SiteFolder:
    (tmp_path / "new").mkdir()
    return SiteFolder(tmp_path / "new")


def files(folder: Path) -> dict[str, str]:
    return {file.relative_to(folder).as_posix(): file.read_text() for file in folder.rglob("*") if file.is_file()}


def stamps(folder: Path) -> dict[str, SiteStamp]:
    return {path: stamp for path in files(folder) if (stamp := site_stamp(folder / path))}


def test_a_file_that_is_written_says_what_it_will_be_known_by(new: SiteFolder) -> None:
    stamp = new.write("a/b/c.html", b"Three.")

    assert stamp == site_stamp(new.path / "a/b/c.html")
    assert files(new.path) == {"a/b/c.html": "Three."}


def test_what_is_linked_is_the_same_file(new: SiteFolder, old: Path) -> None:
    with linking(new, old, stamps(old)) as linked:
        linked.let_go(sorted(files(old)))

    assert files(new.path) == files(old)
    assert site_stamp(new.path / "index.html") == site_stamp(old / "index.html")


def test_a_file_keeps_its_stamp_when_it_is_linked_and_when_the_old_one_goes(new: SiteFolder, old: Path) -> None:
    before = stamps(old)
    with linking(new, old, before) as linked:
        linked.let_go(sorted(files(old)))
    rmtree(old)

    assert stamps(new.path) == before


def test_to_write_over_what_is_linked_leaves_the_old_site_alone(new: SiteFolder, old: Path) -> None:
    with linking(new, old, stamps(old)) as linked:
        linked.let_go(sorted(files(old)))
    before = files(old)

    new.write("index.html", b"New.")

    assert files(new.path)["index.html"] == "New."
    assert files(old) == before


def test_what_is_not_wanted_goes_with_its_folders(new: SiteFolder, old: Path) -> None:
    with linking(new, old, stamps(old)) as linked:
        linked.let_go(["index.html"])

    assert [each.name for each in new.path.iterdir()] == ["index.html"]
    assert len(files(old)) == 3


def test_of_a_file_that_somebody_took_away_and_nobody_wants_no_folder_is_left(new: SiteFolder, old: Path) -> None:
    paths = stamps(old)
    (old / "incidents/INC-2026-0002/index.html").unlink()

    with linking(new, old, paths) as linked:
        linked.let_go(["index.html", "incidents/INC-2026-0001/index.html"])

    assert [each.name for each in (new.path / "incidents").iterdir()] == ["INC-2026-0001"]


def test_a_file_that_somebody_took_away_is_not_there(new: SiteFolder, old: Path) -> None:
    paths = stamps(old)
    (old / "index.html").unlink()

    with linking(new, old, paths) as linked:
        linked.let_go(paths)

    assert files(new.path) == files(old)


def test_a_file_that_somebody_changed_is_not_linked(new: SiteFolder, old: Path) -> None:
    paths = stamps(old)
    (old / "index.html").write_text("Changed by somebody.")

    with linking(new, old, paths) as linked:
        assert linked.paths == paths.keys() - {"index.html"}

    assert files(new.path).keys() == linked.paths


def test_what_is_written_where_another_process_took_the_folder_away_has_it_again(new: SiteFolder) -> None:
    new.write("a/b.html", b"One.")
    SiteFolder(new.path).let_go("a/b.html")

    new.write("a/c.html", b"Two.")

    assert files(new.path) == {"a/c.html": "Two."}


def test_where_the_build_ends_early_so_does_the_linking(new: SiteFolder, old: Path) -> None:
    with (
        pytest.raises(ValueError, match="no"),
        linking(new, old, dict.fromkeys(map(str, range(100_000)), SiteStamp(0, 0, 0))),
    ):
        raise ValueError("no")

    assert active_children() == []

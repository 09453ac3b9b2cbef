"""What a repository lacks, told without writing anything."""

from pathlib import Path

import pytest

from incitrack.errors import GitError
from incitrack.setup.add_files import add_files
from incitrack.setup.missing import what_is_missing
from incitrack.setup.shipped import ShippedFile, shipped_files

SHIPPED = (
    ShippedFile(".gitattributes", "# why\nincidents/**/*.md merge=incitrack\n"),
    ShippedFile(".gitignore", "/site/\n"),
    ShippedFile("incidents/.gitkeep", ""),
    ShippedFile("policies/severity.yaml", "severities: {}\n"),
)


def test_an_empty_folder_lacks_everything(tmp_path: Path) -> None:
    missing = what_is_missing(tmp_path, SHIPPED)
    assert missing.files == SHIPPED
    assert missing.present == ()
    assert missing.advice == ()


def test_what_was_added_is_missing_no_more(tmp_path: Path) -> None:
    add_files(tmp_path, shipped_files())
    missing = what_is_missing(tmp_path, shipped_files())
    assert missing.files == ()
    assert missing.advice == ()


def test_a_folder_with_records_needs_no_keeper(tmp_path: Path) -> None:
    (tmp_path / "incidents" / "2026").mkdir(parents=True)
    assert "incidents/.gitkeep" not in [file.path for file in what_is_missing(tmp_path, SHIPPED).files]


def test_an_empty_folder_for_records_needs_one(tmp_path: Path) -> None:
    (tmp_path / "incidents").mkdir()
    assert "incidents/.gitkeep" in [file.path for file in what_is_missing(tmp_path, SHIPPED).files]


def test_lines_that_an_existing_file_lacks_are_advised_without_their_comments(tmp_path: Path) -> None:
    (tmp_path / ".gitattributes").write_text("*.png binary\n")
    advice = what_is_missing(tmp_path, SHIPPED).advice
    assert [(each.path, each.lines) for each in advice] == [
        (".gitattributes", ("incidents/**/*.md merge=incitrack",))
    ]


@pytest.mark.parametrize("line", ["/site/", "site/", "/site", "site"])
def test_a_line_that_means_the_same_is_enough(tmp_path: Path, line: str) -> None:
    (tmp_path / ".gitignore").write_bytes(f"*.pyc\r\n{line}\r\n".encode())
    assert what_is_missing(tmp_path, SHIPPED).advice == ()


def test_a_dangling_link_is_there(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").symlink_to("nowhere")
    missing = what_is_missing(tmp_path, SHIPPED)
    assert ".gitignore" in missing.present


def test_a_linked_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "policies").symlink_to("elsewhere")
    with pytest.raises(GitError, match="policies is a symbolic link"):
        what_is_missing(tmp_path, SHIPPED)


def test_a_file_where_a_folder_belongs_is_refused(tmp_path: Path) -> None:
    (tmp_path / "incidents").write_text("a list of incidents")
    with pytest.raises(GitError, match="incidents is a file"):
        what_is_missing(tmp_path, SHIPPED)


def test_adding_never_replaces_a_file(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\n")
    assert add_files(tmp_path, SHIPPED[1:2]) == ()
    assert (tmp_path / ".gitignore").read_text() == "mine\n"


def test_adding_never_writes_through_a_link(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").symlink_to("elsewhere")
    assert add_files(tmp_path, SHIPPED[1:2]) == ()
    assert not (tmp_path / "elsewhere").exists()


def test_what_the_disk_refuses_is_named_with_what_was_written_before(tmp_path: Path) -> None:
    (tmp_path / "policies").write_text("no folder")
    with pytest.raises(GitError, match=r"policies/severity\.yaml cannot be written") as refused:
        add_files(tmp_path, SHIPPED)
    assert refused.value.hint == "written before: .gitattributes, .gitignore, incidents/.gitkeep"

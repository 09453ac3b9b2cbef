"""Files of a folder that others filled."""

import os
from pathlib import Path

import pytest

from incitrack.errors import UsageError
from incitrack.importers.source_folder import LeftOut, SourceFile, source_files


def names(folder: Path) -> list[str]:
    return [each.name for each in source_files(folder, ".md")]


def test_files_come_by_path_with_their_folders_in_the_name(tmp_path: Path) -> None:
    (tmp_path / "2024").mkdir()
    for name in ("b.md", "a.md", "2024/c.md"):
        (tmp_path / name).write_text("text")
    assert names(tmp_path) == ["2024/c.md", "a.md", "b.md"]


def test_line_ends_and_a_byte_order_mark_are_taken_away(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree\n")
    assert list(source_files(tmp_path, ".md")) == [SourceFile("a.md", "one\ntwo\nthree\n")]


def test_a_file_of_another_kind_is_left_out_with_a_reason(tmp_path: Path) -> None:
    (tmp_path / "a.mdx").write_text("text")
    assert list(source_files(tmp_path, ".md")) == [LeftOut("a.mdx", "its name does not end in .md")]


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.md").write_text("text")
    (tmp_path / ".a.md").write_text("text")
    assert names(tmp_path) == []


def test_no_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "a.md").write_text("secret")
    source = tmp_path / "source"
    source.mkdir()
    (source / "file.md").symlink_to(tmp_path / "secret" / "a.md")
    (source / "folder").symlink_to(tmp_path / "secret")
    assert [each.reason for each in source_files(source, ".md") if isinstance(each, LeftOut)] == [
        "it is a symbolic link",
        "it is a symbolic link",
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"caf\xe9", "the byte 0xE9 in line 1 is not UTF-8"), (b"x" * 1_048_577, "the file is over 1 MiB")],
)
def test_bytes_that_no_record_could_hold_are_left_out(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "a.md").write_bytes(content)
    assert list(source_files(tmp_path, ".md")) == [LeftOut("a.md", reason)]


def test_a_name_that_is_not_utf_8_is_left_out(tmp_path: Path) -> None:
    (Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9.md"))).write_text("text")
    assert list(source_files(tmp_path, ".md")) == [LeftOut("caf\\udce9.md", "its name is not UTF-8")]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    assert [type(each) for each in source_files(tmp_path, ".md")] == [LeftOut]


def test_what_is_no_folder_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not a folder"):
        list(source_files(tmp_path / "nowhere", ".md"))

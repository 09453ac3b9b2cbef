"""`incitrack board` over real archives."""

import json
from pathlib import Path

import pytest

from tests.builders import archive_folder, incident_text, write
from tests.cli.ran import Ran, ran, shown


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return archive_folder(
        tmp_path,
        *(
            incident_text(id=f"INC-2026-000{number}", severity=severity, status=status, owner="maria")
            for number, (severity, status) in enumerate(
                [
                    ("P2", "reported"),
                    ("P1", "reported"),
                    ("P3", "in-progress"),
                    ("P4", "resolved"),
                    ("P1", "closed"),
                ]
            )
        ),
    )


def ids(done: Ran) -> dict[str, list[str]]:
    assert (done.status, done.err) == (0, "")
    return {status: [item["id"] for item in items] for status, items in json.loads(done.out).items()}


def test_json_groups_list_items_by_status_the_worst_first(root: Path) -> None:
    done = ran(root, "board", "--json")
    assert ids(done) == {
        "reported": ["INC-2026-0001", "INC-2026-0000"],
        "acknowledged": [],
        "in-progress": ["INC-2026-0002"],
        "resolved": ["INC-2026-0003"],
    }
    listed = json.loads(ran(root, "list", "--json").out)
    assert all(item in listed for items in json.loads(done.out).values() for item in items)


def test_filters_are_those_of_list(root: Path) -> None:
    assert ids(ran(root, "board", "--json", "--severity", "critical"))["reported"] == ["INC-2026-0001"]
    assert ids(ran(root, "board", "--json", "--open"))["resolved"] == []
    done = ran(root, "board", "--severity", "P1x")
    assert (done.status, done.err.splitlines()[0]) == (
        2,
        "error: “P1x” is not a severity of policies/severity.yaml",
    )


def test_in_a_pipe_it_is_the_lines_of_list_in_the_order_of_the_board(root: Path) -> None:
    listed = ran(root, "list").out.splitlines()
    lines = ran(root, "board").out.splitlines()
    assert [line[:13] for line in lines] == ["INC-2026-0001", "INC-2026-0000", "INC-2026-0002", "INC-2026-0003"]
    assert set(lines) < set(listed)


def test_nothing_open_is_said(root: Path) -> None:
    assert ran(root, "board", "--status", "closed") == Ran(0, "", "Nothing is open.\n")


def test_an_unreadable_record_is_a_line_and_the_rest_is_shown(root: Path) -> None:
    write(root, "incidents/2026/INC-2026-0009.md", "")
    done = ran(root, "board", "--json")
    assert (done.status, len(json.loads(done.out)["reported"])) == (3, 2)
    assert done.err.startswith("cannot read incidents/2026/INC-2026-0009.md:1:1: the file has no front matter")


def test_a_terminal_gets_columns(root: Path) -> None:
    lines = shown(root, "board", NO_COLOR="1").splitlines()
    assert lines[0] == "reported 2          acknowledged 0      in-progress 1       resolved 1"
    assert lines[2] == "INC-2026-0001                           INC-2026-0002       INC-2026-0003"
    assert "\x1b[" in shown(root, "board")

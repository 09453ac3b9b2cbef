"""`incitrack check` over real folders: what it prints in each format, and the exit status it leaves."""

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.builders import archive_folder, incident_text, postmortem_text, write
from tests.cli.ran import ran, shown

SEVERITY = "severities: {P1: {name: Critical}, P2: {name: High}}\n"
WRONG = "incidents/2026/INC-2026-0001.md"
FORMATS = ["text", "json", "github", "sarif", "junit"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two incidents, of which the first has a severity that nobody knows, and a postmortem with a vague action."""
    vague = "[{id: A1, title: Improve monitoring, owner: maria, due: 2026-12-01}]"
    sections = ("Summary", "Impact", "Root cause", "Contributing factors", "Response review")
    body = "\n\n".join(f"## {section}\n\nThe pool was too small." for section in sections)
    text = postmortem_text(incident="INC-2026-0002", actions=vague, body=body)
    write(tmp_path, "postmortems/2026/INC-2026-0002.md", text)
    texts = incident_text(id="INC-2026-0001", severity="P9"), incident_text(id="INC-2026-0002")
    return archive_folder(tmp_path, *texts, severity=SEVERITY)


def found(root: Path, *arguments: str) -> list[str]:
    """The codes and paths of the JSON report."""
    report = json.loads(ran(root, "check", "--format", "json", *arguments).out)
    return [f"{item['code']} {item['path'][:3]}{item['path'][-7:-3]}" for item in report["findings"]]


def test_findings_are_printed_and_the_status_is_1(root: Path) -> None:
    status, out, err = ran(root, "check")
    assert (status, err) == (1, "")
    assert f"{WRONG}:4:11: error INC108 unknown-severity\n" in out
    assert "    4 | severity: P9\n      |           ^^\n" in out
    assert out.endswith("1 error, 1 notice\nchecked 2 incidents, 1 postmortem, 1 policy as of 2026-11-20T17:00Z\n")


def test_an_archive_in_order_leaves_status_0(tmp_path: Path) -> None:
    assert ran(archive_folder(tmp_path, incident_text(), severity=SEVERITY), "check").status == 0


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_leaves_the_same_status_and_names_code_and_path(root: Path, form: str) -> None:
    status, out, err = ran(root, "check", "--format", form)
    assert (status, err) == (1, "")
    assert "INC108" in out
    assert WRONG in out


def test_the_programs_formats_are_what_they_say(root: Path) -> None:
    assert json.loads(ran(root, "check", "--format", "json").out)["counts"]["error"] == 1
    assert json.loads(ran(root, "check", "--format", "sarif").out)["version"] == "2.1.0"
    assert ET.fromstring(ran(root, "check", "--format", "junit").out).get("failures") == "1"  # noqa: S314 - ours
    annotations = ran(root, "check", "--format", "github").out.splitlines()
    assert [line.partition(" ")[0] for line in annotations] == ["::error", "::notice"]


@pytest.mark.parametrize(("fail_on", "status"), [("error", 0), ("warning", 0), ("notice", 1)])
def test_the_bar_can_be_moved(root: Path, fail_on: str, status: int) -> None:
    assert ran(root, "check", "postmortems", "--fail-on", fail_on).status == status


@pytest.mark.parametrize("format_", ["text", "json"])
def test_a_file_that_cannot_be_read_leaves_status_3(root: Path, format_: str) -> None:
    write(root, "incidents/2026/INC-2026-0003.md", "no record\n")
    assert ran(root, "check", "--format", format_).status == 3


def test_a_policy_that_cannot_be_read_leaves_status_3(root: Path) -> None:
    write(root, "policies/taxonomy.yaml", "cause: {}\n")
    assert ran(root, "check").status == 3
    assert "INC003 pol" in " ".join(found(root))


def test_without_a_severity_policy_it_says_how_to_begin(tmp_path: Path) -> None:
    status, out, err = ran(archive_folder(tmp_path, incident_text(), severity=None), "check")
    assert (status, out) == (3, "")
    assert "policies/severity.yaml" in err
    assert "incitrack init" in err
    assert len(err.splitlines()) <= 3


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        ([], ["INC108 inc0001", "INC214 pos0002"]),
        (["."], ["INC108 inc0001", "INC214 pos0002"]),
        (["incidents"], ["INC108 inc0001"]),
        (["incidents/2026/"], ["INC108 inc0001"]),
        ([WRONG], ["INC108 inc0001"]),
        (["incidents/2026/INC-2026-0002.md"], []),
        (["./incidents/../postmortems", "policies"], ["INC214 pos0002"]),
    ],
)
def test_paths_choose_whose_findings_are_reported(root: Path, paths: list[str], expected: list[str]) -> None:
    assert found(root, *paths) == expected


def test_what_is_checked_counts_what_was_asked_for(root: Path) -> None:
    report = json.loads(ran(root, "check", "--format", "json", WRONG).out)
    assert report["checked"] == {"incidents": 1, "postmortems": 0, "policies": 0}


def test_a_record_is_judged_by_the_whole_archive_whatever_is_reported(root: Path) -> None:
    write(root, "incidents/2026/INC-2026-0003.md", incident_text(id="INC-2026-0003", related="[INC-2026-0002]"))
    assert found(root, "incidents/2026/INC-2026-0003.md") == []


def test_a_path_that_is_not_there_or_lies_outside_is_wrong_usage(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    for path in ("incidents/2027", str(elsewhere), ".."):
        status, out, err = ran(root, "check", path)
        assert (status, out) == (2, "")
        assert path in err


def test_paths_are_those_of_the_folder_where_it_runs(root: Path) -> None:
    (root / ".git").mkdir()
    assert found(root / "incidents", "2026") == ["INC108 inc0001"]
    assert found(root / "incidents", str(root / "postmortems")) == ["INC214 pos0002"]


def test_the_repository_may_be_reached_through_a_link(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    link = tmp_path_factory.mktemp("links") / "records"
    link.symlink_to(root)
    assert found(link, "incidents") == found(link, str(root / "incidents")) == ["INC108 inc0001"]


def test_a_linked_record_can_be_named_and_is_not_followed(root: Path) -> None:
    (root / "incidents/2026/INC-2026-0009.md").symlink_to("nowhere.md")
    assert found(root, "incidents/2026/INC-2026-0009.md") == ["INC001 inc0009"]


def test_rules_that_were_silent_for_want_of_a_policy_are_mentioned_when_only_a_part_is_reported(
    root: Path,
) -> None:
    write(root, "policies/severity.yaml", "severity: {}\n")
    status, out, err = ran(root, "check", WRONG)
    assert (status, err.count("\n")) == (0, 1)
    assert "policies/severity.yaml cannot be read" in err
    assert "Nothing found" in out


@pytest.mark.parametrize("form", FORMATS)
def test_names_of_files_that_are_no_text_break_no_format(root: Path, form: str) -> None:
    name = os.fsencode(root / "incidents/2026") + b"/INC-\xff\x1b[31m\n::error::x.md"
    Path(os.fsdecode(name)).write_bytes(b"x")
    command = [sys.executable, "-m", "incitrack", "-C", root, "check", "--format", form]
    strict = os.environ | {"PYTHONIOENCODING": "utf-8:strict"}
    done = subprocess.run(command, capture_output=True, check=False, env=strict, cwd=Path(__file__).parents[2])
    assert (done.returncode, done.stderr) == (3, b"")
    assert b"\x1b" not in done.stdout
    assert not [line for line in done.stdout.splitlines() if line.startswith(b"::error::")]


def test_a_terminal_sees_colours_and_a_pipe_or_no_color_does_not(root: Path) -> None:
    assert "\x1b[31m\x1b[1merror" in shown(root, "check")
    assert "\x1b" not in shown(root, "check", NO_COLOR="1")
    assert "\x1b" not in ran(root, "check").out


def test_the_same_archive_gives_the_same_bytes(root: Path) -> None:
    assert ran(root, "check", "--format", "sarif").out == ran(root, "check", "--format", "sarif").out


def test_an_unknown_format_is_wrong_usage(root: Path) -> None:
    status, _, err = ran(root, "check", "--format", "html")
    assert status == 2
    assert "text" in err

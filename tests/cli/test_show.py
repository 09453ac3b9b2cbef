"""`incitrack show` over real archives."""

import json
import sys
from pathlib import Path

import pytest

from incitrack.reports.text_width import width
from tests.builders import ACKNOWLEDGED, REPORTED, archive_folder, incident_text, write, write_postmortem
from tests.cli.ran import ran, shown


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_postmortem(tmp_path, actions="[{id: A2, title: Watch the pool, owner: jdoe, due: 2026-11-18}]")
    return archive_folder(
        tmp_path,
        incident_text(status="acknowledged", owner="maria", timeline=[REPORTED, ACKNOWLEDGED]),
        incident_text(id="INC-2025-0042", title="Last year", status="closed"),
        incident_text(id="INC-2026-0007", title="Solved", status="resolved"),
    )


@pytest.mark.parametrize("identifier", ["INC-2026-0042", "2026-42", "2026-0042"])
def test_it_is_found_by_any_form_of_its_id(root: Path, identifier: str) -> None:
    done = ran(root, "show", identifier)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(
        "INC-2026-0042  P2 High  acknowledged\nCheckout returns 502 for EU customers\n\nOwner"
    )


def test_left_out_it_is_the_one_that_is_open(root: Path) -> None:
    assert ran(root, "show") == ran(root, "show", "2026-42")


@pytest.mark.parametrize(
    ("identifier", "said"),
    [("42", "42 may be INC-"), ("43", "no incident 43"), ("", "blank"), ("x", "“x”")],
)
def test_an_id_that_means_none_or_several_is_wrong_usage(root: Path, identifier: str, said: str) -> None:
    done = ran(root, "show", identifier)
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert len(done.err.splitlines()) <= 3


def test_json_has_everything_and_the_actions_of_both_files(root: Path) -> None:
    done = ran(root, "show", "2026-42", "--json")
    assert (done.status, done.err) == (0, "")
    item = json.loads(done.out)
    assert item["id"] == "INC-2026-0042"
    assert [entry["kind"] for entry in item["timeline"]] == ["reported", "acknowledged"]
    assert item["postmortem"] == {"status": "draft", "path": "postmortems/2026/INC-2026-0042.md"}
    (action,) = item["actions"]
    assert (action["id"], action["days_overdue"]) == ("INC-2026-0042/A2", 2)
    assert action["path"] == "postmortems/2026/INC-2026-0042.md"
    assert [(clock["clock"], clock["state"]) for clock in item["clocks"]] == [("action", "breached")]


def test_its_list_part_is_what_list_prints(root: Path) -> None:
    listed = {item["id"]: item for item in json.loads(ran(root, "list", "--json").out)}
    whole = json.loads(ran(root, "show", "2026-42", "--json").out)
    assert {key: whole[key] for key in listed["INC-2026-0042"]} == listed["INC-2026-0042"]


def test_a_broken_record_is_named_by_place(root: Path) -> None:
    write(root, "incidents/2026/INC-2026-0042.md", incident_text(severity="[P1"))
    done = ran(root, "show", "2026-42")
    assert (done.status, done.out) == (3, "")
    assert done.err.startswith("error: incidents/2026/INC-2026-0042.md:5:")
    assert 2 <= len(done.err.splitlines()) <= 3


def test_a_declared_field_of_another_type_makes_the_record_unreadable_as_for_list(root: Path) -> None:
    write(root, "policies/fields.yaml", "x-orders: {type: integer}\n")
    write(root, "incidents/2026/INC-2026-0042.md", incident_text(**{"x-orders": "many"}))
    done = ran(root, "show", "2026-42")
    assert (done.status, done.out) == (3, "")
    assert "incidents/2026/INC-2026-0042.md:7:11: x-orders: “many” is not a whole number" in done.err
    assert ran(root, "list").status == 3


def test_other_broken_records_are_in_nobodys_way(root: Path) -> None:
    write(root, "incidents/2026/INC-2026-0001.md", "no record")
    assert ran(root, "show", "2026-42").status == 0


def test_a_broken_postmortem_is_said_and_the_incident_still_shown(root: Path) -> None:
    write_postmortem(root, "---\nincident: INC-2026-0042\n---\n")
    done = ran(root, "show", "2026-42", "--json")
    assert done.status == 3
    assert json.loads(done.out)["postmortem"] == {"status": None, "path": "postmortems/2026/INC-2026-0042.md"}
    assert done.err == "cannot read postmortems/2026/INC-2026-0042.md:1:1: title is missing; add title:\n"
    assert "its file cannot be read" in ran(root, "show", "2026-42").out


def test_the_same_moment_gives_the_same_bytes_and_another_one_other_overdue_days(root: Path) -> None:
    assert ran(root, "show", "2026-42") == ran(root, "show", "2026-42")
    later = json.loads(ran(root, "show", "2026-42", "--json", now="2026-11-30T00:00Z").out)
    assert later["actions"][0]["days_overdue"] == 12


def test_on_a_terminal_it_is_wrapped_and_in_a_pipe_it_is_not(root: Path) -> None:
    long = "Connection pool is exhausted " + "and filling again " * 8
    write(
        root,
        "incidents/2026/INC-2026-0042.md",
        incident_text(timeline=[REPORTED, f"- `2026-11-20T15:00Z` **update**: {long}"]),
    )
    assert long.strip() in ran(root, "show", "2026-42").out
    on_terminal = shown(root, "show", "2026-42", NO_COLOR="1")
    assert all(width(line) <= 80 for line in on_terminal.splitlines())
    assert on_terminal.count("filling again") + on_terminal.count("filling\n") == 8


def test_a_hostile_record_cannot_reach_the_terminal(root: Path) -> None:
    evil = "- `2026-11-20T15:00Z` **update**: \x1b]0;pwn\x07\x1b[2Jgone \u202egnp.exe \x9b31m"
    path = "incidents/2026/INC-2026-0042.md"
    write(root, path, incident_text(timeline=[REPORTED, evil], body="## Summary\n\n\x1b[2J\r\x00"))
    for arguments in (["show", "2026-42"], ["show", "2026-42", "--json"]):
        received = shown(root, *arguments, NO_COLOR="1")
        assert "\\u001b]0;pwn\\u0007\\u001b[2Jgone \\u202egnp.exe \\u009b31m" in received
        assert not {"\x1b", "\x07", "\x00", "\r", "\x9b", "\u202e"} & set(received)


def test_reading_one_opens_no_other_record(root: Path) -> None:
    opened: list[str] = []
    watching = True

    def note(event: str, details: tuple[object, ...]) -> None:
        if event == "open" and watching:
            opened.append(str(details[0]))

    sys.addaudithook(note)
    for identifier in ("INC-2026-0042", "2026-42"):
        assert ran(root, "show", identifier).status == 0
    watching = False
    records = {path.removeprefix(f"{root}/") for path in opened if path.startswith(f"{root}/") and ".md" in path}
    assert records == {"incidents/2026/INC-2026-0042.md", "postmortems/2026/INC-2026-0042.md"}

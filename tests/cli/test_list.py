"""`incitrack list` over real archives."""

import csv
import io
import json
from pathlib import Path

import pytest

from incitrack.reports.incidents import ListItem
from tests.builders import archive_folder, incident_text, write
from tests.cli.ran import Ran, ran, shown

SERVICES = """\
services:
  checkout: {name: Checkout, team: shop}
  payments: {name: Payments, team: money}
people:
  maria: {name: Maria López}
  jdoe: {name: Jan Doe}
"""


def record(number: int, day: str, **fields: str) -> str:
    return incident_text(
        id=f"INC-2026-{number:04}", timeline=[f"- `2026-{day}T23:30Z` **reported** @synthetics"], **fields
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, "policies/services.yaml", SERVICES)
    write(tmp_path, "policies/taxonomy.yaml", "causes: {change: Change, capacity: Capacity}\n")
    return archive_folder(
        tmp_path,
        record(1, "01-10", severity="P1", status="closed", owner="maria", cause="change", tags="[database]"),
        record(2, "03-31", severity="P2", services="[payments, checkout]", owner="jdoe", status="resolved"),
        record(3, "04-01", severity="P1", status="acknowledged", owner="maria", visibility="restricted"),
        record(4, "04-02", severity="P4", services="[payments]", teams="[shop]"),
        severity="calendar: {timezone: Europe/Warsaw}\n"
        "severities: {P1: {name: Critical, aliases: [Sev-1]}, P2: {name: High}, P4: {name: Low}}\n",
    )


def numbers(done: Ran) -> list[int]:
    assert (done.status, done.err) == (0, "")
    return [int(item["id"][-4:]) for item in json.loads(done.out)]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ("", [4, 3, 2, 1]),
        ("--open", [4, 3]),
        ("--status closed --status resolved", [2, 1]),
        ("--severity P1", [3, 1]),
        ("--severity sev-1 --severity P4", [4, 3, 1]),
        ("--service checkout", [3, 2, 1]),
        ("--team money", [4, 2]),
        ("--team shop --severity P4", [4]),
        ("--owner maria", [3, 1]),
        ("--owner @jdoe", [2]),
        ("--tag database", [1]),
        ("--tag absent", []),
        ("--cause change", [1]),
        ("--without-restricted", [4, 2, 1]),
        ("--since 2026-04-01T23:30Z --until 2026-04-01T23:30Z", [3]),
        ("--since 2026-04-01T23:30:01Z", [4]),
        ("--until 2026-04-02T01:29+02:00", [2, 1]),
        # 23:30 in UTC is the next day in Warsaw.
        ("--since 2026-04-01 --until 2026-04-02", [3, 2]),
        ("--until 2026-03-31", [1]),
        ("--open --severity P1 --owner maria", [3]),
    ],
)
def test_filters_choose_and_the_newest_report_comes_first(root: Path, filters: str, expected: list[int]) -> None:
    assert numbers(ran(root, "list", "--json", *filters.split())) == expected


@pytest.mark.parametrize(
    ("filters", "said", "hint"),
    [
        ("--status resolvd", "“resolvd” is not a status", "did you mean resolved?"),
        ("--severity P9", "“P9” is not a severity of policies/severity.yaml", "write one of P1, P2, P4"),
        ("--service chekout", "“chekout” is not a service of policies/services.yaml", "did you mean checkout?"),
        ("--team shp", "“shp” is not a team of policies/services.yaml", "did you mean shop?"),
        ("--owner mara", "“mara” is not a person of policies/services.yaml", "did you mean maria?"),
        ("--owner Maria!", "“Maria!” is not a person's handle", "write lower-case letters"),
        ("--cause chnge", "“chnge” is not a cause of policies/taxonomy.yaml", "did you mean change?"),
        ("--tag Über", "“Über” is not a slug", "write lower-case letters"),
        ("--since 2026-02-30", "--since: “2026-02-30” is not a day of the calendar", "write a date"),
        ("--until 2026-02-03T10:00", "--until: “2026-02-03T10:00” has no offset", "2026-07-01T08:00Z"),
        ("--since yesterday", "--since: “yesterday” is not a time", "write a date, 2026-07-01"),
        ("--since 2026-03-01 --until 2026-02-01", "--since is later than --until", "swap"),
        ("--json --csv", "--json and --csv exclude each other", "one of them"),
    ],
)
def test_a_word_that_cannot_be_meant_is_wrong_usage(root: Path, filters: str, said: str, hint: str) -> None:
    done = ran(root, "list", *filters.split())
    assert (done.status, done.out) == (2, "")
    first, second = done.err.splitlines()
    assert first == f"error: {said}"
    assert hint in second


def test_without_policies_any_word_may_stand_in_the_records(tmp_path: Path) -> None:
    archive_folder(tmp_path, incident_text(severity="SEV-9", owner="anna"), severity=None)
    words = "--severity SEV-9 --service checkout --owner anna"
    assert numbers(ran(tmp_path, "list", "--json", *words.split())) == [42]
    assert numbers(ran(tmp_path, "list", "--json", "--team", "platform")) == []


def test_in_a_pipe_each_incident_is_a_line_with_nothing_cut(tmp_path: Path) -> None:
    title = "Checkout " + "is slow and " * 15 + "fails"
    archive_folder(tmp_path, incident_text(title=title, services="[checkout, payments]"))
    assert ran(tmp_path, "list") == Ran(
        0, f"INC-2026-0042\tP2\treported\t2026-11-20T14:10Z\t\tcheckout,payments\t{title}\n", ""
    )


def test_nothing_found_is_said_on_standard_error(root: Path, tmp_path: Path) -> None:
    assert ran(root, "list", "--tag", "absent") == Ran(0, "", "No incident matches.\n")
    assert ran(root, "list", "--tag", "absent", "--json") == Ran(0, "[]\n", "")
    empty = tmp_path / "empty"
    (empty / "incidents").mkdir(parents=True)
    assert ran(empty, "list") == Ran(0, "", "There is no incident.\n")


def test_an_unreadable_record_is_one_line_and_the_others_are_listed(root: Path) -> None:
    write(root, "incidents/2026/INC-2026-0005.md", "---\nid: INC-2026-0005\nsevrity: P1\n---\n")
    done = ran(root, "list", "--json")
    assert done.status == 3
    assert len(json.loads(done.out)) == 4
    assert done.err == (
        "cannot read incidents/2026/INC-2026-0005.md:1:1: title is missing; add title:"
        " (and 4 more: incitrack check)\n"
    )


def test_an_unreadable_policy_is_said_too(root: Path) -> None:
    write(root, "policies/taxonomy.yaml", "causses: {}\n")
    done = ran(root, "list", "--json")
    assert (done.status, len(json.loads(done.out))) == (3, 4)
    assert done.err.startswith("cannot read policies/taxonomy.yaml:1:1: unknown key “causses”")


def test_csv_has_the_columns_of_the_json(root: Path) -> None:
    done = ran(root, "list", "--csv")
    header, *rows = csv.reader(io.StringIO(done.out))
    items = json.loads(ran(root, "list", "--json").out)
    assert header == list(ListItem.__annotations__) == list(items[0])
    assert [row[header.index("services")] for row in rows] == [
        "payments",
        "checkout",
        "payments checkout",
        "checkout",
    ]
    assert [row[0] for row in rows] == [item["id"] for item in items]


def test_a_title_that_is_a_formula_is_text_in_csv(tmp_path: Path) -> None:
    archive_folder(tmp_path, incident_text(title="'=HYPERLINK(\"https://evil.example\")'"))
    rows = list(csv.reader(io.StringIO(ran(tmp_path, "list", "--csv").out)))
    assert rows[1][1] == '\'=HYPERLINK("https://evil.example")'


def test_on_a_terminal_it_is_a_table_that_fits(root: Path) -> None:
    plain = shown(root, "list", "--open", NO_COLOR="1")
    assert plain == (
        "ID             SEV  STATUS        REPORTED    OWNER  TITLE\n"
        "INC-2026-0004  P4   reported      2026-04-02  –      Checkout returns 502 for E…\n"
        "INC-2026-0003  P1   acknowledged  2026-04-01  maria  Checkout returns 502 for E…\n"
    )
    assert all(len(line) <= 80 for line in plain.splitlines())


def test_a_wide_terminal_shows_services_and_the_time(root: Path) -> None:
    assert shown(root, "list", "--severity", "P4", columns=120, NO_COLOR="1").splitlines()[1] == (
        "INC-2026-0004  P4        reported  2026-04-02 23:30Z  –      payments  Checkout returns 502 for EU customers"
    )


def test_a_terminal_gets_colours_unless_they_are_not_wanted(root: Path) -> None:
    assert "\x1b[31m\x1b[1mP1" in shown(root, "list")
    assert "\x1b" not in shown(root, "list", NO_COLOR="1")
    assert "\x1b" not in shown(root, "list", "--json")


def test_control_characters_of_a_broken_record_do_not_reach_the_terminal(tmp_path: Path) -> None:
    archive_folder(tmp_path, incident_text(title='"\\e]0;pwn\\a\\u202E"'))
    received = shown(tmp_path, "list", NO_COLOR="1")
    assert "the text holds the control character U+001B" in received
    assert not {"\x1b", "\x07", "\u202e"} & set(received)


READERS = ("list", "check", "sla")


@pytest.fixture
def loaded(root: Path) -> None:
    """What the commands load, which nobody else may, where Python lies in a closed folder."""
    write(root, "policies/severity.yaml", "unknown: key\n")
    for command in READERS:
        ran(root, command)


@pytest.mark.usefixtures("loaded")
def test_a_policies_folder_that_nobody_may_open_is_named_and_the_records_are_listed(as_nobody: Path) -> None:
    archive_folder(as_nobody, record(1, "11-10"))
    (as_nobody / "policies").chmod(0)
    try:
        listed, checked, clocks = (ran(as_nobody, command) for command in READERS)
    finally:
        (as_nobody / "policies").chmod(0o755)
    assert listed.status == 3
    assert listed.out.startswith("INC-2026-0001\t")
    assert listed.err.startswith("cannot read policies:1:1: it cannot be opened: permission denied")
    assert checked.status == 3
    assert "policies:1:1: error INC001" in checked.out
    assert clocks.status == 3
    assert clocks.err.startswith("error: policies:1:1: ")

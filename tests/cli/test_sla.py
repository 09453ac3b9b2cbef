"""`sla`, and the clock that matters most in `list`, `show` and `board`."""

import json
from pathlib import Path

import pytest

from tests.builders import ACKNOWLEDGED, REPORTED, RESOLVED, archive_folder, incident_text, write
from tests.cli.ran import Ran, interrupted, ran, shown

POLICY = """\
severities:
  P1:
    name: Critical
    sla: {acknowledge: 15m, resolve: 4h, update: 30m}
  P2:
    name: High
    sla: {acknowledge: 1h, resolve: 1d, update: 4h}
"""
BUSY = incident_text(
    id="INC-2026-0007",
    severity="P1",
    status="acknowledged",
    owner="maria",
    title="Checkout returns 502",
    timeline=[REPORTED, ACKNOWLEDGED, "- `2026-11-20T16:50Z` **update** @maria: The rollback runs."],
)
WAITING = incident_text(id="INC-2026-0008", title="Pictures load slowly", timeline=[REPORTED])
OVER = incident_text(
    id="INC-2026-0006",
    status="resolved",
    owner="maria",
    started_at="2026-11-20T14:05Z",
    timeline=[REPORTED, ACKNOWLEDGED, RESOLVED],
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    archive_folder(tmp_path, BUSY, WAITING, OVER)
    write(tmp_path, "policies/severity.yaml", POLICY)
    return tmp_path


def rows(done: Ran) -> list[tuple[str, str, str]]:
    assert (done.status, done.err) == (0, "")
    return [(row["incident"][-1], row["clock"], row["state"]) for row in json.loads(done.out)]


def test_the_worst_comes_first_and_then_the_nearest_deadline(root: Path) -> None:
    assert rows(ran(root, "sla", "--json")) == [
        ("8", "acknowledge", "breached"),
        ("7", "update", "at-risk"),
        ("7", "resolve", "running"),
        ("8", "update", "running"),
        ("8", "resolve", "running"),
        ("7", "update", "missed"),
        ("7", "acknowledge", "met"),
        ("6", "resolve", "met"),
        ("6", "acknowledge", "met"),
    ]


def test_all_has_also_the_runs_of_update_that_were_met(root: Path) -> None:
    assert rows(ran(root, "sla", "6", "--json")) == [("6", "resolve", "met"), ("6", "acknowledge", "met")]
    assert ("6", "update", "met") in rows(ran(root, "sla", "6", "--json", "--all"))


def test_a_row_says_when_it_began_ends_and_how_much_is_left(root: Path) -> None:
    breached, *_ = json.loads(ran(root, "sla", "--json").out)
    assert breached == {
        "incident": "INC-2026-0008",
        "clock": "acknowledge",
        "tier": None,
        "started_at": "2026-11-20T14:10:00Z",
        "deadline_at": "2026-11-20T15:10:00Z",
        "stopped_at": None,
        "state": "breached",
        "elapsed_s": 10_200,
        "remaining_s": -6_600,
    }


def test_in_a_pipe_each_clock_is_a_line(root: Path) -> None:
    first, *_ = ran(root, "sla").out.splitlines()
    assert first.split("\t") == [
        "breached",
        "1 h 50 min late",
        "2 h 50 min",
        "P2",
        "INC-2026-0008",
        "acknowledge",
        "",
        "2026-11-20T15:10Z",
        "Pictures load slowly",
    ]


def test_a_terminal_has_what_runs_and_counts_the_rest(root: Path) -> None:
    seen = shown(root, "sla", NO_COLOR="1").splitlines()
    assert [line.split()[0] for line in seen[1:6]] == ["breached", "at-risk", "running", "running", "running"]
    assert seen[-1] == "3 met and 1 missed before: incitrack sla --all"
    assert max(map(len, seen)) <= 80


def test_what_presses_most_of_the_worst_severity_stands_out(root: Path) -> None:
    assert "\x1b[37m\x1b[41m\x1b[1mat-risk" in shown(root, "sla")


def test_the_filters_hold(root: Path) -> None:
    assert {row[0] for row in rows(ran(root, "sla", "--severity", "P1", "--json"))} == {"7"}
    assert {row[0] for row in rows(ran(root, "sla", "--open", "--json"))} == {"7", "8"}


def test_watching_needs_a_terminal(root: Path) -> None:
    done = ran(root, "sla", "--watch")
    assert (done.status, done.out) == (2, "")
    assert "--watch is for a terminal" in done.err


def test_watching_counts_down_on_a_screen_of_its_own_and_gives_the_terminal_back(root: Path) -> None:
    status, seen = interrupted(root, "sla", "--watch", once_seen="left")
    assert status == 0
    assert seen.startswith("\x1b[?1049h\x1b[?25l")
    assert seen.endswith("\x1b[?25h\x1b[?1049l")
    assert "0:20:00 left, 17:20 UTC   P1  INC-2026-0007  update" in seen.replace("0:19:59", "0:20:00")
    assert "Traceback" not in seen


def test_a_policy_that_cannot_be_read_leaves_no_clocks_to_show(root: Path) -> None:
    write(root, "policies/severity.yaml", POLICY.replace("15m", "15 minutes"))
    done = ran(root, "sla", "--json")
    assert (done.status, done.out) == (3, "")
    assert "without the policy there are no clocks" in done.err


@pytest.mark.parametrize("command", ["sla", "metrics"])
def test_holidays_that_nobody_knows_stop_what_reckons_by_them(root: Path, command: str) -> None:
    write(root, "policies/severity.yaml", f"calendar: {{holidays: XX}}\n{POLICY.replace('15m', '2bh')}")
    done = ran(root, command)
    assert (done.status, done.out) == (3, "")
    assert "policies/severity.yaml:1:22: no holidays are known of the country “XX”" in done.err


@pytest.mark.parametrize("command", [["list"], ["board"], ["show", "7"]])
def test_what_can_be_shown_without_clocks_is_shown_without_them(root: Path, command: list[str]) -> None:
    write(root, "policies/severity.yaml", f"calendar: {{holidays: XX}}\n{POLICY.replace('15m', '2bh')}")
    done = ran(root, *command)
    assert done.status == 3
    assert "INC-2026-0007" in done.out
    assert "no holidays are known of the country “XX”" in done.err


@pytest.mark.parametrize(
    "command", ["sla", "sla --json", "list", "list --json", "board", "action list", "metrics"]
)
def test_holidays_that_nobody_knows_are_named_where_no_clock_needs_them_too(root: Path, command: str) -> None:
    write(root, "policies/severity.yaml", f"calendar: {{holidays: XX}}\n{POLICY}")
    for _ in range(2):  # what was told before is not told again without it
        done = ran(root, *command.split())
        assert done.status == 3
        assert done.out or command == "action list"
        assert done.err.startswith("cannot read policies/severity.yaml:1:22: no holidays are known of the country")
        assert done.err.count("no holidays") == 1


def test_check_names_the_holidays_and_is_silent_of_clocks(root: Path) -> None:
    write(root, "policies/severity.yaml", f"calendar: {{holidays: XX}}\n{POLICY.replace('15m', '2bh')}")
    done = ran(root, "check", "--format", "json")
    assert done.status == 3
    assert [(each["code"], each["path"]) for each in json.loads(done.out)["findings"]] == [
        ("INC005", "policies/severity.yaml")
    ]


def test_without_any_policy_only_promises_and_action_items_have_clocks(tmp_path: Path) -> None:
    archive_folder(
        tmp_path,
        incident_text(
            communications=["- `2026-11-20T14:45Z` **public** @kim: Wait. Next update by `2026-11-20T15:15Z`."]
        ),
    )
    (tmp_path / "policies/severity.yaml").unlink(missing_ok=True)
    assert rows(ran(tmp_path, "sla", "--json")) == [("2", "promise", "breached")]


def test_list_shows_the_clock_that_matters_most(root: Path) -> None:
    lines = ran(root, "list").out.splitlines()
    assert [line.split("\t")[7:] for line in lines] == [
        ["acknowledge 1 h 50 min late"],
        ["update 20 min left"],
        [],
    ]
    narrow = shown(root, "list", NO_COLOR="1").splitlines()
    assert "1 h 50 min late" in narrow[1]
    assert max(map(len, narrow)) <= 80
    assert "acknowledge 1 h 50 min late" in shown(root, "list", columns=140, NO_COLOR="1")


def test_a_closed_incident_has_no_clock_in_a_list(root: Path) -> None:
    assert ran(root, "list", "--status", "resolved").out.count("\t") == 6


def test_show_begins_with_the_clocks_that_run_or_were_missed(root: Path) -> None:
    lines = [line for line in ran(root, "show", "7").out.splitlines() if line.startswith(("Clock", "Missed"))]
    assert [line.partition(" ")[2].strip() for line in lines] == [
        "update: at risk, 20 min left, due 2026-11-20 17:20 UTC",
        "resolve: 1 h 10 min left, due 2026-11-20 18:10 UTC",
        "update: 2 h 6 min late, due 2026-11-20 14:44 UTC",
    ]


def test_show_json_has_the_clocks_of_the_incident(root: Path) -> None:
    assert json.loads(ran(root, "show", "7", "--json").out)["clocks"] == json.loads(
        ran(root, "sla", "7", "--json").out
    )


def test_a_card_of_the_board_has_its_clock(root: Path) -> None:
    seen = shown(root, "board", NO_COLOR="1")
    assert "acknowledge 1 h" in seen
    assert "update 20 min left" in seen


def test_without_the_restricted_nothing_recurs_because_of_them(tmp_path: Path) -> None:
    policy = """\
severities:
  P2:
    name: High
    postmortem: {when: [{recurs: 2, within: 30d}], due: 3bd}
"""
    over = {"status": "resolved", "owner": "maria", "cause": "capacity", "started_at": "2026-11-20T14:05Z"}
    timeline = [REPORTED, ACKNOWLEDGED, RESOLVED]
    archive_folder(
        tmp_path,
        incident_text(id="INC-2026-0001", visibility="restricted", timeline=timeline, **over),
        incident_text(id="INC-2026-0002", timeline=timeline, **over),
    )
    write(tmp_path, "policies/severity.yaml", policy)
    assert [row[0] for row in rows(ran(tmp_path, "sla", "--json"))] == ["1", "2"]
    assert rows(ran(tmp_path, "sla", "--json", "--without-restricted")) == []


def test_an_incident_that_cannot_be_read_says_where_and_why(root: Path) -> None:
    write(root, "incidents/2026/INC-2026-0007.md", BUSY.replace("status:", "statuss:"))
    done = ran(root, "sla", "7", "--json")
    assert (done.status, done.out) == (3, "")
    assert "incidents/2026/INC-2026-0007.md:1:1: status is missing" in done.err


def test_an_id_and_filters_exclude_each_other(root: Path) -> None:
    assert ran(root, "sla", "7", "--severity", "P1").status == 2


def test_what_was_done_before_its_clock_began_took_no_time(root: Path) -> None:
    early = "[{id: A1, title: Alert, owner: jdoe, due: 2026-11-18, status: done, done_on: 2026-11-12}]"
    write(root, "incidents/2026/INC-2026-0009.md", incident_text(id="INC-2026-0009", severity="P1", actions=early))
    line = next(line for line in ran(root, "sla").out.splitlines() if "action A1" in line)
    assert line.split("\t")[:3] == ["met", "6 d early", "–"]


def test_a_promise_that_only_the_resolution_ended_claims_nobody_was_told(root: Path) -> None:
    told = ["- `2026-11-20T14:20Z` **public** @kim: Wait. Next update by `2026-11-20T14:50Z`."]
    text = incident_text(
        id="INC-2026-0006",
        status="resolved",
        owner="maria",
        started_at="2026-11-20T14:05Z",
        timeline=[REPORTED, ACKNOWLEDGED, RESOLVED],
        communications=told,
    )
    write(root, "incidents/2026/INC-2026-0006.md", text)
    findings = json.loads(ran(root, "check", "--format", "json").out)["findings"]
    (message,) = (
        each["message"] for each in findings if each["code"] == "INC307" and "promised" in each["message"]
    )
    assert message == "P2 was left without the update promised by 2026-11-20T14:50Z for 1 h 50 min"


def test_while_a_record_is_being_saved_the_live_view_keeps_its_clocks(root: Path) -> None:
    from incitrack.cli.session import Session
    from incitrack.cli.sla_watch import View, _looked
    from incitrack.metrics.clocks import Clocks
    from incitrack.metrics.listed_clocks import listed_clocks

    def look(session: Session) -> View:
        archive = session.archive
        clocks = listed_clocks(archive.incidents, Clocks(archive, session.now), archive)
        return View(clocks, archive.policies, archive.unreadable)

    def session() -> Session:
        return Session(root, "2026-11-20T17:00Z")

    before = _looked(View([], session().policies), look, session())
    write(root, "incidents/2026/INC-2026-0007.md", BUSY.replace("status:", "statuss:"))
    during = _looked(before, look, session())
    assert sorted(each.clock for each in during.clocks) == sorted(each.clock for each in before.clocks)
    assert "status is missing" in during.trouble

import json
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import archive_folder, incident_text, write, write_incident, write_postmortem
from tests.cli.ran import ran
from tests.metrics.oracle import Clocks, Row, moment
from tests.metrics.scenarios import Scenario, stamp

WORST_FIRST = ["breached", "at-risk", "running", "missed", "met"]
SEEDS = st.integers(0, 2**32 - 1)  # a seed gives a richer archive than what can be shrunk


def listed(root: Path, now: datetime, *options: str) -> list[Row]:
    """What the command lists, in its order."""
    status, out, err = ran(root, "sla", "--json", *options, now=stamp(now))
    assert (status, err) == (0, "")
    return [Row(**row) for row in json.loads(out)]


def agreed(root: Path, now: datetime) -> list[Row]:
    """The rows that the oracle works out, and the command lists as well."""
    expected = Clocks(root, now).rows()
    assert sorted(listed(root, now, "--all"), key=str) == sorted(expected, key=str)
    return expected


def a_moment(random: Random, scenario: Scenario) -> datetime:
    """A moment after the last entry: any, or within a second of a deadline or of the time when a clock is at risk."""
    now = scenario.latest + scenario.gap()
    deadlines = {moment(row.deadline_at) for row in Clocks(scenario.root, now).rows() if row.stopped_at is None}
    early = [timedelta(), timedelta(minutes=30), timedelta(minutes=15), timedelta(hours=2)]
    edges = sorted({deadline - each for deadline in deadlines for each in early if deadline - each > now})
    if not edges or random.randrange(3) == 0:
        return now
    return random.choice(edges) + timedelta(seconds=random.choice([0, 0, -1, 1]))


@given(SEEDS)
def test_every_row_is_the_one_that_the_oracle_works_out(seed: int) -> None:
    random = Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        scenario = Scenario(random, Path(folder))
        now = a_moment(random, scenario)
        expected = Clocks(scenario.root, now).rows()
        everything = listed(scenario.root, now, "--all")
        assert sorted(everything, key=str) == sorted(expected, key=str)
        short = [row for row in expected if row.clock != "update" or row.state != "met"]
        assert sorted(listed(scenario.root, now), key=str) == sorted(short, key=str)
        assert [row.state for row in everything] == sorted(
            (row.state for row in everything), key=WORST_FIRST.index
        )


@given(SEEDS)
def test_the_scenarios_are_records_that_contradict_nothing(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        scenario = Scenario(Random(seed), Path(folder))
        report = json.loads(ran(scenario.root, "check", "--format", "json", now=stamp(scenario.latest)).out)
        # A clock that a tier alone has is a finding, and runs.
        found = (each for each in report["findings"] if "has no clock" not in each["message"])
        wrong = [each for each in found if each["code"] < "INC2" and each["level"] == "error"]
        assert wrong == []


POLICY = """\
calendar: {timezone: Europe/Warsaw, holidays: PL}
severities:
  P1:
    name: Critical
    sla: {acknowledge: 15m, resolve: 4h, update: 30m}
    postmortem: {when: [always], due: 3bd}
  P2:
    name: High
    sla: {acknowledge: {business: 1h, otherwise: 2h}, resolve: 1bd, communicate: 2bh, warn: 1h}
    postmortem: {when: [{breached: resolve}], due: 1w}
  P3: {name: Medium, sla: {resolve: 1d}}
tiers:
  gold: {P1: {resolve: 2h}}
  bronze: {P1: {resolve: 1d}}
"""


class Case(NamedTuple):
    """What the pages say, and the rows of one clock that follow: tier, start, deadline, stop, state.

    Times are UTC, of Friday 20 November 2026 unless they name another day of that month; Warsaw is an hour ahead.
    An entry after `>` was told.
    """

    says: str
    clock: str
    entries: str
    rows: list[str]
    severity: str = "P1"
    tiers: str = ""
    now: str = "17:00"


CASES = [
    Case(
        "at the deadline is met", "acknowledge", "10:00 reported, 10:15 acknowledged", ["- 10:00 10:15 10:15 met"]
    ),
    Case("after it is missed", "acknowledge", "10:00 reported, 10:16 closed", ["- 10:00 10:15 10:16 missed"]),
    Case("not at risk before warn", "resolve", "10:00 reported", ["- 10:00 14:00 - running"], now="13:29"),
    Case("at risk from warn on", "resolve", "10:00 reported", ["- 10:00 14:00 - at-risk"], now="13:30"),
    Case("at risk at the deadline", "resolve", "10:00 reported", ["- 10:00 14:00 - at-risk"], now="14:00"),
    Case("breached after it", "resolve", "10:00 reported", ["- 10:00 14:00 - breached"], now="14:01"),
    Case(
        "at risk by its own warn", "acknowledge", "08:00 reported", ["- 08:00 09:00 - at-risk"], "P2", now="08:00"
    ),
    Case("a range holds its opening", "acknowledge", "08:00 reported", ["- 08:00 09:00 - breached"], "P2"),
    Case("and not its closing", "acknowledge", "16:00 reported", ["- 16:00 18:00 - at-risk"], "P2"),
    Case("the first such moment", "communicate", "14:00 reported", ["- 14:00 16:00 - breached"], "P2"),
    Case("hours go on on Monday", "communicate", "15:00 reported", ["- 15:00 23T09:00 - running"], "P2"),
    Case("1bd before opening", "resolve", "03:00 reported", ["- 03:00 23T16:00 - running"], "P2"),
    Case("1bd over a holiday", "resolve", "10T09:00 reported", ["- 10T09:00 12T16:00 - breached"], "P2"),
    Case("closed resolves", "resolve", "10:00 reported, 11:00 closed", ["- 10:00 14:00 11:00 met"]),
    Case(
        "anew at each reopened",
        "resolve",
        "10:00 reported, 11:00 resolved, 11:30 closed, 12:30 reopened",
        ["- 10:00 14:00 11:00 met", "- 12:30 16:30 - breached"],
    ),
    Case("raised", "resolve", "10:00 reported, 12:00 severity P3 -> P1", ["- 12:00 16:00 - breached"]),
    Case("lowered", "resolve", "10:00 reported, 12:00 severity P1 -> P3", ["- 10:00 21T10:00 - running"], "P3"),
    Case(
        "at its deadline",
        "resolve",
        "10:00 reported, 14:00 severity P1 -> P3",
        ["- 10:00 21T10:00 - running"],
        "P3",
    ),
    Case(
        "already breached",
        "resolve",
        "10:00 reported, 14:01 severity P1 -> P3",
        ["- 10:00 14:00 - breached"],
        "P3",
    ),
    Case(
        "stopped before",
        "resolve",
        "10:00 reported, 11:00 resolved, 12:00 severity P1 -> P3",
        ["- 10:00 14:00 11:00 met"],
        "P3",
    ),
    Case(
        "of one moment, the change first",
        "acknowledge",
        "10:00 reported, 10:05 severity P1 -> P2, 10:05 acknowledged",
        ["- 10:00 11:00 10:05 met"],
        "P2",
    ),
    Case(
        "of one moment, the change last",
        "acknowledge",
        "10:00 reported, 10:05 acknowledged, 10:05 severity P1 -> P2",
        ["- 10:00 10:15 10:05 met"],
        "P2",
    ),
    Case(
        "each time by its own changes",
        "resolve",
        "10:00 reported, 10:30 severity P3 -> P1, 11:00 resolved, 12:00 reopened, 13:00 severity P1 -> P3",
        ["- 10:30 14:30 11:00 met", "- 12:00 21T12:00 - running"],
        "P3",
    ),
    Case("the new one lacks it", "communicate", "10:00 reported, 11:00 severity P2 -> P1", []),
    Case(
        "lacks it, breached",
        "communicate",
        "10:00 reported, 12:01 severity P2 -> P1",
        ["- 10:00 12:00 - breached"],
    ),
    Case(
        "only the raised has it",
        "communicate",
        "10:00 reported, 11:00 severity P3 -> P2",
        ["- 11:00 13:00 - breached"],
        "P2",
    ),
    Case(
        "only the lowered has it",
        "communicate",
        "10:00 reported, 11:00 severity P1 -> P2",
        ["- 10:00 12:00 - breached"],
        "P2",
    ),
    Case(
        "on after resolved",
        "communicate",
        "10:00 reported, 11:00 resolved, > 12:00 public",
        ["- 10:00 12:00 12:00 met"],
        "P2",
    ),
    Case(
        "the strictest tier",
        "resolve",
        "10:00 reported",
        ["- 10:00 12:00 - breached", "gold 10:00 12:00 - breached", "bronze 10:00 21T10:00 - running"],
        tiers="gold, bronze",
    ),
    Case(
        "a looser tier alone",
        "resolve",
        "10:00 reported",
        ["- 10:00 21T10:00 - running", "bronze 10:00 21T10:00 - running"],
        tiers="bronze",
    ),
    Case(
        "a tier without a value",
        "resolve",
        "10:00 reported",
        ["- 10:00 14:00 - breached", "bronze 10:00 21T10:00 - running"],
        tiers="bronze, silver",
    ),
    Case(
        "entries of one moment are one, and none count while resolved",
        "update",
        "09:50 detected, 10:00 reported, 10:20 decision, > 10:20 public, 10:40 resolved, 10:50 update, > 10:55 public, 11:00 reopened",
        ["- 10:00 10:30 10:20 met", "- 10:20 10:50 10:40 met", "- 11:00 11:30 - breached"],
    ),
    Case(
        "a severity entry ends one",
        "update",
        "10:00 reported, 10:31 severity P1 -> P2",
        ["- 10:00 10:30 10:31 missed"],
        "P2",
    ),
    Case(
        "a promise kept",
        "promise",
        "10:00 reported, > 10:10 public by 10:40, > 10:40 public",
        ["- 10:10 10:40 10:40 met"],
    ),
    Case(
        "a promise broken",
        "promise",
        "10:00 reported, > 10:10 public by 10:40, 10:20 update",
        ["- 10:10 10:40 - breached"],
    ),
    Case(
        "ended by resolved",
        "promise",
        "10:00 reported, > 10:10 public by 10:40, 10:41 resolved",
        ["- 10:10 10:40 10:41 missed"],
    ),
    Case("3bd after resolved", "postmortem", "10:00 reported, 11:00 resolved", ["- 11:00 25T16:00 - running"]),
    Case(
        "from the last one",
        "postmortem",
        "10:00 reported, 11:00 resolved, 12:00 reopened, 13:00 closed",
        ["- 13:00 25T16:00 - running"],
    ),
    Case("none while open again", "postmortem", "10:00 reported, 11:00 resolved, 12:00 reopened", []),
    Case(
        "required by a breach",
        "postmortem",
        "16T10:00 reported, 18T10:00 resolved",
        ["- 18T10:00 25T10:00 - running"],
        "P2",
    ),
    Case("and by nothing less", "postmortem", "16T10:00 reported, 17T16:00 resolved", [], "P2"),
    Case(
        "a running one does not move",
        "postmortem",
        "10:00 reported, 11:00 resolved, 12:00 severity P1 -> P3",
        ["- 11:00 25T16:00 - running"],
        "P3",
    ),
]


def november(written: str) -> str:
    """A time as a record writes it, from `10:00` of the 20th or `21T10:00`."""
    day, _, hour = written.rpartition("T")
    return f"2026-11-{day or 20}T{hour}Z"


def entry(written: str) -> str:
    """An entry of either section, from `10:00 severity P3 -> P1` or `10:10 public by 10:40`."""
    at, kind, text = [*written.split(maxsplit=2), ""][:3]
    text = f"Next update by `{november(text[3:])}`" if text.startswith("by ") else text or "So it was."
    return f"- `{november(at)}` **{kind}** @maria: {text}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.says)
def test_the_command_and_the_oracle_read_the_pages(tmp_path: Path, case: Case) -> None:
    entries = case.entries.split(", ")
    write_incident(
        archive_folder(tmp_path, severity=POLICY),
        severity=case.severity,
        customers=f"{{tiers: [{case.tiers}]}}",
        timeline=[entry(each) for each in entries if not each.startswith("> ")],
        communications=[entry(each[2:]) for each in entries if each.startswith("> ")],
    )
    rows = [row for row in agreed(tmp_path, moment(november(case.now))) if row.clock == case.clock]
    assert [brief(row) for row in rows] == case.rows


def brief(row: Row) -> str:
    """Tier, start, deadline, stop and state of a row, as a case writes them."""
    times = [at and at[8:16].removeprefix("20T") for at in (row.started_at, row.deadline_at, row.stopped_at)]
    return " ".join(each or "-" for each in (row.tier, *times, row.state))


@pytest.mark.parametrize(
    ("action", "row"),
    [
        ("due: 2026-11-20", "- 19T23:00 20T23:00 - running"),
        ("due: 2026-11-20, done_on: 2026-11-20, status: done", "- 19T23:00 20T23:00 20T23:00 met"),
        ("due: 2026-11-18, done_on: 2026-11-19, status: done", "- 17T23:00 18T23:00 19T23:00 missed"),
        ("due: 2026-11-18, status: in-progress", "- 17T23:00 18T23:00 - breached"),
        ("due: 2026-11-18, status: dropped, dropped_because: Gone.", None),
        ("due: 2026-11-21", None),
    ],
)
def test_the_command_and_the_oracle_end_an_action_with_its_day_where_the_team_works(
    tmp_path: Path, action: str, row: str | None
) -> None:
    archive_folder(
        tmp_path, incident_text(actions=f"[{{id: A1, title: Alert, owner: jdoe, {action}}}]"), severity=POLICY
    )
    rows = [each for each in agreed(tmp_path, moment("2026-11-20T17:00Z")) if each.clock == "action"]
    assert [brief(each).replace("20T", "") for each in rows] == ([] if row is None else [row.replace("20T", "")])


@pytest.mark.parametrize(
    ("reported", "row"),
    [
        ("18T22:59", None),  # the 18th in Warsaw, before `since`
        ("18T23:00", "- 18T23:00 19T00:00 - breached"),
        ("19T22:59", "- 19T22:59 19T23:59 - breached"),
        ("19T23:00", "- 19T23:00 03:00 - breached"),
    ],
)
def test_the_command_and_the_oracle_judge_by_the_file_in_force_when_a_clock_started(
    tmp_path: Path, reported: str, row: str | None
) -> None:
    versions = "since: 2026-11-19\nversions: [{until: 2026-11-19, file: severity-a.yaml}]\n"
    archive_folder(tmp_path, severity=POLICY + versions)
    write(tmp_path, "policies/severity-a.yaml", "severities: {P1: {name: Critical, sla: {resolve: 1h}}}")
    write_incident(tmp_path, severity="P1", timeline=[entry(f"{reported} reported")])
    rows = [each for each in agreed(tmp_path, moment(november("17:00"))) if each.clock == "resolve"]
    assert [brief(each) for each in rows] == ([] if row is None else [row])


@pytest.mark.parametrize(
    ("earlier", "fields", "required"),
    [
        ("19T10:00", {"cause": "change"}, True),  # the window's edge is within
        ("19T09:59", {"cause": "change"}, False),
        ("10:01", {"cause": "change"}, False),  # it came later
        ("19T10:00", {"cause": "capacity"}, False),
        ("19T10:00", {}, False),
        ("19T10:00", {"related": "[INC-2026-0042]"}, True),
        ("19T10:00", {"cause": "change", "services": "[payments]"}, False),
        ("19T10:00", {"cause": "change", "disposition": "planned"}, False),
    ],
)
def test_the_command_and_the_oracle_count_what_came_again(
    tmp_path: Path, earlier: str, fields: dict[str, str], required: bool
) -> None:
    rule = "postmortem: {when: [{recurs: 2, within: 24h}], due: 1d}"
    archive_folder(tmp_path, severity=f"severities: {{P2: {{name: High, {rule}}}}}")
    write_incident(tmp_path, id="INC-2026-0041", timeline=[entry(f"{earlier} reported")], **fields)
    write_incident(tmp_path, cause="change", timeline=[entry("10:00 reported"), entry("11:00 resolved")])
    rows = agreed(tmp_path, moment(november("17:00")))
    assert [brief(each) for each in rows] == (["- 11:00 21T11:00 - running"] if required else [])


@pytest.mark.parametrize(
    ("status", "published", "row"),
    [
        ("published", "25T16:00", "- 11:00 25T16:00 25T16:00 met"),
        ("published", "25T16:01", "- 11:00 25T16:00 25T16:01 missed"),
        ("in-review", "25T16:00", "- 11:00 25T16:00 - breached"),
    ],
)
def test_the_command_and_the_oracle_end_a_postmortem_when_it_is_published(
    tmp_path: Path, status: str, published: str, row: str
) -> None:
    archive_folder(tmp_path, severity=POLICY)
    write_incident(tmp_path, severity="P1", timeline=[entry("10:00 reported"), entry("11:00 resolved")])
    write_postmortem(
        tmp_path, status=status, published_at=november(published), authors="[maria]", trigger="A mail went out."
    )
    rows = [row for row in agreed(tmp_path, moment(november("26T00:00"))) if row.clock == "postmortem"]
    assert [brief(each) for each in rows] == [row]

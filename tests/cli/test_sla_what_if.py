"""`sla --policy`: what a proposed severity policy would change."""

import json
from pathlib import Path

import pytest

from tests.builders import ACKNOWLEDGED, REPORTED, RESOLVED, archive_folder, incident_text, write
from tests.cli.ran import ran

POLICY = """\
since: 2026-11-01
severities:
  P1: {name: Critical, sla: {acknowledge: 15m, resolve: 4h}}
  P2: {name: High, sla: {acknowledge: 1h, resolve: 2h}}
  P3: {name: Low}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    old = [entry.replace("11-20", "10-20") for entry in (REPORTED, ACKNOWLEDGED, RESOLVED)]
    archive_folder(
        tmp_path,
        incident_text(id="INC-2026-0001", severity="P1", status="resolved", owner="maria", timeline=old),
        incident_text(
            id="INC-2026-0002",
            severity="P2",
            status="resolved",
            owner="maria",
            timeline=[REPORTED, ACKNOWLEDGED, RESOLVED],
        ),
        incident_text(id="INC-2026-0003", severity="P3"),
        incident_text(id="INC-2026-0004", severity="P1", disposition="planned"),
    )
    write(tmp_path, "policies/severity.yaml", POLICY)
    return tmp_path


def judged(root: Path, policy: str, *arguments: str) -> dict[str, object]:
    write(root, "proposed.yaml", policy)
    done = ran(root, "sla", "--policy", "proposed.yaml", "--json", *arguments)
    assert (done.status, done.err) == (0, "")
    found: dict[str, object] = json.loads(done.out)
    return found


def changes(root: Path, policy: str, *arguments: str) -> list[tuple[str, str, str | None, str | None]]:
    found = judged(root, policy, *arguments)["changes"]
    assert isinstance(found, list)
    return [
        (
            each["incident"][-1],
            each["clock"],
            each["before"] and each["before"]["state"],
            each["after"] and each["after"]["state"],
        )
        for each in found
    ]


def test_the_policy_in_force_changes_nothing(root: Path) -> None:
    assert changes(root, POLICY) == []


def test_an_action_item_is_the_same_in_another_time_zone(root: Path) -> None:
    late = "[{id: A1, title: Alert, owner: jdoe, due: 2026-11-10, status: done, done_on: 2026-11-12}]"
    write(root, "incidents/2026/INC-2026-0005.md", incident_text(id="INC-2026-0005", severity="P3", actions=late))
    assert changes(root, f"calendar: {{timezone: Europe/Lisbon}}\n{POLICY}") == []


def test_since_judges_what_the_file_leaves_out(root: Path) -> None:
    assert changes(root, POLICY.replace("15m", "3m"), "--since", "2026-01-01") == [
        ("1", "acknowledge", None, "missed")
    ]


def test_versions_of_the_proposed_file_are_set_aside_and_that_is_said(root: Path) -> None:
    write(root, "proposed.yaml", POLICY + "versions: [{until: 2026-10-31, file: severity-2025.yaml}]\n")
    assert ran(root, "sla", "--policy", "proposed.yaml").out.startswith("Its versions are set aside")


def test_a_stricter_target_names_what_would_have_been_missed(root: Path) -> None:
    assert changes(root, POLICY.replace("15m", "3m").replace("1h", "3m")) == [
        ("2", "acknowledge", "met", "missed"),
    ]


def test_a_looser_target_names_what_would_no_longer_be_late(root: Path) -> None:
    assert changes(root, POLICY.replace("2h", "3h")) == [("2", "resolve", "missed", "met")]


def test_a_running_clock_that_would_be_breached_is_named(root: Path) -> None:
    assert changes(root, POLICY.replace("name: Low", "name: Low, sla: {acknowledge: 1h}")) == [
        ("3", "acknowledge", None, "breached")
    ]


def test_compliance_stands_side_by_side(root: Path) -> None:
    rows = judged(root, POLICY.replace("15m", "3m"), "--since", "2026-01-01")["compliance"]
    assert isinstance(rows, list)
    assert {
        "severity": "P1",
        "clock": "acknowledge",
        "before": {"met": 0, "missed": 0, "breached": 0, "rate": None},
        "after": {"met": 0, "missed": 1, "breached": 0, "rate": 0.0},
    } in rows
    assert [(row["severity"], row["clock"]) for row in rows] == [
        ("P1", "acknowledge"),
        ("P1", "resolve"),
        ("P2", "acknowledge"),
        ("P2", "resolve"),
    ]


def test_the_filters_choose_the_incidents(root: Path) -> None:
    assert judged(root, POLICY)["incidents"] == 2
    assert judged(root, POLICY, "--severity", "P3")["incidents"] == 1


def test_a_severity_that_the_proposed_policy_lacks_is_counted(root: Path) -> None:
    assert judged(root, "severities:\n  P1: {name: Critical}\n")["unknown_severities"] == {"P2": 1, "P3": 1}


def test_for_people_it_says_how_many_and_by_how_much(root: Path) -> None:
    write(root, "proposed.yaml", POLICY.replace("1h", "3m"))
    assert ran(root, "sla", "--policy", "proposed.yaml", "--since", "2026-11-01").out.splitlines() == [
        "2 incidents: 1 clock more would be late, and 0 no longer",
        "",
        "SEVERITY  CLOCK        KEPT BEFORE     KEPT AFTER",
        "P2        acknowledge  1 of 1 (100 %)  0 of 1 (0 %)",
        "P2        resolve      0 of 1 (0 %)    0 of 1 (0 %)",
        "",
        "WOULD BE LATE  SEVERITY  CLOCK        BEFORE             AFTER",
        "INC-2026-0002  P2        acknowledge  met, 56 min early  missed, 1 min late",
    ]


def test_nothing_in_the_repository_is_changed(root: Path) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    ran(root, "sla", "--policy", "policies/severity.yaml")
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("policy", "status", "said"),
    [
        ("severities:\n  P1: {sla: {resolve: 4 hours}, name: x}\n", 3, "proposed.yaml:2:23"),
        ("severities:\n  P1: {sla: {resolve: 4h}, name: x, extra: 1}\n", 3, "unknown key"),
        ("severities: {}\n", 3, "there is no severity"),
        ("severities: [", 3, "proposed.yaml:1"),
        (None, 2, "proposed.yaml: no such file"),
    ],
)
def test_a_policy_that_cannot_be_read_says_where_and_why(
    root: Path, policy: str | None, status: int, said: str
) -> None:
    if policy is not None:
        write(root, "proposed.yaml", policy)
    done = ran(root, "sla", "--policy", "proposed.yaml")
    assert (done.status, done.out) == (status, "")
    assert said in done.err
    assert len(done.err.splitlines()) <= 3


@pytest.mark.parametrize("more", [["1"], ["--all"], ["--watch"]])
def test_it_goes_with_filters_alone(root: Path, more: list[str]) -> None:
    assert ran(root, "sla", "--policy", "policies/severity.yaml", *more).status == 2

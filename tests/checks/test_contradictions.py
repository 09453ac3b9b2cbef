"""Edges of the rules about contradictions that the small archives of tests/rules do not reach."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from incitrack.checks.run import check_archive
from incitrack.records.archive import read_archive
from tests.builders import (
    ACKNOWLEDGED,
    REPORTED,
    RESOLVED,
    archive_folder,
    incident_text,
    postmortem_text,
    write,
)

NOW = datetime(2026, 11, 30, 17, tzinfo=UTC)


def found(
    root: Path, *texts: str, severity: str = "severities: {P1: {name: Critical}, P2: {name: High}}\n"
) -> list[str]:
    """The codes and messages of what is found."""
    archive_folder(root, *texts, severity=severity)
    return [f"{each.code} {each.message}" for each in check_archive(read_archive(root), NOW).findings]


def at(time: str, kind: str, text: str = "") -> str:
    return f"- `2026-11-20T{time}Z` **{kind}** @maria" + (f": {text}" if text else "")


@pytest.mark.parametrize(
    ("key", "said"),
    [("P1", "P2 -> P1."), ("P1", "P2 -> P1, payments fail"), ("P1", "P1 -> P2 -> P1"), ("P1", "P2 -> P1\n  more")],
)
def test_what_follows_the_key_of_a_severity_entry_is_not_part_of_it(tmp_path: Path, key: str, said: str) -> None:
    wanted = (
        [] if not said.startswith("P1 -> P2") else ["INC113 severity is P1, but the last severity entry says P2"]
    )
    assert (
        found(tmp_path, incident_text(severity=key, timeline=[REPORTED, at("14:40", "severity", said)])) == wanted
    )


def test_a_key_that_ends_in_a_full_stop_is_itself(tmp_path: Path) -> None:
    text = incident_text(severity="v1.", timeline=[REPORTED, at("14:40", "severity", "v2 -> v1.")])
    assert found(tmp_path, text, severity="severities: {v1.: {name: One}, v2: {name: Two}}\n") == []


def test_a_record_in_the_wrong_folder_is_told_to_move_and_nothing_else(tmp_path: Path) -> None:
    write(tmp_path, "incidents/2025/INC-2026-0042.md", incident_text())
    archive_folder(tmp_path, severity="severities: {P2: {name: High}}\n")
    (only,) = check_archive(read_archive(tmp_path), NOW).findings
    assert (only.code, only.hint) == ("INC101", "move the file to incidents/2026/INC-2026-0042.md")


def test_only_the_last_entry_of_each_role_counts(tmp_path: Path) -> None:
    timeline = [
        REPORTED,
        at("14:40", "role", "commander none -> @maria"),
        at("14:41", "role", "scribe none -> @kim"),
        at("14:42", "role", "commander @maria -> @jdoe"),
    ]
    text = incident_text(roles="{commander: jdoe, scribe: sam}", timeline=timeline)
    assert found(tmp_path, text) == ["INC113 scribe is sam, but the last role entry says kim"]


def test_a_missing_owner_is_said_once(tmp_path: Path) -> None:
    timeline = [REPORTED, ACKNOWLEDGED, at("14:50", "owner", "none -> @jdoe")]
    (only,) = found(tmp_path, incident_text(status="acknowledged", timeline=timeline))
    assert only.startswith("INC201 ")


@pytest.mark.parametrize(
    ("severity", "status", "why"),
    [("P1", "reported", "P1 wants an owner at once"), ("P2", "acknowledged", "status is acknowledged")],
)
def test_a_missing_owner_is_asked_for_by_the_severity_or_by_the_status(
    tmp_path: Path, severity: str, status: str, why: str
) -> None:
    timeline = [REPORTED, ACKNOWLEDGED] if status == "acknowledged" else [REPORTED]
    policy = "severities: {P1: {name: Critical, owner: at-once}, P2: {name: High}}\n"
    (only,) = found(tmp_path, incident_text(severity=severity, status=status, timeline=timeline), severity=policy)
    assert only.startswith("INC201 ")
    assert why in only


def test_a_role_that_nobody_wrote_down_is_said_beside_a_missing_owner(tmp_path: Path) -> None:
    timeline = [REPORTED, ACKNOWLEDGED, at("14:50", "role", "commander none -> @jdoe")]
    said = found(tmp_path, incident_text(status="acknowledged", timeline=timeline))
    assert "INC113 commander is not set, but the last role entry says jdoe" in said
    assert [each[:6] for each in said] == ["INC113", "INC201"]


@pytest.mark.parametrize(("second", "codes"), [("00", []), ("01", ["INC106"] * 3)])
def test_five_minutes_from_now_are_not_the_future_yet(tmp_path: Path, second: str, codes: list[str]) -> None:
    moment = f"2026-11-30T17:05:{second}Z"
    told = [f"- `{moment}` **public** @sam: We are on it."]
    text = incident_text(started_at=moment, timeline=[f"- `{moment}` **reported** @sam"], communications=told)
    assert [each[:6] for each in found(tmp_path, text)] == codes


BUSINESS = "severities: {P2: {name: High, close: {after: 1bd}}}\n"


def closed(day: str, time: str) -> str:
    timeline = [REPORTED, RESOLVED, f"- `2026-11-{day}T{time}Z` **closed** @maria"]
    return incident_text(
        status="closed", owner="maria", cause="change", started_at="2026-11-20T14:05Z", timeline=timeline
    )


@pytest.mark.parametrize(
    ("day", "time", "soon"), [("21", "12:00", True), ("23", "16:59", True), ("23", "17:00", False)]
)
def test_a_resolution_of_friday_has_to_hold_for_all_of_monday(
    tmp_path: Path, day: str, time: str, soon: bool
) -> None:
    assert bool(found(tmp_path, closed(day, time), severity=BUSINESS)) == soon


def test_what_is_noted_after_the_closing_does_not_hide_that_it_came_too_soon(tmp_path: Path) -> None:
    note = "- `2026-11-22T09:00Z` **amended** @maria: It was the other pool."
    (only,) = found(tmp_path, f"{closed('21', '12:00')}{note}\n", severity=BUSINESS)
    assert only.startswith("INC114 ")


def test_nothing_is_said_of_a_postmortem_that_cannot_be_read(tmp_path: Path) -> None:
    policy = "severities: {P2: {name: High, close: {requires: [postmortem]}}}\n"
    write(tmp_path, "postmortems/2026/INC-2026-0042.md", postmortem_text(status="done"))
    (only,) = found(tmp_path, closed("20", "17:00"), severity=policy)
    assert only.startswith("INC005 ")


def test_a_close_so_long_that_the_calendar_ends_is_too_soon_and_no_crash(tmp_path: Path) -> None:
    policy = "severities: {P2: {name: High, close: {after: 999999w}}}\n"
    (only,) = found(tmp_path, closed("20", "17:00"), severity=policy)
    assert only.startswith("INC114 ")


def test_a_timeline_of_nonsense_is_no_crash(tmp_path: Path) -> None:
    ages = [
        f"- `{year}-01-01T00:00Z` **{kind}**" for year, kind in [("9999", "reopened"), ("0001", "resolved")] * 400
    ]
    text = incident_text(
        status="resolved", owner="maria", started_at="0001-01-01T00:00Z", timeline=[REPORTED, *ages]
    )
    assert {line.partition(" ")[0] for line in found(tmp_path, text)} == {"INC104", "INC105", "INC106"}


@pytest.mark.parametrize("now", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
def test_the_ends_of_the_calendar_are_moments_like_others(tmp_path: Path, now: datetime) -> None:
    policy = "calendar: {timezone: Pacific/Kiritimati}\nseverities: {P2: {name: High}}\nsince: 2026-01-01\n"
    archive_folder(
        tmp_path, incident_text(actions="[{id: A1, title: a, owner: b, due: 2026-12-01}]"), severity=policy
    )
    codes = [each.code for each in check_archive(read_archive(tmp_path), now).findings]
    assert codes == (["INC106"] if now.year == 1 else ["INC115", "INC212"])


def test_a_chain_of_duplicates_that_ends_in_a_circle_names_only_the_circle(tmp_path: Path) -> None:
    ids = [f"INC-2026-{number:04}" for number in range(1, 7)]
    after = [*ids[1:], ids[3]]
    texts = [incident_text(id=a, disposition="duplicate", duplicate_of=b) for a, b in zip(ids, after, strict=True)]
    archive_folder(tmp_path, *texts, severity="severities: {P2: {name: High}}\n")
    circle = [each.incident for each in check_archive(read_archive(tmp_path), NOW).findings]
    assert circle == ids[3:]


def test_the_severity_policy_is_history_by_the_day_in_its_own_time_zone(tmp_path: Path) -> None:
    """23:30 of 31 December in UTC is 2026 in Warsaw, and 2025 in New York."""
    timeline = ["- `2025-12-31T23:30Z` **reported** @sam", "- `2025-12-31T23:40Z` **acknowledged** @sam",
                "- `2025-12-31T23:41Z` **mitigated** @sam"]  # fmt: skip
    text = incident_text(status="acknowledged", owner="maria", timeline=timeline)
    policy = "severities: {P2: {name: High, roles: [commander]}}\nsince: 2026-01-01\ncalendar: {timezone: %s}\n"
    assert found(tmp_path, text, severity=policy % "America/New_York") == []
    assert len(found(tmp_path, text, severity=policy % "Europe/Warsaw")) == 1


def test_a_clock_that_a_tier_alone_has_is_a_finding_at_its_line(tmp_path: Path) -> None:
    policy = "severities:\n  P1: {name: Critical, sla: {resolve: 4h}}\ntiers:\n  gold:\n    P1:\n      communicate: 5m\n"
    archive = read_archive(archive_folder(tmp_path, incident_text(severity="P1"), severity=policy))
    found = [(each.code, str(each.place), each.message) for each in check_archive(archive, NOW).findings]
    assert ("INC005", "policies/severity.yaml:6:20", "P1 has no clock communicate") in found


def test_a_severity_of_the_version_that_held_is_known(tmp_path: Path) -> None:
    policy = "severities:\n  P1: {name: Critical}\nversions: [{until: 2026-06-30, file: severity-2026a.yaml}]\n"
    early = incident_text(id="INC-2026-0001", severity="S9", timeline=["- `2026-06-30T14:10Z` **reported** @bo"])
    late = incident_text(id="INC-2026-0002", severity="S9", timeline=["- `2026-07-01T14:10Z` **reported** @bo"])
    root = archive_folder(tmp_path, early, late, severity=policy)
    write(root, "policies/severity-2026a.yaml", "severities:\n  S9: {name: Old}\n")
    found = check_archive(read_archive(root), NOW).findings
    assert [each.incident for each in found if each.code == "INC108"] == ["INC-2026-0002"]

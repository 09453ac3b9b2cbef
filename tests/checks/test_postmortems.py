"""Edges of the rules about postmortems (INC401 to INC409) that the small archives of tests/rules do not reach."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from incitrack.checks.finding import Finding
from incitrack.checks.run import check_archive
from incitrack.records.archive import read_archive
from tests.builders import REPORTED, RESOLVED, SECTIONS, archive_folder, incident_text, postmortem_text, write

NOW = datetime(2026, 11, 20, 17, tzinfo=UTC)
ALWAYS = "severities: {P2: {name: High, postmortem: {when: [always], due: 1h}}}\n"
NOTE = "severities: {P2: {name: High, postmortem: {depth: note}}}\n"
POSTMORTEM = "postmortems/2026/INC-2026-0042.md"
PUBLISHED = {
    "status": "published",
    "published_at": "2026-11-20T16:50Z",
    "authors": "[maria]",
    "trigger": "A campaign.",
    "factors": "[{factor: missing-alert}]",
}


def resolved_text(*, id: str = "INC-2026-0042", timeline: list[str] | None = None, **fields: str | None) -> str:
    known = {"status": "resolved", "owner": "maria", "started_at": "2026-11-20T14:05Z"}
    return incident_text(id=id, timeline=timeline or [REPORTED, RESOLVED], **known | fields)  # type: ignore[arg-type] # fields are its own


def found(root: Path, now: datetime = NOW) -> list[Finding]:
    return [each for each in check_archive(read_archive(root), now).findings if each.code.startswith("INC4")]


def said(root: Path, now: datetime = NOW) -> list[str]:
    return [f"{each.code} {each.level}" for each in found(root, now)]


@pytest.mark.parametrize(("minute", "level"), [(40, "warning"), (41, "error")])
def test_a_postmortem_is_late_strictly_after_its_deadline(tmp_path: Path, minute: int, level: str) -> None:
    archive_folder(tmp_path, resolved_text(), severity=ALWAYS)
    at = datetime(2026, 11, 20, 17, minute, tzinfo=UTC)
    assert said(tmp_path, at) == [f"INC401 {level}"]
    write(tmp_path, POSTMORTEM, postmortem_text(body=SECTIONS))
    assert said(tmp_path, at) == [f"INC402 {level}"]


def test_without_a_day_a_missing_postmortem_stays_a_warning(tmp_path: Path) -> None:
    archive_folder(tmp_path, resolved_text(), severity=ALWAYS.replace(", due: 1h", ""))
    assert said(tmp_path, datetime(2036, 1, 1, tzinfo=UTC)) == ["INC401 warning"]


def test_the_level_of_the_team_holds_before_and_after_the_deadline(tmp_path: Path) -> None:
    archive_folder(tmp_path, resolved_text(), severity=ALWAYS)
    write(tmp_path, "policies/checks.yaml", "rules: {INC401: notice}\n")
    assert said(tmp_path) == said(tmp_path, datetime(2026, 12, 1, tzinfo=UTC)) == ["INC401 notice"]


@pytest.mark.parametrize(
    ("when", "key"),
    [
        ("[always]", "always"),
        ("[{breached: resolve}, always]", "breached"),
        ("[{recurs: 3, within: 30d}, {recurs: 2, within: 30d}]", "recurs: 2"),
    ],
)
def test_the_finding_names_the_first_reason_that_holds(tmp_path: Path, when: str, key: str) -> None:
    severity = f"severities: {{P2: {{name: High, sla: {{resolve: 2h}}, postmortem: {{when: {when}}}}}}}\n"
    texts = [resolved_text(id=f"INC-2026-000{number}", cause="change") for number in (1, 2)]
    archive_folder(tmp_path, *texts, severity=severity)
    assert {(each.code, f"({key}" in each.message) for each in found(tmp_path)} == {("INC401", True)}


def test_a_missing_postmortem_stands_on_the_last_resolution_or_the_closing_that_stood_in(tmp_path: Path) -> None:
    again = "- `2026-11-20T16:50Z` **resolved** @maria"
    twice = resolved_text(timeline=[REPORTED, RESOLVED, "- `2026-11-20T16:45Z` **reopened** @maria", again])
    closed = "- `2026-11-20T16:50Z` **closed** @maria"
    later = resolved_text(
        id="INC-2026-0043", timeline=[REPORTED, RESOLVED, closed], status="closed", cause="change"
    )
    skipped = resolved_text(id="INC-2026-0044", timeline=[REPORTED, closed], status="closed", cause="change")
    archive_folder(tmp_path, twice, later, skipped, severity=ALWAYS)
    stood = {
        each.incident: (tmp_path / each.place.path).read_text().splitlines()[each.place.line - 1]
        for each in found(tmp_path)
    }
    assert stood == {"INC-2026-0042": again, "INC-2026-0043": RESOLVED, "INC-2026-0044": closed}


def test_a_postmortem_that_cannot_be_read_is_not_missing(tmp_path: Path) -> None:
    archive_folder(tmp_path, resolved_text(), severity=ALWAYS)
    write(tmp_path, POSTMORTEM, "no front matter\n")
    assert said(tmp_path) == []


def test_of_an_incident_that_cannot_be_read_nobody_knows_what_its_postmortem_needs(tmp_path: Path) -> None:
    archive_folder(tmp_path, incident_text(title=""), severity=ALWAYS)
    write(tmp_path, POSTMORTEM, postmortem_text(trigger="Human error."))
    assert said(tmp_path) == []


def test_a_postmortem_of_no_incident_is_still_read(tmp_path: Path) -> None:
    archive_folder(tmp_path, severity=ALWAYS)
    write(tmp_path, POSTMORTEM, postmortem_text(trigger="Human error."))
    assert said(tmp_path) == ["INC404 warning", "INC405 warning"]


def test_a_postmortem_of_an_incident_that_is_not_actionable_is_not_owed_but_judged(tmp_path: Path) -> None:
    archive_folder(tmp_path, resolved_text(disposition="planned"), severity=ALWAYS)
    assert said(tmp_path) == []
    write(tmp_path, POSTMORTEM, postmortem_text(body=SECTIONS.replace("## Impact\n", ""), trigger="A campaign."))
    assert said(tmp_path) == ["INC403 warning", "INC404 warning"]


@pytest.mark.parametrize(
    ("depth", "missing"),
    [
        ("{}", ["Contributing factors", "Impact", "Response review", "Root cause"]),
        ("{depth: full}", ["Contributing factors", "Impact", "Response review", "Root cause"]),
        ("{depth: short}", ["Contributing factors", "Root cause"]),
        ("{depth: note}", []),
    ],
)
def test_each_missing_section_is_named_by_the_depth_that_the_severity_wants(
    tmp_path: Path, depth: str, missing: list[str]
) -> None:
    archive_folder(tmp_path, severity=f"severities: {{P2: {{name: High, postmortem: {depth}}}}}\n")
    archive_folder(tmp_path, resolved_text(), severity=None)
    write(tmp_path, POSTMORTEM, postmortem_text())
    assert [each.message.partition("##")[2].split(" is ")[0].strip() for each in found(tmp_path)] == missing


def test_an_unknown_severity_wants_no_sections(tmp_path: Path) -> None:
    archive_folder(tmp_path, resolved_text(severity="P9"), severity=ALWAYS)
    write(tmp_path, POSTMORTEM, postmortem_text())
    assert said(tmp_path) == []


def test_the_depth_that_held_when_the_incident_was_resolved_is_asked_for(tmp_path: Path) -> None:
    now = ALWAYS + "versions: [{until: 2026-11-30, file: severity-2026a.yaml}]\n"
    archive_folder(tmp_path, resolved_text(), severity=now)
    write(tmp_path, "policies/severity-2026a.yaml", NOTE)
    write(tmp_path, POSTMORTEM, postmortem_text())
    assert said(tmp_path, datetime(2026, 12, 24, tzinfo=UTC)) == []


@pytest.mark.parametrize(
    ("line", "enough"),
    [
        ("No action: the machine is gone.", True),
        ("no action, since the machine is gone", True),
        ("  NO ACTION ITEMS because the machine is gone", True),
        ("- **No action:** the machine is gone", True),
        ("No action was needed: the machine is gone.", True),
        ("No action:\nthe machine is gone.", True),
        ("No action.", False),
        ("No action items", False),
        ("No action was needed.", False),
        ("No actions are planned!", False),
        ("There is no action: the machine is gone.", False),
        ("> No action: the machine is gone.", False),
        ("<!-- \nNo action: the machine is gone. -->", False),
        ("## No action: the machine is gone.", False),
        ("No actionable item: the machine is gone.", False),
    ],
)
def test_a_line_says_why_there_is_no_action_only_with_a_reason(tmp_path: Path, line: str, enough: bool) -> None:
    archive_folder(tmp_path, resolved_text(), severity=NOTE)
    write(tmp_path, POSTMORTEM, postmortem_text(body=f"## Summary\n\nShort.\n\n{line}", **PUBLISHED))
    assert said(tmp_path) == ([] if enough else ["INC406 warning"])


@pytest.mark.parametrize("mark", ["-", "*", "1.", "2)", "  -", "- -"])
def test_whys_are_list_items_of_every_kind_in_any_case(tmp_path: Path, mark: str) -> None:
    archive_folder(tmp_path, resolved_text(), severity=NOTE)
    whys = "".join(f"{mark} {why} so?\n\n" for why in ("Why", "why", "WHY", "*Why*", "“Why"))
    body = f"## Summary\n\n## Root cause\n\n{whys}"
    write(tmp_path, POSTMORTEM, postmortem_text(body=body, method="5-whys"))
    assert said(tmp_path) == []
    write(tmp_path, POSTMORTEM, postmortem_text(body=body.replace("WHY", "Whyever"), method="5-whys"))
    assert said(tmp_path) == ["INC407 notice"]


def promise(due: str, *, kind: str = "prevention", status: str = "open") -> str:
    return f"[{{id: A1, title: Alert at 80%, owner: jdoe, due: {due}, kind: {kind}, status: {status}}}]"


def reported(day: str) -> list[str]:
    return [f"- `2026-{day}T14:10Z` **reported** @maria"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"actions": promise("2026-11-20")}, {}),
        ({"actions": promise("2026-11-01", kind="mitigation")}, {}),
        ({"actions": promise("2026-11-01", status="in-progress"), "services": "[search]"}, {}),
        ({"actions": promise("2026-11-01"), "cause": "change"}, {}),
        ({"actions": promise("2026-11-01"), "cause": None}, {"cause": None}),
        ({"actions": promise("2026-11-01"), "disposition": "planned"}, {}),
        ({"actions": promise("2026-11-01")}, {"disposition": "planned"}),
        ({"actions": promise("2026-11-01")}, {"timeline": reported("10-01")}),
        ({"actions": promise("2026-11-01")}, {"timeline": reported("09-30")}),
    ],
)
def test_no_promise_is_broken(tmp_path: Path, first: dict[str, str], second: dict[str, str]) -> None:
    """Not overdue, no prevention, another service or cause, not actionable, reported at once or before."""
    same = {"cause": "capacity"}
    one = incident_text(id="INC-2026-0001", **{"timeline": reported("10-01"), **same, **first})  # type: ignore[arg-type] # fields are its own
    two = incident_text(id="INC-2026-0002", **{"timeline": reported("11-10"), **same, **second})  # type: ignore[arg-type] # fields are its own
    archive_folder(tmp_path, one, two, severity=NOTE)
    assert said(tmp_path) == []


@pytest.mark.parametrize("in_postmortem", [True, False])
def test_a_broken_promise_names_the_latest_earlier_incident_whose_action_is_overdue(
    tmp_path: Path, in_postmortem: bool
) -> None:
    late = promise("2026-11-01", status="in-progress")
    texts = [
        incident_text(
            id=f"INC-2026-000{number}",
            cause="capacity",
            services="[search, checkout]",
            timeline=reported(f"10-0{number}"),
            actions=None if in_postmortem or number == 3 else late,
        )
        for number in (1, 2, 3, 4)
    ]
    archive_folder(tmp_path, *texts, severity=NOTE)
    if in_postmortem:
        for number in (1, 2, 4):
            identifier = f"INC-2026-000{number}"
            text = postmortem_text(incident=identifier, actions=late)
            write(tmp_path, f"postmortems/2026/{identifier}.md", text)
    messages = {each.incident: each.message.split()[0] for each in found(tmp_path)}
    assert messages == {
        "INC-2026-0002": "INC-2026-0001/A1",
        "INC-2026-0003": "INC-2026-0002/A1",
        "INC-2026-0004": "INC-2026-0002/A1",
    }
    assert all(each.message.endswith("is 19 days overdue") for each in found(tmp_path))


def test_of_the_promises_for_two_services_the_latest_is_named(tmp_path: Path) -> None:
    earlier = [
        incident_text(
            id=f"INC-2026-000{number}",
            cause="capacity",
            services=f"[{service}]",
            timeline=reported(f"10-0{number}"),
            actions=promise(due),
        )
        for number, service, due in [
            (1, "search", "2026-11-01"),
            (2, "checkout", "2026-11-19"),
            (3, "web", "2027-01-01"),
        ]
    ]
    both = incident_text(id="INC-2026-0004", cause="capacity", services="[search, checkout, web]")
    archive_folder(tmp_path, *earlier, both, severity=NOTE)
    (only,) = found(tmp_path)
    assert only.message == "INC-2026-0002/A1 was to prevent this and is 1 day overdue"


def test_history_is_asked_for_nothing(tmp_path: Path) -> None:
    archive_folder(tmp_path, resolved_text(cause="capacity"), severity=ALWAYS + "since: 2026-11-21\n")
    archive_folder(
        tmp_path,
        incident_text(
            id="INC-2026-0001", cause="capacity", timeline=reported("10-01"), actions=promise("2026-11-01")
        ),
        severity=None,
    )
    assert said(tmp_path) == []
    actions = "[{id: A1, title: Alert at 80%}]"
    text = postmortem_text(body="Human error.", method="5-whys", actions=actions, **{**PUBLISHED, "factors": "[]"})
    write(tmp_path, POSTMORTEM, text)
    assert said(tmp_path) == []

"""A check of a whole archive: which rules speak, at which level, about what, in which order."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from incitrack.checks.facts import Facts
from incitrack.checks.outcome import Outcome
from incitrack.checks.rule import Fault, Rule
from incitrack.checks.run import check_archive
from incitrack.model.check_levels import Level
from incitrack.records.archive import read_archive
from incitrack.records.record import IncidentRecord
from tests.builders import (
    ACKNOWLEDGED,
    REPORTED,
    SECTIONS,
    archive_folder,
    incident_text,
    postmortem_text,
    write,
)

NOW = datetime(2026, 11, 20, 17, tzinfo=UTC)


def checked(root: Path) -> Outcome:
    return check_archive(read_archive(root), NOW)


def codes(root: Path) -> list[str]:
    return [finding.code for finding in checked(root).findings]


def test_an_archive_in_order_has_no_findings(tmp_path: Path) -> None:
    assert codes(archive_folder(tmp_path, incident_text())) == []


def test_a_finding_has_its_code_name_level_place_incident_message_and_hint(tmp_path: Path) -> None:
    (finding,) = checked(archive_folder(tmp_path, incident_text(severity="P9"))).findings
    assert (finding.code, finding.name, finding.level) == ("INC108", "unknown-severity", Level.ERROR)
    assert str(finding.place) == "incidents/2026/INC-2026-0042.md:4:11"
    assert finding.incident == "INC-2026-0042"
    assert finding.message == "P9 is no severity of policies/severity.yaml"
    assert "P1" in finding.hint


def test_a_finding_in_a_postmortem_names_its_incident_and_one_in_a_policy_none(tmp_path: Path) -> None:
    archive_folder(tmp_path, incident_text())
    write(tmp_path, "policies/checks.yaml", "rules: {INC999: off}\n")
    write(
        tmp_path,
        "postmortems/2026/INC-2026-0042.md",
        postmortem_text(actions="[{id: A1, title: Alert at 80%, due: 2026-12-01}]", body=SECTIONS),
    )
    found = {finding.code: finding.incident for finding in checked(tmp_path).findings}
    assert found == {"INC003": None, "INC210": "INC-2026-0042"}


def test_findings_stand_in_order_of_path_line_and_code(tmp_path: Path) -> None:
    wrong = {"severity": "P9", "status": "closed", "timeline": [REPORTED], "owner": "maria"}
    archive_folder(
        tmp_path, incident_text(id="INC-2026-0002", **wrong), incident_text(id="INC-2026-0001", **wrong)
    )
    found = [(f.place.path[-7:-3], f.place.line, f.code) for f in checked(tmp_path).findings]
    assert found == [
        (number, line, code)
        for number in ("0001", "0002")
        for line, code in ((4, "INC108"), (5, "INC103"), (5, "INC110"), (5, "INC110"))
    ]


def test_a_rule_that_is_off_is_silent(tmp_path: Path) -> None:
    archive_folder(tmp_path, incident_text(severity="P9"))
    write(tmp_path, "policies/checks.yaml", "rules:\n  INC108: off\n")
    assert codes(tmp_path) == []


@pytest.mark.parametrize(("written", "level"), [("warning", Level.WARNING), ("notice", Level.NOTICE)])
def test_a_rule_takes_the_level_that_the_team_gives_it(tmp_path: Path, written: str, level: Level) -> None:
    archive_folder(tmp_path, incident_text(severity="P9"))
    write(tmp_path, "policies/checks.yaml", f"rules:\n  INC108: {written}\n")
    assert [(f.code, f.level) for f in checked(tmp_path).findings] == [("INC108", level)]


def _worse_of_a_p1(record: IncidentRecord, _facts: Facts) -> Iterator[Fault]:
    level = Level.ERROR if record.incident.severity == "P1" else None
    yield Fault(record.place("severity"), "found", "mend it", level)


@pytest.mark.parametrize(
    ("setting", "levels"),
    [
        (None, [Level.WARNING, Level.ERROR]),
        ("notice", [Level.NOTICE, Level.NOTICE]),
        ("warning", [Level.WARNING, Level.WARNING]),
        ("off", []),
    ],
)
def test_a_fault_may_weigh_more_than_its_rule_unless_the_team_has_said_what_the_rule_weighs(
    tmp_path: Path, setting: str | None, levels: list[Level]
) -> None:
    rule = Rule(code="INC108", name="unknown-severity", level=Level.WARNING, incident=_worse_of_a_p1)
    root = archive_folder(
        tmp_path, incident_text(id="INC-2026-0001"), incident_text(id="INC-2026-0002", severity="P1")
    )
    if setting:
        write(root, "policies/checks.yaml", f"rules: {{INC108: {setting}}}\n")
    assert [each.level for each in check_archive(read_archive(root), NOW, [rule]).findings] == levels


def test_a_code_that_no_rule_has_is_an_error_and_the_other_settings_hold(tmp_path: Path) -> None:
    archive_folder(tmp_path, incident_text(severity="P9"))
    write(tmp_path, "policies/checks.yaml", "rules:\n  INC108: off\n  INC998: off\n")
    (finding,) = checked(tmp_path).findings
    assert (finding.code, str(finding.place)) == ("INC003", "policies/checks.yaml:3:3")


def test_a_code_whose_rule_comes_later_may_be_named_already(tmp_path: Path) -> None:
    archive_folder(tmp_path, incident_text())
    write(tmp_path, "policies/checks.yaml", "rules: {INC404: error, INC602: warning}\n")
    assert codes(tmp_path) == []


@pytest.mark.parametrize(
    ("policy", "silent"),
    [
        ("severity", {"INC108", "INC201", "INC110"}),
        ("services", {"INC107", "INC202"}),
        ("taxonomy", {"INC109"}),
        ("lifecycle", {"INC201", "INC110"}),
    ],
)
def test_where_a_policy_cannot_be_read_its_rules_are_silent_and_the_others_speak(
    tmp_path: Path, policy: str, silent: set[str]
) -> None:
    """The record breaks a rule of each policy, and one (a status that disagrees) that needs none."""
    text = incident_text(
        severity="P9", status="closed", services="[nope]", cause="nope", timeline=[REPORTED, ACKNOWLEDGED],
        roles="{scribe: nope}",
    )  # fmt: skip
    archive_folder(tmp_path, text)
    write(tmp_path, "policies/services.yaml", "services: {checkout: {}}\npeople: {maria: {}}\n")
    write(tmp_path, "policies/taxonomy.yaml", "causes: {change: Change}\n")
    write(tmp_path, "policies/lifecycle.yaml", "requires: {closed: [cause]}\n")
    every = {"INC103", "INC107", "INC108", "INC109", "INC110", "INC201", "INC202"}
    assert set(codes(tmp_path)) == every
    write(tmp_path, f"policies/{policy}.yaml", "nonsense: 1\n")
    assert set(codes(tmp_path)) == every - silent | ({"INC003", "INC004"} if policy == "severity" else {"INC003"})


def test_a_broken_record_reports_everything_that_keeps_it_from_being_read_and_nothing_else(tmp_path: Path) -> None:
    text = incident_text(severity="P9", title="", region="eu", timeline=["- nothing", REPORTED], started_at="noon")
    assert sorted(codes(archive_folder(tmp_path, text))) == ["INC003", "INC004", "INC005", "INC006"]


@pytest.mark.parametrize(
    ("path", "text", "hint"),
    [
        ("incidents/2026/INC-2026-0042.md", incident_text(serverity="P1"), "did you mean severity?"),
        (
            "incidents/2026/INC-2026-0042.md",
            incident_text(actions="[{id: A1, title: a, ower: b}]"),
            "did you mean owner?",
        ),
        ("incidents/2026/INC-2026-0042.md", incident_text(roles="{comander: maria}"), "did you mean commander?"),
        ("policies/services.yaml", "services: {checkout: {nmae: Checkout}}\n", "did you mean name?"),
        ("policies/severity.yaml", "severities: {P2: {name: High, sla: {resolv: 4h}}}\n", "did you mean resolve?"),
    ],
)
def test_an_unknown_key_names_the_nearest_one_of_its_own_map(
    tmp_path: Path, path: str, text: str, hint: str
) -> None:
    archive_folder(tmp_path, incident_text())
    write(tmp_path, path, text)
    assert [(found.code, found.hint) for found in checked(tmp_path).findings] == [("INC003", hint)]


def test_a_reference_to_a_broken_record_holds(tmp_path: Path) -> None:
    archive_folder(tmp_path, incident_text(related="[INC-2026-0007]"))
    write(tmp_path, "incidents/2026/INC-2026-0007.md", "no record\n")
    assert codes(tmp_path) == ["INC001"]


def test_a_file_over_a_mebibyte_and_one_that_is_no_text_are_named_and_do_not_stop_the_rest(tmp_path: Path) -> None:
    archive_folder(tmp_path, incident_text(severity="P9"))
    folder = tmp_path / "incidents/2026"
    (folder / "INC-2026-0001.md").write_bytes(b"x" * 1_048_577)
    (folder / "INC-2026-0002.md").write_bytes(b"---\nid: INC-2026-0002\ntitle: Caf\xe9\n---\n")
    found = [(f.code, f.place.path[-7:-3], f.place.line) for f in checked(tmp_path).findings]
    assert found == [("INC001", "0001", 1), ("INC001", "0002", 1), ("INC108", "0042", 4)]


def test_the_same_archive_at_the_same_moment_has_the_same_findings(tmp_path: Path) -> None:
    root = archive_folder(tmp_path, incident_text(severity="P9", status="acknowledged"))
    assert checked(root) == checked(root)

"""What counts as written where a status requires a field (INC110)."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from incitrack.checks.run import check_archive
from incitrack.records.archive import read_archive
from tests.builders import REPORTED, RESOLVED, archive_folder, incident_text, write

NOW = datetime(2026, 11, 20, 17, tzinfo=UTC)
HIGH = "severities: {P2: {name: High}}\n"


def missing(root: Path, requires: str = "", severity: str = HIGH, **fields: str | None) -> list[str]:
    """What a resolved incident lacks."""
    known = {"status": "resolved", "owner": "maria", "started_at": "2026-11-20T14:05Z"}
    archive_folder(root, incident_text(timeline=[REPORTED, RESOLVED], **known | fields), severity=severity)
    if requires:
        write(root, "policies/lifecycle.yaml", f"requires: {{resolved: [{requires}]}}\n")
    found = check_archive(read_archive(root), NOW).findings
    return [each.message.partition(", which needs ")[2] for each in found if each.code == "INC110"]


@pytest.mark.parametrize(
    "name", ["tags", "customers", "roles", "category", "references", "legal_hold", "x-region"]
)
def test_a_field_that_was_left_out_is_missing_whatever_its_default(tmp_path: Path, name: str) -> None:
    assert missing(tmp_path, requires=name) == [name]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("tags", "[pool]"),
        ("customers", "{affected: 0}"),
        ("roles", "{commander: maria}"),  # one of several is enough
        ("references", "{jira: OPS-12}"),
        ("legal_hold", "false"),
        ("x-region", "eu"),
    ],
)
def test_a_field_that_says_something_is_there(tmp_path: Path, name: str, value: str) -> None:
    assert missing(tmp_path, requires=name, **{name: value}) == []


def test_a_fix_need_not_be_verified_before_the_incident_is_closed(tmp_path: Path) -> None:
    policy = "severities: {P2: {name: High, verification: required}}\n"
    assert missing(tmp_path, severity=policy) == []

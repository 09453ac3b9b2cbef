"""Two status pages that others wrote."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from incitrack.importers.cstate import SEVERITIES, read_cstate
from incitrack.importers.foreign_incident import ForeignIncident
from incitrack.importers.plan import Choices, ImportPlan, plan_import
from incitrack.importers.severity_words import severity_words
from incitrack.model.status import Status
from incitrack.records.archive import Archive, read_archive
from tests.builders import archive, write

pytestmark = pytest.mark.real_data

NOW = datetime(2026, 11, 20, 17, tzinfo=UTC)


def brought(root: Path, source: Path, *services: str) -> tuple[ImportPlan, Archive]:
    here = archive(root)
    choices = Choices("cstate", severity_words(SEVERITIES, here.policies), services, "maria")
    planned = plan_import(read_cstate(source, zone=UTC, now=NOW), here, choices, lambda year: f"INC-{year}-0001")
    for edit in planned.edits:
        write(root, edit.path, edit.after)
    return planned, read_archive(root)


def test_all_issues_of_a_large_page_come_in(real_data: Path, tmp_path: Path) -> None:
    planned, here = brought(tmp_path, real_data / "jenkins-status", "jenkins")
    assert len(planned.came) == 177
    assert planned.left_out == ()
    assert len(here.incidents) == 177
    assert here.unreadable == ()


def test_those_without_a_service_cannot_be_read_until_they_have_one(real_data: Path, tmp_path: Path) -> None:
    planned, here = brought(tmp_path, real_data / "jenkins-status" / "content")
    assert len(here.incidents) == 173
    assert [each.path for each in here.unreadable] == [
        f"incidents/{came.identifier[4:8]}/{came.identifier}.md"
        for came in planned.came
        if came.name[:10] in {"2023-03-28", "2023-11-06", "2024-07-02", "2026-06-03"} and not came.has_service
    ]
    assert [problem.code for each in here.unreadable for problem in each.problems] == ["INC005"] * 4


def test_the_three_impossible_ends_are_named(real_data: Path, tmp_path: Path) -> None:
    planned, _ = brought(tmp_path, real_data / "jenkins-status")
    assert [came.name for came in planned.came if came.remarks] == [
        "2021-11-18-jenkins-io-outage.md",
        "2023-12-06-systempool-tainted.md",
        "2026-04-29-ci-maintenance-sec-advisory.md",
    ]


def test_severities_are_as_many_as_in_the_source(real_data: Path, tmp_path: Path) -> None:
    planned, _ = brought(tmp_path, real_data / "jenkins-status")
    severities = [came.severity for came in planned.came]
    assert {key: severities.count(key) for key in ("P1", "P2", "P3", "P4")} == {
        "P1": 65,
        "P2": 76,
        "P3": 36,
        "P4": 0,
    }


def test_every_start_and_every_end_of_the_source_is_in_its_record(real_data: Path, tmp_path: Path) -> None:
    source = real_data / "jenkins-status"
    _, here = brought(tmp_path, source, "jenkins")
    found = {
        each.name: each for each in read_cstate(source, zone=UTC, now=NOW) if isinstance(each, ForeignIncident)
    }
    for record in here.incidents:
        issue = found[record.incident.references["cstate"]]
        assert issue.ending is not None
        assert record.incident.reported_at == record.incident.started_at == issue.reported_at
        assert record.incident.resolved_at == issue.ending.at


def test_every_word_of_a_message_is_in_its_record(real_data: Path, tmp_path: Path) -> None:
    source = real_data / "jenkins-status" / "content"
    _, here = brought(tmp_path, source, "jenkins")
    for record in here.incidents:
        body = (source / record.incident.references["cstate"]).read_text().split("\n---", 1)[1]
        words = {word for word in body.split() if word.isalpha()} - {"Timeline", "at"}  # as in “Update at TIME”
        assert words <= set(record.text.replace("*", " ").split()) | set(record.text.split())


def test_the_formats_own_examples_come_in(real_data: Path, tmp_path: Path) -> None:
    planned, here = brought(tmp_path, real_data / "cstate-example", "site")
    assert len(here.incidents) == len(planned.came) == 11
    statuses = [record.incident.status for record in here.incidents]
    assert (statuses.count(Status.REPORTED), statuses.count(Status.RESOLVED)) == (1, 10)
    assert sum(not record.incident.is_actionable for record in here.incidents) == 3
    assert [came.name for came in planned.came if came.remarks] == ["2024-07-23-excitement.md"]


def test_a_page_of_another_kind_is_told_apart_file_by_file(real_data: Path, tmp_path: Path) -> None:
    planned, here = brought(tmp_path, real_data / "ugrc-status", "site")
    assert len(here.incidents) == len(planned.came) == 7
    assert {each.reason for each in planned.left_out} == {"its name does not end in .md"}
    assert all("not used: affectedSystems" in came.remarks for came in planned.came)

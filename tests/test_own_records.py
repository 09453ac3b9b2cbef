"""This repository's own records: worked examples that between them show everything a record can hold."""

import re
from pathlib import Path

import pytest

from incitrack.cli.main import run
from incitrack.model.action import ActionKind, ActionPriority, ActionStatus
from incitrack.model.entry import Kind
from incitrack.model.incident import Disposition, FrontMatter, Visibility
from incitrack.model.postmortem import Method, PostmortemFrontMatter, PostmortemStatus
from incitrack.model.shape import field_names
from incitrack.model.status import Status
from incitrack.records.archive import Archive, read_archive

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def own() -> Archive:
    return read_archive(ROOT)


def test_they_pass_the_rules_at_the_moment_kept_in_the_makefile(capsys: pytest.CaptureFixture[str]) -> None:
    moment = re.search(r"^NOW +:= (\S+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert moment
    assert run(["-C", str(ROOT), "--now", moment[1], "check", "--fail-on", "warning"]) == 0, (
        capsys.readouterr().out
    )


def test_they_are_said_to_be_examples(own: Archive) -> None:
    assert "example" in own.policies.settings.site.title
    assert all(record.custom.get("x-example") == "true" for record in own.incidents)


def test_they_use_every_field(own: Archive) -> None:
    written = {keys[0] for record in own.incidents for keys in record.positions.spans if keys}
    assert set(field_names(FrontMatter)) - written == set()
    written = {keys[0] for record in own.postmortems for keys in record.positions.spans if keys}
    assert set(field_names(PostmortemFrontMatter)) - written == set()


def test_they_use_every_word_of_every_list(own: Archive) -> None:
    incidents = [record.incident for record in own.incidents]
    postmortems = [record.postmortem for record in own.postmortems]
    actions = [action for words in (*incidents, *postmortems) for action in words.actions]
    assert {incident.status for incident in incidents} == set(Status)
    assert {incident.disposition for incident in incidents} == set(Disposition)
    assert {incident.visibility for incident in incidents} == set(Visibility)
    assert {entry.kind for incident in incidents for entry in incident.timeline} == set(Kind)
    assert {postmortem.status for postmortem in postmortems} == set(PostmortemStatus)
    assert {postmortem.method for postmortem in postmortems} >= set(Method)
    assert {action.status for action in actions} == set(ActionStatus)
    assert {action.kind for action in actions} >= set(ActionKind)
    assert {action.priority for action in actions} >= set(ActionPriority)


def test_they_tell_every_audience(own: Archive) -> None:
    told = {each.audience.partition("-")[0] for record in own.incidents for each in record.incident.communications}
    assert told == {"public", "stakeholders", "tier"}


def test_they_have_every_section(own: Archive) -> None:
    sections = {section.title for record in own.incidents for section in record.body.sections}
    assert sections >= {"Summary", "Impact", "Timeline", "Communications"}
    sections = {section.title for record in own.postmortems for section in record.body.sections}
    wanted = {"Summary", "Timeline", "Impact", "Root cause", "Contributing factors", "Response review", "Lessons"}
    assert sections >= wanted


def test_their_policies_leave_no_file_out(own: Archive) -> None:
    names = {Path(file.path).stem for file in own.policy_files}
    assert names >= {"severity", "services", "taxonomy", "lifecycle", "fields", "checks", "incitrack"}

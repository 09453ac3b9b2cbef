"""`--push`, and `push: true` in incitrack.yaml."""

from pathlib import Path

import pytest

from tests.cli.clones import Clone, Team
from tests.cli.records_repository import RECORD, RecordsRepository


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path)


@pytest.fixture
def anna(team: Team) -> Clone:
    return team.clone("anna")


def test_a_commit_goes_out_at_once(team: Team, anna: Clone) -> None:
    assert anna.done("log", "42", "seen", "--push").splitlines()[-1] == "main: 1 commit pushed"
    assert "seen" in team.remote.file(RECORD)


@pytest.mark.parametrize(
    "command",
    [
        "ack 42",
        "assign 42 jdoe",
        "set 42 category network",
        "tell 42 told --to public",
        "dismiss 42 --as planned why",
    ],
)
def test_every_writing_command_can_push(team: Team, anna: Clone, command: str) -> None:
    anna.done(*command.split(), "--push")
    assert team.remote.git("rev-parse", "main").strip() == anna.head


def test_a_repository_may_push_always(team: Team, anna: Clone) -> None:
    anna.write("incitrack.yaml", "push: true\n")
    anna.commit("settings")
    anna.done("ack", "42")
    assert team.remote.log()[0] == "INC-2026-0042: acknowledged"
    anna.done("log", "42", "only here", "--no-push")
    assert team.remote.log()[0] == "INC-2026-0042: acknowledged"


def test_a_push_that_fails_leaves_the_commit_and_says_so(team: Team, anna: Clone) -> None:
    team.remote.root.rename(team.folder / "moved.git")
    ran = anna.run("log", "42", "seen", "--push")
    assert ran.status == 5
    assert f"{anna.head[:7]} is committed here but not pushed" in ran.err
    assert ran.err.count("\n") <= 3
    assert "seen" in anna.record
    assert anna.status == ""


def test_without_a_remote_the_commit_stays_and_is_named(records: RecordsRepository) -> None:
    ran = records.run("log", "42", "seen", "--push")
    assert ran.status == 5
    assert records.head[:7] in ran.err
    assert "git remote add" in ran.err


def test_on_a_detached_head_the_commit_stays_and_is_named(anna: Clone) -> None:
    anna.git("switch", "--quiet", "--detach")
    ran = anna.run("log", "42", "seen", "--push")
    assert ran.status == 5
    assert anna.head[:7] in ran.err
    assert "detached" in ran.err


def test_a_dry_run_pushes_nothing(team: Team, anna: Clone) -> None:
    before = team.remote.log()
    anna.done("log", "42", "seen", "--push", "--dry-run")
    assert team.remote.log() == before


def test_without_push_nothing_goes_out(team: Team, anna: Clone) -> None:
    before = team.remote.log()
    anna.done("log", "42", "seen")
    assert team.remote.log() == before

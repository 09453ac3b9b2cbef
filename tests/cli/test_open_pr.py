"""`open --pr`: a number reserved by a branch."""

from pathlib import Path

import pytest

from tests.cli.clones import Clone, Team
from tests.cli.records_repository import RecordsRepository

OPEN = ("open", "--title", "Broken", "--severity", "P2", "--service", "checkout", "--pr")
FIRST = "incidents/2026/INC-2026-0043.md"


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path)


@pytest.fixture
def anna(team: Team) -> Clone:
    return team.clone("anna")


def test_the_commit_is_on_a_branch_of_its_own_here_and_there(team: Team, anna: Clone) -> None:
    main = anna.head
    anna.write("staged.md", "staged\n")
    anna.git("add", "staged.md")
    anna.done(*OPEN)
    assert anna.git("branch", "--show-current").strip() == "incident/INC-2026-0043"
    assert anna.git("rev-parse", "main").strip() == main
    assert team.remote.git("rev-parse", "incident/INC-2026-0043").strip() == anna.head
    assert team.remote.git("rev-parse", "main").strip() == main
    assert anna.files_of() == [FIRST]
    assert anna.status == "A  staged.md\n"
    anna.git("switch", "--quiet", "-")
    assert anna.git("branch", "--show-current").strip() == "main"


def test_the_next_command_finds_the_record_and_pushes_to_that_branch(team: Team, anna: Clone) -> None:
    anna.done(*OPEN)
    anna.done("ack", "43", "--push")
    assert "acknowledged" in team.remote.file(FIRST, "incident/INC-2026-0043")


def test_it_looks_at_the_remote_before_it_takes_a_number(team: Team, anna: Clone) -> None:
    team.clone("ben").done(*OPEN)
    assert "INC-2026-0044" in anna.done(*OPEN).splitlines()[-1]


def test_it_says_where_the_pull_request_is_opened(team: Team, anna: Clone) -> None:
    anna.git("config", f"url.{team.remote.root}.insteadOf", "git@github.com:acme/records.git")
    anna.git("config", "remote.origin.url", "git@github.com:acme/records.git")
    last = anna.done(*OPEN).splitlines()[-1]
    assert last == "open the pull request: https://github.com/acme/records/pull/new/incident/INC-2026-0043"


def test_who_comes_second_takes_the_next_number_and_branch(team: Team, anna: Clone) -> None:
    ben = team.clone("ben")
    anna.hook(
        "pre-push",
        f"rm -f {anna.root}/.git/hooks/pre-push; git -C {ben.root} push -q origin incident/INC-2026-0043",
    )
    ben.done(*OPEN[:-1])
    ben.git("branch", "--move", "main", "incident/INC-2026-0043")
    said = anna.done(*OPEN, "--message", "Of Anna.")
    assert "INC-2026-0043 is INC-2026-0044 now" in said
    assert anna.git("branch", "--show-current").strip() == "incident/INC-2026-0044"
    assert "id: INC-2026-0044" in team.remote.file("incidents/2026/INC-2026-0044.md", "incident/INC-2026-0044")
    assert anna.message.startswith("INC-2026-0044: reported\n\nIncident: INC-2026-0044")
    assert team.remote.git("rev-parse", "incident/INC-2026-0043").strip() == ben.head
    assert (anna.status, anna.is_whole) == ("", True)


def test_a_record_that_plain_git_pushes_in_the_instant_before_keeps_its_number(team: Team, anna: Clone) -> None:
    """Nothing tells who pushes by plain Git of an announcement, so it is that one which steps aside."""
    ben = team.clone("ben")
    ben.done(*OPEN[:-1], "--message", "Of Ben.")
    anna.hook("pre-push", f"rm -f {anna.root}/.git/hooks/pre-push; git -C {ben.root} push -q origin main")
    said = anna.done(*OPEN, "--message", "Of Anna.")
    assert "INC-2026-0043 is INC-2026-0044 now: origin had INC-2026-0043 first" in said
    assert "Of Ben." in team.remote.file(FIRST)
    assert team.remote.git("branch", "--format=%(refname:short)").split() == ["incident/INC-2026-0044", "main"]
    branch = "incident/INC-2026-0044"
    assert "Of Anna." in team.remote.file("incidents/2026/INC-2026-0044.md", branch)
    assert anna.git("branch", "--show-current").strip() == branch
    assert (anna.status, anna.is_whole) == ("", True)
    anna.done("ack", "44", "--push")
    assert "acknowledged" in team.remote.file("incidents/2026/INC-2026-0044.md", branch)


def test_where_the_remote_lets_go_of_no_branch_the_clash_is_named(team: Team, anna: Clone) -> None:
    team.remote.git("config", "receive.denyDeletes", "true")
    ben = team.clone("ben")
    ben.done(*OPEN[:-1], "--message", "Of Ben.")
    anna.hook("pre-push", f"rm -f {anna.root}/.git/hooks/pre-push; git -C {ben.root} push -q origin main")
    ran = anna.run(*OPEN)
    assert ran.status == 5
    assert "has another incident of the number of incident/INC-2026-0043, and kept it" in ran.err
    assert f"branch incident/INC-2026-0043 with commit {anna.head[:7]} stays here" in ran.err


@pytest.mark.parametrize("more", [False, True], ids=["as it was", "with a commit more"])
def test_an_announcement_that_was_cut_off_before_its_second_look_is_taken_up_again(
    team: Team, anna: Clone, more: bool
) -> None:
    anna.hook("pre-push", "git config remote.origin.uploadpack false")
    assert anna.run(*OPEN).status == 5
    anna.git("config", "--unset", "remote.origin.uploadpack")
    (anna.root / ".git" / "hooks" / "pre-push").unlink()
    if more:
        anna.done("ack", "43")
    assert "INC-2026-0044" not in anna.done("sync")
    branch = "incident/INC-2026-0043"
    assert team.remote.git("rev-parse", branch).strip() == anna.head
    assert anna.git("rev-parse", "--abbrev-ref", "@{upstream}").strip() == f"origin/{branch}"


def test_a_number_that_is_announced_without_a_record_yet_is_taken_too(team: Team, anna: Clone) -> None:
    reserve = f"git -C {team.remote.root} branch incident/INC-2026-0043 main"
    anna.hook("pre-push", f"rm -f {anna.root}/.git/hooks/pre-push; env -u GIT_DIR {reserve}")
    assert "INC-2026-0043 is INC-2026-0044 now" in anna.done(*OPEN)
    assert team.remote.git("rev-parse", "incident/INC-2026-0043") == team.remote.git("rev-parse", "main")


def test_who_takes_a_branch_over_at_once_is_no_other_incident(team: Team, anna: Clone) -> None:
    hook = team.remote.root / "hooks" / "post-receive"
    hook.write_text("#!/bin/sh\nread old new ref; git update-ref refs/heads/main $new\n")
    hook.chmod(0o755)
    assert "INC-2026-0043" in anna.done(*OPEN).splitlines()[-1]
    assert anna.git("branch", "--show-current").strip() == "incident/INC-2026-0043"


def test_what_cannot_be_pushed_stays_and_is_named(team: Team, anna: Clone) -> None:
    hook = team.remote.root / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho 'not today' >&2\nexit 1\n")
    hook.chmod(0o755)
    ran = anna.run(*OPEN)
    assert ran.status == 5
    assert "not today" in ran.err
    assert f"branch incident/INC-2026-0043 with commit {anna.head[:7]} stays here" in ran.err
    hook.unlink()
    anna.done("sync")
    assert team.remote.git("rev-parse", "incident/INC-2026-0043").strip() == anna.head


def test_what_could_not_be_pushed_takes_the_next_number_when_it_is_taken_by_then(team: Team, anna: Clone) -> None:
    anna.hook("pre-push", "exit 1")
    assert anna.run(*OPEN).status == 5
    (anna.root / ".git" / "hooks" / "pre-push").unlink()
    team.clone("ben").done(*OPEN, "--message", "Of Ben.")
    assert "INC-2026-0043 is INC-2026-0044 now" in anna.done("sync")
    assert anna.git("branch", "--show-current").strip() == "incident/INC-2026-0044"


def test_a_hook_that_refuses_the_commit_leaves_no_branch(anna: Clone) -> None:
    anna.hook("pre-commit", "exit 1")
    before = anna.state
    assert anna.run(*OPEN).status == 5
    assert anna.state == before
    assert anna.git("branch", "--format=%(refname)") == "refs/heads/main\n"
    assert anna.git("branch", "--show-current").strip() == "main"


def test_without_a_remote_nothing_is_written(records: RecordsRepository) -> None:
    assert "git remote add" in records.refused(5, *OPEN)


def test_a_remote_that_is_gone_stops_it_before_anything_is_written(team: Team, anna: Clone) -> None:
    team.remote.root.rename(team.folder / "moved.git")
    anna.refused(5, *OPEN)
    assert anna.git("branch", "--show-current").strip() == "main"


def test_a_dry_run_goes_to_no_branch(anna: Clone) -> None:
    before = anna.state
    assert "INC-2026-0043" in anna.done(*OPEN, "--dry-run")
    assert anna.state == before

"""`sync` with a bare repository as the remote, and two clones of it."""

import subprocess
from pathlib import Path

import pytest

from tests.builders import SEVERITIES, incident_text
from tests.cli.clones import Bare, Clone, Team
from tests.cli.ran import ran
from tests.cli.records_repository import RECORD, RecordsRepository


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path)


@pytest.fixture
def anna(team: Team) -> Clone:
    return team.clone("anna")


@pytest.fixture
def ben(team: Team) -> Clone:
    return team.clone("ben")


def test_what_was_committed_here_is_pushed(team: Team, anna: Clone) -> None:
    anna.done("log", "42", "seen here")
    assert anna.done("sync") == "main: 1 commit pushed\n"
    assert "seen here" in team.remote.file(RECORD)


def test_what_others_pushed_is_received(anna: Clone, ben: Clone) -> None:
    ben.done("log", "42", "seen by ben")
    ben.done("sync")
    assert anna.done("sync") == "main: 1 commit received\n"
    assert "seen by ben" in anna.record
    assert anna.status == ""


def test_with_nothing_to_do_nothing_is_done_in_one_round_trip(anna: Clone, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    before = anna.state
    anna.git("config", "remote.origin.uploadpack", f"echo trip >> {trace}; git-upload-pack")
    anna.git("config", "remote.origin.receivepack", f"echo trip >> {trace}; git-receive-pack")
    assert anna.done("sync") == "main is up to date with origin/main\n"
    assert trace.read_text() == "trip\n"
    assert anna.state == before


def test_commits_of_both_become_one_line_of_them(team: Team, anna: Clone, ben: Clone) -> None:
    ben.write("ben.md", "ben\n")
    ben.commit("of ben")
    ben.done("sync")
    anna.write("anna.md", "anna\n")
    anna.commit("of anna")
    assert anna.done("sync") == "main: 1 commit received, 1 commit pushed\n"
    assert team.remote.log() == ["of anna", "of ben", "as it is"]
    assert (anna.read("ben.md"), anna.status, anna.is_whole) == ("ben\n", "", True)


def test_the_repository_may_say_that_both_are_merged(team: Team, anna: Clone, ben: Clone) -> None:
    ben.write("incitrack.yaml", "sync: merge\n")
    ben.commit("settings")
    ben.done("sync")
    anna.done("sync")
    ben.write("ben.md", "ben\n")
    ben.commit("of ben")
    ben.done("sync")
    anna.write("anna.md", "anna\n")
    mine = anna.commit("of anna")
    anna.done("sync")
    assert anna.git("rev-parse", "HEAD^1").strip() == mine
    assert team.remote.log()[0] == "Merge origin/main"
    assert anna.read("ben.md") == "ben\n"


def test_a_merge_that_is_not_pushed_yet_loses_nothing(team: Team, anna: Clone, ben: Clone) -> None:
    anna.git("switch", "--quiet", "--create", "side")
    anna.write("side.md", "side\n")
    anna.commit("on the side")
    anna.git("switch", "--quiet", "main")
    anna.write("main.md", "main\n")
    anna.commit("on main")
    anna.git("merge", "--quiet", "--no-commit", "side")
    anna.write("settled.md", "only in the merge\n")
    anna.commit("merged")
    ben.write("ben.md", "ben\n")
    ben.commit("of ben")
    ben.done("sync")
    anna.done("sync")
    files = team.remote.git("ls-tree", "--name-only", "main").split()
    assert {"side.md", "main.md", "settled.md", "ben.md"} <= set(files)


def test_work_that_is_not_committed_stays_exactly_so(anna: Clone, ben: Clone) -> None:
    ben.done("log", "42", "seen by ben")
    ben.done("sync")
    anna.write("mine.md", "committed\n")
    anna.commit("of anna")
    anna.write("staged.md", "staged\n")
    anna.git("add", "staged.md")
    anna.write("staged.md", "staged, then modified\n")
    anna.write("mine.md", "modified\n")
    anna.write("policies/severity.yaml", SEVERITIES + "# staged\n")
    anna.git("add", "policies/severity.yaml")
    anna.write("untracked.md", "untracked\n")
    status = anna.status
    anna.done("sync")
    assert anna.status == status
    assert len(status.splitlines()) == 4
    assert anna.git("show", ":staged.md") == "staged\n"
    assert anna.read("staged.md") == "staged, then modified\n"
    assert "seen by ben" in anna.record


@pytest.mark.parametrize("how", ["modified", "staged"])
def test_an_incoming_change_to_a_file_with_work_in_it_moves_nothing(anna: Clone, ben: Clone, how: str) -> None:
    ben.done("log", "42", "seen by ben")
    ben.done("sync")
    anna.write(RECORD, anna.record + "\nby hand\n")
    if how == "staged":
        anna.git("add", RECORD)
    assert RECORD in anna.refused(5, "sync")


def test_an_incoming_file_does_not_replace_an_untracked_one(anna: Clone, ben: Clone) -> None:
    ben.write("new.md", "of ben\n")
    ben.commit("new")
    ben.done("sync")
    anna.write("new.md", "of anna\n")
    assert "new.md" in anna.refused(5, "sync")


def test_a_conflict_changes_nothing_and_is_named_with_its_field(anna: Clone, ben: Clone) -> None:
    ben.write(RECORD, ben.record.replace("severity: P2", "severity: P1"))
    ben.commit("raised")
    ben.done("sync")
    anna.write(RECORD, anna.record.replace("severity: P2", "severity: P3"))
    anna.commit("lowered")
    anna.write("staged.md", "staged\n")
    anna.git("add", "staged.md")
    said = anna.refused(5, "sync")
    assert "severity of INC-2026-0042" in said
    assert "git rebase origin/main" in said
    assert anna.is_whole


def test_the_commands_that_are_named_settle_the_conflict(team: Team, anna: Clone, ben: Clone) -> None:
    ben.write(RECORD, ben.record.replace("severity: P2", "severity: P1"))
    ben.commit("raised")
    ben.done("sync")
    anna.write(RECORD, anna.record.replace("severity: P2", "severity: P3"))
    anna.commit("lowered")
    anna.refused(5, "sync")
    with pytest.raises(AssertionError, match="CONFLICT"):
        anna.git("rebase", "origin/main")
    assert "severity: P1" in anna.record
    assert "severity: P3" in anna.record
    assert "git rebase --abort" in anna.run("sync").err
    anna.write(RECORD, team.remote.file(RECORD).replace("severity: P1", "severity: P3"))
    anna.git("add", RECORD)
    anna.git("-c", "core.editor=true", "rebase", "--continue")
    anna.done("sync")
    assert "severity: P3" in team.remote.file(RECORD)


def test_a_first_push_sets_the_upstream(team: Team, anna: Clone) -> None:
    anna.git("switch", "--quiet", "--create", "topic")
    anna.write("topic.md", "topic\n")
    anna.commit("of the topic")
    assert anna.done("sync") == "topic: 1 commit pushed\n"
    assert anna.git("rev-parse", "--abbrev-ref", "topic@{upstream}").strip() == "origin/topic"
    assert team.remote.log("topic")[0] == "of the topic"


def test_an_empty_remote_is_filled(tmp_path: Path, records: RecordsRepository) -> None:
    bare = Bare(tmp_path / "empty.git")
    records.git("remote", "add", "elsewhere", str(bare.root))
    records.done("sync")
    assert bare.git("rev-parse", "main").strip() == records.head


def test_a_clone_of_an_empty_remote_receives_the_first_commits(tmp_path: Path, records: RecordsRepository) -> None:
    bare = Bare(tmp_path / "empty.git")
    late = Clone(bare.root, tmp_path / "late")
    records.git("remote", "add", "origin", str(bare.root))
    records.done("sync")
    late.done("sync")
    assert late.record == records.record
    assert late.status == ""


def test_a_shallow_clone_will_do(team: Team, ben: Clone, tmp_path: Path) -> None:
    for number in range(3):
        ben.done("log", "42", f"note {number}")
    ben.done("sync")
    shallow = Clone(f"file://{team.remote.root}", tmp_path / "shallow", "--depth=1")
    ben.write("ben.md", "ben\n")
    ben.commit("of ben")
    ben.done("sync")
    shallow.write("anna.md", "anna\n")
    shallow.commit("of anna")
    shallow.done("sync")
    assert team.remote.log()[:2] == ["of anna", "of ben"]


def test_a_clone_of_one_branch_alone_keeps_track_of_another(team: Team, ben: Clone, tmp_path: Path) -> None:
    narrow = Clone(f"file://{team.remote.root}", tmp_path / "narrow", "--depth=1", "--single-branch")
    narrow.git("switch", "--quiet", "--create", "topic")
    narrow.write("anna.md", "anna\n")
    narrow.commit("of anna")
    narrow.done("sync")
    assert narrow.done("sync") == "topic is up to date with origin/topic\n"
    ben.git("fetch", "--quiet")
    ben.git("switch", "--quiet", "topic")
    ben.write("ben.md", "ben\n")
    ben.commit("of ben")
    ben.done("sync")
    assert narrow.done("sync") == "topic: 1 commit received\n"


def test_without_a_remote_it_says_how_to_add_one(records: RecordsRepository) -> None:
    assert "git remote add" in records.refused(5, "sync")


def test_on_a_detached_head_it_says_how_to_leave_it(anna: Clone) -> None:
    anna.git("switch", "--quiet", "--detach")
    assert "git switch" in anna.refused(5, "sync")


def test_in_the_middle_of_a_merge_it_says_how_to_end_it(anna: Clone) -> None:
    anna.write(".git/MERGE_HEAD", anna.head + "\n")
    assert "git merge --abort" in anna.refused(5, "sync")


def test_of_several_remotes_none_of_them_origin_one_must_be_named(
    tmp_path: Path, records: RecordsRepository
) -> None:
    for name in ("one", "two"):
        records.git("remote", "add", name, str(Bare(tmp_path / f"{name}.git").root))
    assert "git push --set-upstream" in records.refused(5, "sync")


def test_histories_with_nothing_in_common_are_not_joined(team: Team, tmp_path: Path) -> None:
    other = RecordsRepository(tmp_path / "other", records=[incident_text(id="INC-2026-0007")])
    other.commit("another beginning")
    other.git("remote", "add", "origin", str(team.remote.root))
    assert "no commit in common" in other.refused(5, "sync")


def test_the_hooks_of_a_rebase_run_once_for_each_commit(anna: Clone, ben: Clone, tmp_path: Path) -> None:
    ben.write("ben.md", "ben\n")
    ben.commit("of ben")
    ben.done("sync")
    anna.write("anna.md", "anna\n")
    old = anna.commit("of anna")
    anna.hook("post-rewrite", f"cat >> {tmp_path / 'rewritten'}")
    anna.done("sync")
    assert (tmp_path / "rewritten").read_text().split() == [old, anna.head]


def test_a_hook_finds_the_files_that_it_would_find_in_a_rebase(anna: Clone, ben: Clone, tmp_path: Path) -> None:
    ben.write("ben.md", "ben\n")
    ben.commit("of ben")
    ben.done("sync")
    anna.write("anna.md", "anna\n")
    anna.commit("of anna")
    anna.hook("post-rewrite", f"cat ben.md anna.md {RECORD} > {tmp_path / 'seen'}")
    anna.done("sync")
    assert (tmp_path / "seen").read_text() == "ben\nanna\n" + anna.record


def test_commits_are_signed_again_as_the_person_signs(anna: Clone, ben: Clone, tmp_path: Path) -> None:
    ben.write("ben.md", "ben\n")
    ben.commit("of ben")
    ben.done("sync")
    signer = tmp_path / "signer"
    signer.write_text('#!/bin/sh\ncat > /dev/null\necho "[GNUPG:] SIG_CREATED " >&2\necho signed-by-maria\n')
    signer.chmod(0o755)
    anna.git("config", "gpg.program", str(signer))
    anna.git("config", "commit.gpgSign", "true")
    anna.write("anna.md", "anna\n")
    anna.commit("of anna")
    anna.done("sync")
    assert "signed-by-maria" in anna.git("cat-file", "commit", "HEAD")
    signer.write_text("#!/bin/sh\nexit 1\n")
    ben.write("ben.md", "ben again\n")
    ben.commit("of ben again")
    ben.done("sync")
    anna.git("-c", "commit.gpgSign=false", "commit", "--quiet", "--allow-empty", "-m", "of anna again")
    anna.refused(5, "sync")
    assert anna.is_whole


def test_where_nothing_is_committed_yet_it_says_so(tmp_path: Path) -> None:
    subprocess.run(
        ["git", "init", "--quiet", "--bare", "--initial-branch=main", "there"], cwd=tmp_path, check=True
    )
    subprocess.run(["git", "clone", "--quiet", "there", "here"], cwd=tmp_path, check=True, capture_output=True)
    subprocess.run(["git", "symbolic-ref", "HEAD", "refs/heads/main"], cwd=tmp_path / "here", check=True)
    done = ran(tmp_path / "here", "sync")
    assert (done.status, done.out) == (0, "nothing is committed on main yet, here or at origin\n")


def test_files_of_odd_names_stand_in_messages_as_a_shell_takes_them(anna: Clone, ben: Clone) -> None:
    for each, text in ((ben, "of ben\n"), (anna, "of anna\n")):
        each.write("on call.md", text)
    ben.commit("of ben")
    ben.done("sync")
    assert "'on call.md' has work of yours that is not committed" in anna.refused(5, "sync")
    anna.commit("of anna")
    said = anna.refused(5, "sync")
    assert "changed the same thing differently: the text of 'on call.md'" in said
    assert "git add 'on call.md', git rebase --continue" in said

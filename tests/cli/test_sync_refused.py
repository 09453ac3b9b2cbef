"""Remotes that refuse, are not there, or do not answer: what is said, what stays, and that it ends at once."""

import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.clones import Clone, Team
from tests.cli.records_repository import RECORD

BETWEEN = "fatal: the remote did not send all necessary objects"


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path)


@pytest.fixture
def anna(team: Team) -> Clone:
    made = team.clone("anna")
    made.done("log", "42", "seen here")
    return made


def at_once(clone: Clone) -> str:
    """What a refused sync says; it tries no second time."""
    began = time.monotonic()
    said = clone.refused(5, "sync")
    assert time.monotonic() - began < 30
    assert clone.is_whole
    return said


def test_a_hook_of_the_remote_refuses_in_its_own_words(team: Team, anna: Clone) -> None:
    hook = team.remote.root / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho 'no pushes on a Friday' >&2\nexit 1\n")
    hook.chmod(0o755)
    said = at_once(anna)
    assert "no pushes on a Friday" in said
    assert "pre-receive hook declined" in said
    assert "your commit stays here" in said


def test_a_refusal_is_three_lines_of_what_happened_what_was_said_and_what_to_do(team: Team, anna: Clone) -> None:
    hook = team.remote.root / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\nprintf 'no \\033[31mpushes\\033[0m\\n\\non a Friday\\n' >&2\nexit 1\n")
    hook.chmod(0o755)
    assert at_once(anna).splitlines() == [
        f"error: origin did not take main; your commit stays here, up to {anna.head[:7]}",
        "  what was said (pre-receive hook declined): “no \\u001b[31mpushes\\u001b[0m / on a Friday”",
        "  mend what it names, then: incitrack sync",
    ]


def test_of_a_long_refusal_its_beginning_and_its_end_are_quoted(team: Team, anna: Clone) -> None:
    hook = team.remote.root / "hooks" / "pre-receive"
    lines = "".join(
        f"echo 'test {number} of the suite that guards this branch failed' >&2\n" for number in range(90)
    )
    hook.write_text(f"#!/bin/sh\necho 'the suite ran' >&2\n{lines}echo '90 tests failed' >&2\nexit 1\n")
    hook.chmod(0o755)
    first, quoted, what_to_do = at_once(anna).splitlines()
    assert "your commit stays here" in first
    assert "“the suite ran / … / test " in quoted
    assert quoted.endswith(" / test 89 of the suite that guards this branch failed / 90 tests failed”")
    assert len(quoted) < 400
    assert what_to_do == "  mend what it names, then: incitrack sync (git push shows all that is said)"


def test_a_hook_of_the_clone_refuses_in_its_own_words(anna: Clone) -> None:
    anna.hook("pre-push", "echo 'run the tests first' >&2; exit 1")
    assert "run the tests first" in at_once(anna)


def test_a_protected_branch_is_no_reason_to_try_again(team: Team, anna: Clone) -> None:
    hook = team.remote.root / "hooks" / "update"
    hook.write_text('#!/bin/sh\necho "GH006: Protected branch update failed for $1." >&2\nexit 1\n')
    hook.chmod(0o755)
    assert "GH006: Protected branch update failed" in at_once(anna)


def test_a_remote_that_is_gone_is_named(team: Team, anna: Clone) -> None:
    team.remote.root.rename(team.folder / "moved.git")
    said = at_once(anna)
    assert said.startswith("error: origin could not be fetched from; everything here stays as it is\n")
    assert "remote.git" in said


def test_a_remote_that_may_not_be_written_to(team: Team, anna: Clone) -> None:
    anna.git("config", "remote.origin.receivepack", "echo 'Permission to records denied to maria.' >&2; exit 1;")
    assert "Permission to records denied to maria" in at_once(anna)


def test_without_a_network_it_is_said_at_once(anna: Clone) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        anna.git("remote", "set-url", "origin", f"git://127.0.0.1:{nobody.getsockname()[1]}/records.git")
        assert "Connection refused" in at_once(anna)


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A port that takes connections and never says a word."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        yield silent.getsockname()[1]


def test_a_remote_that_hangs_is_left_after_the_time_limit(anna: Clone, silent_port: int) -> None:
    anna.git("remote", "set-url", "origin", f"git://127.0.0.1:{silent_port}/records.git")
    anna.git("config", "incitrack.timeLimit", "1")
    assert "no answer within 1 second" in at_once(anna)


@pytest.mark.parametrize("limit", ["0", "soon", "-5", "1.5", "٣", "", "90s", "9" * 400])
def test_a_time_limit_that_is_none_is_named_before_anything_is_asked_of_the_remote(
    anna: Clone, limit: str
) -> None:
    anna.git("config", "incitrack.timeLimit", limit)
    said = anna.refused(2, "sync")
    assert f"incitrack.timeLimit is “{limit}"[:60] in said
    ran = anna.run("log", "42", "written all the same", "--push")
    assert ran.status == 2
    assert f"{anna.head[:7]} is committed here but not pushed: git config incitrack.timeLimit" in ran.err


def test_a_password_in_the_address_is_not_said(anna: Clone, silent_port: int) -> None:
    anna.git("remote", "set-url", "origin", f"http://maria:s3cret@127.0.0.1:{silent_port}/records.git")
    anna.git("config", "incitrack.timeLimit", "1")
    assert "s3cret" not in at_once(anna)


@pytest.mark.parametrize("name", ["--upload-pack=touch pwned", "-o", "--help"])
def test_the_name_of_a_remote_is_never_an_option(anna: Clone, name: str) -> None:
    anna.git("config", "--unset", "branch.main.remote")
    with (anna.root / ".git" / "config").open("a") as file:
        file.write(f'[remote "{name}"]\n\turl = {anna.root}\n')
    anna.git("config", "branch.main.remote", name)
    anna.done("sync")
    assert not (anna.root / "pwned").exists()


def test_a_branch_of_an_odd_name_is_pushed_as_it_is(team: Team, anna: Clone) -> None:
    anna.git("update-ref", "refs/heads/--force", "HEAD")
    anna.git("symbolic-ref", "HEAD", "refs/heads/--force")
    anna.done("sync")
    assert team.remote.git("rev-parse", "refs/heads/--force").strip() == anna.head


def test_a_lock_on_the_remote_is_waited_for(team: Team, anna: Clone) -> None:
    lock = team.remote.root / "refs" / "heads" / "main.lock"
    lock.touch()
    release = subprocess.Popen(["sh", "-c", 'sleep 2; rm "$0"', str(lock)])
    anna.done("sync")
    assert release.wait() == 0
    assert "seen here" in team.remote.file(RECORD)


def test_a_lock_that_is_none_is_not_waited_for(team: Team, anna: Clone) -> None:
    team.remote.git("branch", "topic")
    anna.git("branch", "--move", "main", "topic/below")
    anna.git("branch", "--unset-upstream")
    assert "topic" in at_once(anna)


@pytest.mark.parametrize("failures", [1, 2])
def test_a_fetch_that_meets_another_one_is_tried_once_more(tmp_path: Path, failures: int) -> None:
    anna = Team(tmp_path).clone("anna")
    met = tmp_path / "met"
    fails = f"[ $(cat {met} 2>/dev/null | wc -l) -ge {failures} ] || {{ echo >> {met}; echo '{BETWEEN}' >&2; exit 1; }}"
    anna.git("config", "remote.origin.uploadpack", f"{fails}; git-upload-pack")

    ran = anna.run("sync")

    assert ran.status == (0 if failures == 1 else 5), ran
    assert len(met.read_text().splitlines()) == failures
    assert ("did not send all necessary objects" in ran.err) is (failures == 2)

"""`incitrack hooks`: a bare repository that refuses what `check --base` would find, by real pushes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import ACKNOWLEDGED, REPORTED, incident_text
from tests.cli.ran import Ran, ran
from tests.cli.records_repository import RECORD, RecordsRepository
from tests.git_folder import GitFolder

UPDATE = "- `2026-11-20T14:31Z` **update** @jdoe: Errors at 31%."
TEXT = incident_text(timeline=[REPORTED, ACKNOWLEDGED, UPDATE], status="acknowledged", owner="maria")


@pytest.fixture
def server(tmp_path: Path) -> GitFolder:
    """A bare repository with the hook."""
    made = GitFolder(tmp_path / "server.git", init=False)
    made.root.mkdir()
    made.git("init", "--quiet", "--bare", "--initial-branch=main")
    done = ran(made.root, "hooks", "install", "--pre-receive")
    assert done == Ran(0, f"installed {made.root / 'hooks/pre-receive'}\n", "")
    return made


@pytest.fixture
def clone(server: GitFolder, tmp_path: Path) -> RecordsRepository:
    """A repository with an incident, which it has pushed to the server."""
    made = RecordsRepository(tmp_path / "clone", [TEXT])
    made.git("remote", "add", "origin", str(server.root))
    assert push(made, "main").returncode == 0
    return made


def push(repository: GitFolder, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["git", "push", "origin", *arguments],
        cwd=repository.root,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )


def change(repository: RecordsRepository, old: str, new: str, message: str) -> str:
    assert old in repository.record
    repository.write(RECORD, repository.record.replace(old, new))
    return repository.commit(message)


def refused(repository: RecordsRepository, server: GitFolder, *arguments: str) -> str:
    before = server.git("for-each-ref")
    done = push(repository, *arguments)
    assert done.returncode == 1, done
    assert "Traceback" not in done.stderr
    assert server.git("for-each-ref") == before
    return done.stderr


def test_what_the_commands_write_is_taken(clone: RecordsRepository, server: GitFolder) -> None:
    clone.done("log", "42", "A second look.")
    clone.done("log", "42", "A late note.", "--at", "2026-11-20T14:20Z")
    clone.done("amend", "42", "2026-11-20T14:31Z", "13%.")
    assert push(clone, "main").returncode == 0
    assert server.git("rev-parse", "main").strip() == clone.head


def test_an_altered_entry_is_refused_and_named_with_its_commit(
    clone: RecordsRepository, server: GitFolder
) -> None:
    culprit = change(clone, "31%", "13%", "tidy up")
    clone.done("log", "42", "An honest one.")
    said = refused(clone, server, "main")
    assert (
        f"main: commit {culprit[:12]} (tidy up): {RECORD}: the update entry of 2026-11-20T14:31Z was altered"
        in said
    )
    assert "incitrack amend" in said
    assert "13%" not in said


def test_what_an_amended_entry_of_the_push_tells_of_is_taken(clone: RecordsRepository, server: GitFolder) -> None:
    change(clone, "31%", "13%", "take a figure out")
    clone.done("amend", "42", "2026-11-20T14:31Z", "The figure was a customer's.")
    clone.git("push", "--quiet", "origin", "main")
    assert server.git("log", "-1", "--format=%s", "main").strip() == "INC-2026-0042: amended"


def test_a_removed_entry_and_a_removed_record_are_refused(clone: RecordsRepository, server: GitFolder) -> None:
    change(clone, f"{UPDATE}\n", "", "shorter")
    assert "entry of 2026-11-20T14:31Z was removed" in refused(clone, server, "main")
    clone.git("reset", "--quiet", "--hard", "origin/main")
    clone.git("rm", "--quiet", RECORD)
    clone.commit("gone")
    assert f"{RECORD}: INC-2026-0042 was removed" in refused(clone, server, "main")


def test_a_second_file_of_the_id_is_no_way_to_alter_the_first(clone: RecordsRepository, server: GitFolder) -> None:
    other = "incidents/2025/INC-2026-0042.md"
    clone.write(other, TEXT.replace("31%", "13%"))
    clone.commit("a second one")
    assert push(clone, "main").returncode == 0
    clone.git("rm", "--quiet", RECORD)
    clone.commit("the first one goes")
    assert "entry of 2026-11-20T14:31Z was altered" in refused(clone, server, "main")
    clone.git("reset", "--quiet", "--hard", "origin/main")
    clone.git("mv", RECORD, "incidents/INC-2026-0042.md")
    clone.commit("moved")
    assert push(clone, "main").returncode == 0


def test_a_link_in_the_place_of_a_record_or_of_its_folder_is_refused(
    clone: RecordsRepository, server: GitFolder, tmp_path: Path
) -> None:
    (clone.root / RECORD).unlink()
    (clone.root / RECORD).symlink_to("/etc/passwd")
    clone.commit("a link")
    assert "INC-2026-0042 was removed" in refused(clone, server, "main")
    clone.git("reset", "--quiet", "--hard", "origin/main")
    (clone.root / "incidents").rename(tmp_path / "incidents")
    (clone.root / "incidents").symlink_to(tmp_path / "incidents")
    clone.commit("a linked folder")
    assert "INC-2026-0042 was removed" in refused(clone, server, "main")


def test_a_file_that_became_too_large_to_read_is_refused(clone: RecordsRepository, server: GitFolder) -> None:
    clone.write(RECORD, clone.record + "x" * 1_100_000)
    clone.commit("too large")
    assert "was removed" in refused(clone, server, "main")


def test_a_forced_push_must_hold_what_the_branch_held(clone: RecordsRepository, server: GitFolder) -> None:
    clone.done("log", "42", "Pushed.")
    assert push(clone, "main").returncode == 0
    clone.git("reset", "--quiet", "--hard", "HEAD~1")
    clone.done("log", "42", "Written instead.")
    said = refused(clone, server, "--force", "main")
    assert "main: the push:" in said or "main: commit" in said
    clone.git("reset", "--quiet", "--hard", "origin/main")
    clone.git("commit", "--quiet", "--amend", "--message", "reworded")
    assert push(clone, "--force", "main").returncode == 0


def test_the_branch_itself_stays(clone: RecordsRepository, server: GitFolder) -> None:
    server.git("config", "receive.denyDeleteCurrent", "ignore")
    assert "the branch would be gone" in refused(clone, server, ":main")


def test_other_branches_and_tags_are_free_unless_they_are_protected(
    clone: RecordsRepository, server: GitFolder
) -> None:
    clone.git("checkout", "--quiet", "-b", "draft")
    assert push(clone, "draft").returncode == 0
    change(clone, "31%", "13%", "mine")
    clone.git("tag", "v1")
    assert push(clone, "draft", "v1").returncode == 0
    assert push(clone, ":draft", ":v1").returncode == 0
    server.git("config", "incitrack.protect", "*")
    clone.git("checkout", "--quiet", "main")
    assert push(clone, "main:release").returncode == 0
    change(clone, "31%", "13%", "tidy up")
    refused(clone, server, "main:release")


def test_named_branches_are_protected_in_place_of_main(clone: RecordsRepository, server: GitFolder) -> None:
    server.git("config", "--add", "incitrack.protect", "records")
    server.git("config", "--add", "incitrack.protect", "refs/heads/archive")
    assert push(clone, "main:records", "main:archive").returncode == 0
    change(clone, "31%", "13%", "tidy up")
    refused(clone, server, "main:records")
    refused(clone, server, "main:archive")
    assert push(clone, "main").returncode == 0


def test_one_bad_branch_among_many_stops_them_all(clone: RecordsRepository, server: GitFolder) -> None:
    clone.git("branch", "good")
    change(clone, "31%", "13%", "tidy up")
    refused(clone, server, "good", "main", "main:other")


@pytest.mark.parametrize(
    "name", ["-x;$(touch${IFS}pwned)", "a`touch${IFS}pwned`b", "\u202eevil", "--output=pwned"]
)
def test_a_hostile_name_of_a_branch_is_only_a_name(clone: RecordsRepository, server: GitFolder, name: str) -> None:
    server.git("config", "incitrack.protect", "*")
    assert push(clone, f"main:refs/heads/{name}").returncode == 0
    change(clone, "31%", "13%", "tidy up")
    said = refused(clone, server, f"main:refs/heads/{name}")
    assert not list(server.root.parent.rglob("pwned"))
    hook_said = [line for line in said.splitlines() if line.startswith("remote:")]
    assert hook_said
    assert not any("\u202e" in line for line in hook_said)


def test_a_server_whose_program_is_gone_takes_no_push_unseen(clone: RecordsRepository, server: GitFolder) -> None:
    hook = server.root / "hooks/pre-receive"
    hook.write_text(hook.read_text().replace(sys.executable, "/nowhere/python"))
    clone.done("log", "42", "A second look.")
    refused(clone, server, "main")


def test_a_hook_that_is_there_is_left_alone_and_what_to_add_is_said(server: GitFolder) -> None:
    hook = server.root / "hooks/pre-receive"
    assert ran(server.root, "hooks", "install", "--pre-receive").out == f"there already: {hook}\n"
    hook.write_text("#!/bin/sh\nexit 0\n")
    done = ran(server.root, "hooks", "install", "--pre-receive")
    assert (done.status, done.out) == (4, "")
    assert f"{hook} is there already, and was left as it is" in done.err
    assert "-m incitrack hooks pre-receive || exit 1" in done.err
    assert hook.read_text() == "#!/bin/sh\nexit 0\n"


def test_hooks_that_other_repositories_share_are_left_alone(server: GitFolder, tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    server.git("config", "core.hooksPath", str(tmp_path / "shared"))
    assert ran(server.root, "hooks", "install", "--pre-receive").status == 4
    assert not list((tmp_path / "shared").iterdir())


def test_a_clone_to_work_in_needs_no_such_hook(clone: RecordsRepository) -> None:
    assert "the server" in clone.refused(4, "hooks", "install", "--pre-receive")


def test_which_hook_has_to_be_said(server: GitFolder) -> None:
    assert ran(server.root, "hooks", "install").status == 2


def test_lines_that_are_no_updates_are_refused(clone: RecordsRepository) -> None:
    assert clone.run("hooks", "pre-receive", given=b"nonsense\n").status == 2
    assert clone.run("hooks", "pre-receive", given=b"").status == 0

"""A command killed at any moment leaves its whole commit or nothing, once the next command has run.

Each kill is of a real process by SIGKILL: with all that it started, or alone, so that its Git goes on without it.
One in three falls at random over the whole run, the others on the part in which something is changed.
"""

import os
import random
import shutil
import signal
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.records_repository import RECORD, RecordsRepository
from tests.cli.test_every_verb import VERBS, prepared

KILLS = 100 if os.environ.get("HYPOTHESIS_PROFILE") == "slow" else 5
KINDS = [verb for verb in VERBS if "decision" not in verb and "tier-" not in verb]  # these write as others do
NEXT = ("log", "41", "after")
NOTE = ".git/incitrack/under-way.json"


class Before(NamedTuple):
    """A prepared repository to copy, what may stand in it after the next command, and how long the verb takes."""

    records: RecordsRepository
    undone: dict[str, str]
    done: dict[str, str]
    seconds: float


def copied(records: RecordsRepository, to: Path) -> RecordsRepository:
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(records.root, to)
    copy = object.__new__(RecordsRepository)
    copy.root = to
    return copy


def committed(records: RecordsRepository) -> dict[str, str]:
    """Every record as the last commit has it."""
    paths = records.git("ls-tree", "-r", "--name-only", "HEAD", "--", "incidents", "postmortems").split()
    return {path: records.git("show", f"HEAD:{path}") for path in paths}


def before_the_kills(tmp_path: Path, verb: str) -> Before:
    given, _ = VERBS[verb]
    records = prepared(tmp_path, **given)  # type: ignore[arg-type] # the rows of the table
    records.write("notes.md", "one\n")
    records.commit()
    records.write("staged.md", "mine\n")
    records.git("add", "staged.md")
    records.write("notes.md", "two\n")
    records.write("untracked.md", "mine\n")
    records.done("list")  # whatever is remembered of the records is remembered in every copy
    undone = copied(records, tmp_path / "undone")
    undone.done(*NEXT)
    done = copied(records, tmp_path / "done")
    begun = time.monotonic()
    with done.started(*verb.split()) as process:
        process.communicate(timeout=60)
    seconds = time.monotonic() - begun
    assert process.returncode == 0
    done.done(*NEXT)
    return Before(records, committed(undone), committed(done), seconds)


def killed(records: RecordsRepository, verb: str, seconds: float, moment: random.Random, *, alone: bool) -> str:
    """What the command had written to its standard output when it was killed."""
    with records.started(*verb.split()) as process:
        if moment.random() < 0.7:
            while not (records.root / NOTE).exists() and process.poll() is None:
                time.sleep(0.0005)
            seconds /= 4
        time.sleep(moment.uniform(0, seconds))
        if alone:
            process.kill()
        else:
            with suppress(ProcessLookupError):  # it may have ended, and been waited for
                os.killpg(process.pid, signal.SIGKILL)
        return process.communicate(timeout=60)[0]


def assert_whole(records: RecordsRepository, before: Before, acknowledged: bool) -> None:
    """After the next command: every record is as after the whole command or as without it, and nothing else moved."""
    stands = committed(records)
    assert stands == before.done or (stands == before.undone and not acknowledged)
    for commit in records.git("rev-list", f"{before.records.head}..HEAD").split():
        (path,) = records.files_of(commit)
        assert path.startswith("incidents/")
    assert records.commits - before.records.commits == (2 if stands == before.done else 1)
    assert sorted(records.status.splitlines()) == [" M notes.md", "?? untracked.md", "A  staged.md"]
    assert "error" not in records.git("fsck", "--no-dangling")
    left = {path.name for path in (records.root / ".git").rglob("*")}
    assert not {name for name in left if name.endswith((".lock", ".tmp", ".kept"))} - {"writers.lock"}
    assert Path(NOTE).name not in left


@pytest.mark.parametrize("verb", KINDS)
def test_a_killed_command_leaves_its_commit_or_nothing(tmp_path: Path, verb: str) -> None:
    before = before_the_kills(tmp_path, verb)
    for number in range(KILLS):
        records = copied(before.records, tmp_path / "killed")
        moment = random.Random(f"{verb} {number}")
        said = killed(records, verb, before.seconds, moment, alone=number % 2 == 1)
        noted = (records.root / NOTE).exists()
        after = records.run(*NEXT)
        assert after.status == 0, after
        assert after.err.startswith("note: an earlier command") == noted, after
        assert after.err.count("\n") == noted
        assert_whole(records, before, acknowledged="(" in said)


WITH_ALL = "kill -9 -$(ps -o pgid= -p $$ | tr -d ' ')"
OPEN = ("open", "--title", "Broken", "--severity", "P2", "--service", "checkout")


class TestTheNextCommand:
    def test_says_in_one_line_what_it_found_and_did(self, records: RecordsRepository) -> None:
        self.kill(records, "pre-commit", "log", "42", "seen")
        done = records.run("ack", "42")
        assert done.status == 0
        assert done.err.startswith("note: an earlier command (INC-2026-0042: update, process ")
        assert done.err.count("\n") == 1
        assert "seen" not in records.record
        assert "**acknowledged**" in records.record
        assert records.read(f".git/incitrack/taken-back/{RECORD}").endswith("@maria: seen\n")

    def test_finds_the_number_of_an_open_that_was_killed_free_again(self, records: RecordsRepository) -> None:
        self.kill(records, "commit-msg", *OPEN)
        assert (records.root / "incidents/2026/INC-2026-0043.md").exists()
        assert records.done(*OPEN).startswith("INC-2026-0043 reported (")
        assert records.status == ""

    def test_finds_the_number_of_an_open_whose_commit_stands_taken(self, records: RecordsRepository) -> None:
        self.kill(records, "post-commit", *OPEN)
        assert records.done(*OPEN).startswith("INC-2026-0044 reported (")
        assert records.status == ""

    def test_leaves_all_as_it_is_in_a_dry_run_and_when_it_reads(self, records: RecordsRepository) -> None:
        self.kill(records, "pre-commit", "log", "42", "seen")
        before = (records.root / NOTE).read_bytes(), records.record
        assert records.run("show", "42").status == 0
        assert records.run("ack", "42", "--dry-run").status == 0
        assert ((records.root / NOTE).read_bytes(), records.record) == before

    def test_settles_also_where_it_is_refused_itself(self, records: RecordsRepository) -> None:
        self.kill(records, "pre-commit", "log", "42", "seen")
        assert records.run("verify", "42", "--at", "2026-11-20T14:00Z", "green").status == 4
        assert records.status == ""
        assert records.run("ack", "42").err == ""

    def kill(self, records: RecordsRepository, hook: str, *words: str) -> None:
        script = records.hook(hook, WITH_ALL)
        with records.started(*words) as process:
            process.communicate(timeout=60)
        assert process.returncode == -signal.SIGKILL
        script.unlink()


def test_a_command_ended_in_order_puts_everything_back_itself(records: RecordsRepository) -> None:
    """Ctrl-C reaches the command and its Git at once."""
    records.hook("pre-commit", "touch .git/started; sleep 30")
    with records.started("log", "42", "seen") as process:
        while not (records.root / ".git/started").exists() and process.poll() is None:
            time.sleep(0.01)
        with suppress(ProcessLookupError):  # it may have ended, and been waited for
            os.killpg(process.pid, signal.SIGINT)
        assert process.communicate(timeout=20)[1].strip() == "error: interrupted"
    assert process.returncode == 130
    assert records.status == ""
    assert not (records.root / NOTE).exists()

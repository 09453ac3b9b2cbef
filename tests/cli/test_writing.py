"""Writing beside what a person has under way, refused by a hook or by Git, and where it runs."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import incident_text
from tests.cli.ran import ran
from tests.cli.records_repository import POSTMORTEM, RECORD, RecordsRepository


class TestWhatWasThereBefore:
    def test_edits_by_hand_go_into_the_commit_and_are_said(self, records: RecordsRepository) -> None:
        records.write(RECORD, records.record.replace("EU customers", "all customers"))
        done = records.run("log", "42", "seen")
        assert done.status == 0
        assert f"edits of {RECORD} that were not committed" in done.err
        assert done.err.count("\n") == 1
        assert "+title: Checkout returns 502 for all customers" in records.git("show")
        assert records.status == ""

    def test_nothing_is_said_where_there_were_none(self, records: RecordsRepository) -> None:
        assert records.run("log", "42", "seen").err == ""

    def test_edits_by_hand_that_cannot_be_read_are_refused(self, records: RecordsRepository) -> None:
        records.write(RECORD, records.record.replace("severity: P2", "severty: P2"))
        assert f"{RECORD}:1:" in records.refused(3, "log", "42", "seen")

    def test_a_broken_record_is_refused_and_others_go_on(self, records: RecordsRepository) -> None:
        records.add(incident_text(id="INC-2026-0043").replace("status:", "state:"))
        records.commit()
        message = records.refused(3, "ack", "43")
        assert "incidents/2026/INC-2026-0043.md:" in message
        records.done("ack", "42")

    def test_a_conflict_in_the_record_is_refused(self, records: RecordsRepository) -> None:
        records.write(RECORD, records.record + "- `2026-11-20T14:20Z` **update** @maria: one\n")
        records.git("stash")
        records.write(RECORD, records.record + "- `2026-11-20T14:30Z` **update** @maria: two\n")
        records.commit()
        subprocess.run(["git", "stash", "pop"], cwd=records.root, capture_output=True, check=False)
        assert "a merge that conflicts is not settled here" in records.refused(3, "log", "42", "seen")

    def test_a_record_that_was_never_committed_is_committed_whole(self, records: RecordsRepository) -> None:
        records.add(incident_text(id="INC-2026-0043"))
        records.done("ack", "43")
        assert records.files_of() == ["incidents/2026/INC-2026-0043.md"]
        assert records.status == ""

    def test_a_link_in_a_records_place_is_refused(self, records: RecordsRepository, tmp_path: Path) -> None:
        outside = tmp_path / "outside.md"
        outside.write_text(incident_text(id="INC-2026-0043"))
        (records.root / "incidents/2026/INC-2026-0043.md").symlink_to(outside)
        before = outside.read_bytes()
        assert "symbolic link" in records.refused(3, "ack", "43")
        assert outside.read_bytes() == before

    def test_a_linked_folder_is_refused(self, records: RecordsRepository, tmp_path: Path) -> None:
        outside = tmp_path / "outside"
        outside.mkdir()
        (records.root / "incidents/2027").symlink_to(outside)
        words = ("open", "--title", "Broken", "--severity", "P2", "--service", "checkout")
        assert "symbolic link" in records.refused(5, *words, now="2027-01-01T00:00Z")
        assert list(outside.iterdir()) == []


class TestARefusal:
    def test_of_a_hook_shows_what_it_said_and_leaves_everything(self, records: RecordsRepository) -> None:
        records.write("notes.md", "mine\n")
        records.git("add", "notes.md")
        records.hook("pre-commit", "echo 'not on a Friday'; exit 1")
        before = records.state
        done = records.run("ack", "42")
        assert done.status == 5
        assert done.err.startswith("not on a Friday\nerror: ")
        assert RECORD in done.err
        assert records.state == before

    def test_of_a_hook_takes_a_new_record_away(self, records: RecordsRepository) -> None:
        records.hook("commit-msg", "exit 1")
        before = records.state
        words = ("open", "--title", "Broken", "--severity", "P2", "--service", "checkout")
        assert records.run(*words, now="2027-01-01T00:00Z").status == 5
        assert records.state == before
        assert not (records.root / "incidents/2027").exists()

    def test_of_a_hook_reaches_the_terminal_without_controls(self, records: RecordsRepository) -> None:
        records.hook("pre-commit", r"printf '\033]0;pwned\007\n' >&2; exit 1")
        assert "\x1b]" not in records.run("ack", "42").err

    def test_of_git_itself_is_said_in_three_lines(self, records: RecordsRepository) -> None:
        records.git("sparse-checkout", "set", "policies")
        message = records.refused(5, "open", "--title", "Broken", "--severity", "P2", "--service", "checkout")
        assert "incidents/2026/INC-2026-0043.md as before, nothing was committed" in message
        assert "git sparse-checkout add incidents" in message

    def test_of_the_signing_makes_no_unsigned_commit(self, records: RecordsRepository) -> None:
        records.git("config", "commit.gpgsign", "true")
        records.git("config", "gpg.program", "false")
        before = records.state
        assert records.run("ack", "42").status == 5
        assert records.state == before

    def test_in_the_middle_of_a_merge_names_it_and_reading_works(self, records: RecordsRepository) -> None:
        records.git("checkout", "--quiet", "-b", "side")
        records.write("notes.md", "side\n")
        records.commit()
        records.git("checkout", "--quiet", "main")
        records.write("notes.md", "main\n")
        records.commit()
        subprocess.run(["git", "merge", "side"], cwd=records.root, capture_output=True, check=False)
        message = records.refused(5, "ack", "42")
        assert "merge" in message
        assert "git merge --abort" in message
        assert records.run("list").status == 0

    def test_in_a_bare_repository_says_so(self, records: RecordsRepository, tmp_path: Path) -> None:
        records.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
        done = ran(tmp_path / "bare.git", "open", "--title", "x", "--severity", "P2", "--service", "checkout")
        assert done.status == 5
        assert "bare" in done.err


class TestWhereItRuns:
    def test_a_detached_head_commits_and_warns(self, records: RecordsRepository) -> None:
        records.git("checkout", "--quiet", "--detach")
        done = records.run("ack", "42")
        assert done.status == 0
        assert "detached" in done.err
        assert records.files_of() == [RECORD]

    def test_any_folder_of_the_repository_will_do(self, records: RecordsRepository) -> None:
        (records.root / "docs/deep").mkdir(parents=True)
        assert records.run("ack", "42", at="docs/deep").status == 0
        assert records.files_of() == [RECORD]

    def test_a_linked_work_tree_will_do(self, records: RecordsRepository, tmp_path: Path) -> None:
        records.git("worktree", "add", "--quiet", "-b", "side", str(tmp_path / "linked"))
        assert ran(tmp_path / "linked", "ack", "42").status == 0
        assert records.git("log", "-1", "--format=%s", "side").strip() == "INC-2026-0042: acknowledged"
        assert "status: reported" in records.record

    def test_a_hook_may_read(self, records: RecordsRepository) -> None:
        records.hook("pre-commit", f"{sys.executable} -m incitrack list > .git/listed")
        process = records.started("ack", "42")
        assert process.communicate(timeout=60)[1] == ""
        assert "INC-2026-0042" in records.read(".git/listed")

    def test_a_folder_that_is_not_there_is_wrong_usage(self, tmp_path: Path) -> None:
        assert ran(tmp_path / "nowhere", "ack", "42").status == 2

    @pytest.mark.parametrize("words", ["ack", "ack 42", "log 42 seen", "set 42 category network", "open"])
    def test_a_folder_outside_git_is_said_before_anything_else(self, tmp_path: Path, words: str) -> None:
        done = ran(tmp_path, *words.split())
        assert (done.status, list(tmp_path.iterdir())) == (5, [])
        assert "git init" in done.err


class TestOptions:
    def test_a_late_note_goes_to_its_place_and_the_diff_is_additions_only(
        self, records: RecordsRepository
    ) -> None:
        records.done("log", "42", "second", "--at", "2026-11-20T15:00Z")
        records.done("log", "42", "first", "--at", "2026-11-20T14:30:30+00:00")
        entries = [line for line in records.record.splitlines() if line.startswith("- `")]
        assert [entry.partition(": ")[2] for entry in entries][1:] == ["first", "second"]
        assert "- `2026-11-20T14:30:30Z`" in records.record
        shown = records.git("show", "--pretty=format:", "--unified=0").splitlines()
        assert [line for line in shown if line.startswith("-") and not line.startswith("---")] == []

    @pytest.mark.parametrize("time", ["14:05", "2026-11-20T14:05", "yesterday", "2026-13-01T00:00Z", "", "now\n"])
    def test_a_time_that_is_none_is_refused_with_the_way_to_write_it(
        self, records: RecordsRepository, time: str
    ) -> None:
        assert "--at" in records.refused(2, "log", "42", "seen", "--at", time)

    @pytest.mark.parametrize(
        "words",
        [
            "log 42 seen --at",
            "tell 42 told --to public --at",
            "set 42 category network --at",
            "open --title Broken --severity P2 --service checkout --at",
            "open --title Broken --severity P2 --service checkout --started-at",
            "resolve 42 --started-at",
            "set 42 started_at",
        ],
    )
    def test_a_moment_that_has_not_come_is_wrong_usage(self, records: RecordsRepository, words: str) -> None:
        message = records.refused(2, *words.split(), "2026-11-20T18:06+01:00")
        assert "2026-11-20T17:06Z has not come yet, it is 2026-11-20T17:00Z now" in message

    @pytest.mark.parametrize("words", ["log 42 seen --at", "set 42 started_at"])
    def test_a_clock_may_run_five_minutes_fast(self, records: RecordsRepository, words: str) -> None:
        assert records.run(*words.split(), "2026-11-20T18:05+01:00").err == ""

    def test_a_command_line_that_is_not_utf8_is_refused(self, records: RecordsRepository) -> None:
        for words in (
            ("log", "42", "caf\udce9"),
            ("open", "--title", "caf\udce9", "--severity", "P2", "--service", "checkout"),
            ("set", "42", "contact", "caf\udce9"),
        ):
            assert "UTF-8" in records.refused(2, *words)

    def test_nothing_to_change_makes_no_commit(self, records: RecordsRepository) -> None:
        records.done("set", "42", "category", "network")
        before = records.state
        done = records.run("set", "42", "category", "network")
        assert (done.status, records.state) == (0, before)
        assert "nothing to change" in done.out

    def test_a_dry_run_shows_controls_of_the_record_escaped(self, records: RecordsRepository) -> None:
        records.done("log", "42", "one \x1b]0;pwned\x07 line")
        assert "\x1b" not in records.done("log", "42", "two", "--dry-run")

    def test_output_to_a_pipe_is_plain(self, records: RecordsRepository) -> None:
        assert "\x1b" not in records.done("ack", "42")


def test_a_postmortem_and_its_incident_may_change_in_one_commit(records: RecordsRepository) -> None:
    records.write(
        POSTMORTEM,
        "---\nincident: INC-2026-0042\ntitle: The pool\nstatus: draft\nactions:\n"
        "  - {id: A1, title: Alert at 80%, owner: jdoe, due: 2026-12-01}\n---\n\n## Summary\n",
    )
    records.commit()
    records.done("action", "move", "42/A1", "2026-12-24", "The vendor is late.")
    assert sorted(records.files_of()) == [RECORD, POSTMORTEM]
    assert "A1 moved from 2026-12-01 to 2026-12-24: The vendor is late." in records.record
    assert records.status == ""


def test_a_hostile_author_changes_neither_message_nor_record(
    records: RecordsRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_AUTHOR_NAME", "--amend\n\nIncident: INC-2026-0001\x1b[2J")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "--Output=x y@evil.example\n<z>")
    before = records.commits
    records.done("ack", "42")
    assert records.commits == before + 1
    assert "**acknowledged** @--" not in records.record
    assert "**acknowledged** @output-x-y\n" in records.record
    assert records.message.count("Incident:") == 1


def test_hostile_branches_are_harmless(records: RecordsRepository) -> None:
    for name in ("--output=pwned.txt", "-m", "$(touch pwned)"):
        records.write(f".git/refs/heads/{name}", f"{records.head}\n")
    records.git("symbolic-ref", "HEAD", "refs/heads/-m")
    records.done("open", "--title", "Broken", "--severity", "P2", "--service", "checkout")
    assert records.status == ""


def test_a_git_folder_that_cannot_be_written_is_named(records: RecordsRepository) -> None:
    (records.root / ".git/incitrack").write_text("in the way")
    assert ".git/incitrack" in records.refused(5, "ack", "42")

"""What each command that writes does alike: one commit, a dry run, a refusal outside Git, its help."""

from pathlib import Path

import pytest

from tests.builders import incident_text
from tests.cli.ran import ran
from tests.cli.records_repository import RECORD, RecordsRepository

REPORT = "- `2026-11-20T14:10Z` **reported** @synthetics: Probe fails."
ACTION = "actions:\n  - {id: A1, title: Alert at 80%, owner: jdoe, due: 2026-12-01}"

# Each verb with the state it starts from, and the event that its subject and trailer name.
VERBS = {
    "ack 42": ({}, "acknowledged"),
    "start 42": ({}, "in-progress"),
    "mitigate 42": ({}, "mitigated"),
    "resolve 42": ({}, "resolved"),
    "close 42 --cause change": ({}, "closed"),
    "reopen 42": ({"status": "resolved", "more": "- `2026-11-20T15:00Z` **resolved** @maria"}, "reopened"),
    "log 42 seen": ({}, "update"),
    "log 42 done --kind decision": ({}, "decision"),
    "tell 42 told --to public": ({}, "public"),
    "tell 42 told --to tier-enterprise": ({}, "tier-enterprise"),
    "severity 42 P1 worse": ({}, "severity"),
    "assign 42 jdoe": ({}, "owner"),
    "role 42 commander jdoe": ({}, "role"),
    "handoff 42 --to jdoe done": ({}, "handoff"),
    "verify 42 green": ({}, "verified"),
    "amend 42 2026-11-20T14:10Z two": ({}, "amended"),
    "set 42 category network": ({}, "set"),
    "duplicate 42 41": ({}, "duplicate"),
    "dismiss 42 --as planned known": ({}, "decision"),
    "action add 42 Alert --owner jdoe --due 2026-12-01": ({}, "action"),
    "action start 42/A1": ({"actions": True}, "action"),
    "action done 42/A1": ({"actions": True}, "action"),
    "action move 42/A1 2026-12-24 late": ({"actions": True}, "update"),
    "action drop 42/A1 moot": ({"actions": True}, "action"),
    "open --title Broken --severity P2 --service checkout": ({}, "reported"),
}


def prepared(
    tmp_path: Path, status: str = "reported", more: str = "", *, actions: bool = False
) -> RecordsRepository:
    text = incident_text(
        status=status,
        owner="maria" if more else None,
        started_at="2026-11-20T14:00Z" if more else None,
        timeline=[REPORT, *([more] if more else [])],
    )
    if actions:
        text = text.replace("---\n\n", f"{ACTION}\n---\n\n", 1)
    return RecordsRepository(tmp_path / "records", [incident_text(id="INC-2026-0041"), text])


@pytest.mark.parametrize("verb", VERBS)
class TestEveryVerb:
    def test_makes_one_commit_of_one_file(self, tmp_path: Path, verb: str) -> None:
        given, event = VERBS[verb]
        records = prepared(tmp_path, **given)  # type: ignore[arg-type] # the rows of the table above
        records.write("notes.md", "mine\n")
        records.git("add", "notes.md")
        before = records.commits
        out = records.done(*verb.split())
        identifier = "INC-2026-0043" if verb.startswith("open") else "INC-2026-0042"
        assert records.commits == before + 1
        assert records.files_of() == [f"incidents/2026/{identifier}.md"]
        assert records.status == "A  notes.md\n"
        subject, _, *trailers = records.message.splitlines()
        assert subject.startswith(f"{identifier}: {event}")
        assert trailers == [f"Incident: {identifier}", f"Incident-Event: {event}"]
        short = records.git("rev-parse", "--short", "HEAD").strip()
        assert out.splitlines()[0].startswith(f"{identifier} {event}")
        assert f"({short})" in out.splitlines()[0]

    def test_changes_nothing_in_a_dry_run_whose_diff_git_can_apply(self, tmp_path: Path, verb: str) -> None:
        given, _ = VERBS[verb]
        records = prepared(tmp_path, **given)  # type: ignore[arg-type] # likewise
        before = records.state
        diff = records.done(*verb.split(), "--dry-run")
        assert records.state == before
        records.git("apply", "-", given=diff)
        applied = records.state[3]
        records.git("checkout", "--quiet", "--", ".")
        records.git("clean", "--quiet", "--force")
        records.done(*verb.split())
        assert records.state[3] == applied

    def test_refuses_outside_a_repository(self, tmp_path: Path, verb: str) -> None:
        given, _ = VERBS[verb]
        records = prepared(tmp_path, **given)  # type: ignore[arg-type] # likewise
        (records.root / ".git").rename(tmp_path / "elsewhere")
        before = (records.root / RECORD).read_bytes()
        done = ran(records.root, *verb.split())
        assert (done.status, done.out) == (5, "")
        assert "not in a Git repository" in done.err
        assert done.err.count("\n") <= 3
        assert (records.root / RECORD).read_bytes() == before
        assert len(list((records.root / "incidents/2026").iterdir())) == 2

    def test_writes_under_the_name_that_is_given(
        self, tmp_path: Path, verb: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        given, event = VERBS[verb]
        records = prepared(tmp_path, **given)  # type: ignore[arg-type] # likewise
        if verb.startswith("dismiss"):
            monkeypatch.setenv("INCITRACK_HANDLE", "kim")
            records.done(*verb.split())
        else:
            records.done(*verb.split(), "--as", "kim")
        added = [line for line in records.git("show", "--pretty=format:").splitlines() if line.startswith("+- `")]
        wrote = [line for line in added if "@kim" in line]
        assert wrote or event in {"set", "action"}

    def test_has_help_with_an_example_of_itself(self, tmp_path: Path, verb: str) -> None:
        words = verb.split()[: 2 if verb.startswith("action") else 1]
        done = ran(tmp_path, *words, "--help")
        assert done.status == 0
        assert f"Example: incitrack {' '.join(words)}" in " ".join(done.out.split())


WRITES_NO_ENTRY_OF_THE_TIMELINE = (
    "action add",
    "action start",
    "action done",
    "action drop",
    "open",
    "set",
    "tell",
)


@pytest.mark.parametrize("verb", [verb for verb in VERBS if not verb.startswith(WRITES_NO_ENTRY_OF_THE_TIMELINE)])
def test_a_timeline_without_a_report_takes_no_entry(tmp_path: Path, verb: str) -> None:
    detected = "- `2026-11-20T14:10Z` **detected** @synthetics"
    text = incident_text(timeline=[detected]).replace("---\n\n", f"{ACTION}\n---\n\n", 1)
    records = RecordsRepository(tmp_path / "records", [incident_text(id="INC-2026-0041"), text])
    message = records.refused(4, *verb.split())
    assert "no reported entry" in message
    assert f"under ## Timeline of {RECORD}" in message
    assert "- `TIME` **reported** @HANDLE: TEXT" in message


def test_a_report_added_by_hand_lets_the_timeline_go_on(tmp_path: Path) -> None:
    records = RecordsRepository(tmp_path / "records", [incident_text(timeline=[])])
    records.refused(4, "log", "42", "seen")
    records.write(RECORD, incident_text(timeline=[REPORT]))
    records.done("log", "42", "seen")

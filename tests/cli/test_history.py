"""`incitrack history`: each change once, of the commit that first made it, over real repositories."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.builders import ACKNOWLEDGED, REPORTED, incident_text
from tests.cli.records_repository import RECORD, RecordsRepository

UPDATE = "- `2026-11-20T14:31Z` **update** @jdoe: Errors at 31%."
TEXT = incident_text(timeline=[REPORTED, ACKNOWLEDGED, UPDATE], status="acknowledged", owner="maria")


@pytest.fixture
def repository(tmp_path: Path) -> RecordsRepository:
    """A repository with an incident of three entries in its first commit."""
    return RecordsRepository(tmp_path / "records", [TEXT])


def told(repository: RecordsRepository, identifier: str = "42", at: str = ".") -> list[dict[str, Any]]:
    ran = repository.run("history", identifier, "--json", at=at)
    assert ran.status == 0, ran
    found = json.loads(ran.out)
    assert isinstance(found, list)
    return found


def since(repository: RecordsRepository, commit: str, identifier: str = "42") -> list[dict[str, Any]]:
    """What is told behind a commit's own changes."""
    items = told(repository, identifier)
    last = max(index for index, item in enumerate(items) if item["commit"] == commit)
    return items[last + 1 :]


def change(repository: RecordsRepository, old: str, new: str, message: str = "a change") -> str:
    assert old in repository.record
    repository.write(RECORD, repository.record.replace(old, new))
    return repository.commit(message)


def test_the_first_commit_brings_every_field_and_every_entry(repository: RecordsRepository) -> None:
    items = told(repository)
    assert {item["commit"] for item in items} == {repository.head}
    assert {item["field"]: item["new"] for item in items if item["entry"] is None} == {
        "id": "INC-2026-0042",
        "title": "Checkout returns 502 for EU customers",
        "severity": "P2",
        "status": "acknowledged",
        "services": ["checkout"],
        "owner": "maria",
    }
    entries = [item for item in items if item["entry"] is not None]
    assert [item["entry"]["kind"] for item in entries] == ["reported", "acknowledged", "update"]
    assert entries[2] == {
        "commit": repository.head,
        "author": "Maria López",
        "email": "maria@example.org",
        "at": entries[2]["at"],
        "field": "timeline",
        "old": None,
        "new": entries[2]["entry"],
        "entry": {"at": "2026-11-20T14:31:00Z", "kind": "update", "by": "jdoe", "text": "Errors at 31%."},
    }


def test_a_field_and_its_entry_are_two_items_of_one_commit(repository: RecordsRepository) -> None:
    first = repository.head
    repository.done("severity", "42", "P1", "payments fail")
    field, entry = since(repository, first)
    assert (field["field"], field["old"], field["new"], field["entry"]) == ("severity", "P2", "P1", None)
    assert (entry["field"], entry["entry"]["kind"]) == ("timeline", "severity")
    assert field["commit"] == entry["commit"] == repository.head


def test_times_are_the_author_s(repository: RecordsRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    first = repository.head
    monkeypatch.setenv("GIT_AUTHOR_DATE", "2026-11-20T15:00:00+01:00")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Kim")
    repository.done("log", "42", "A second look.")
    (item,) = since(repository, first)
    assert (item["at"], item["author"]) == ("2026-11-20T14:00:00Z", "Kim")


def test_altered_and_removed_entries_are_told_as_such(repository: RecordsRepository) -> None:
    first = repository.head
    change(repository, "31%", "13%")
    change(repository, "- `2026-11-20T14:31Z` **update** @jdoe: Errors at 13%.\n", "")
    altered, removed = since(repository, first)
    assert (altered["old"]["text"], altered["new"]["text"]) == ("Errors at 31%.", "Errors at 13%.")
    assert altered["entry"] == altered["new"]
    assert (removed["old"]["text"], removed["new"], removed["entry"]["text"]) == (
        "Errors at 13%.",
        None,
        "Errors at 13%.",
    )
    change(repository, f"{ACKNOWLEDGED}\n", f"{ACKNOWLEDGED}\n{UPDATE}\n")
    assert told(repository)[-1]["new"]["text"] == "Errors at 31%."


def test_a_merge_is_credited_with_nothing_that_its_sides_brought(repository: RecordsRepository) -> None:
    first = repository.head
    repository.git("checkout", "--quiet", "-b", "side")
    theirs = change(repository, "severity: P2", "severity: P1")
    repository.git("checkout", "--quiet", "main")
    ours = change(repository, f"{UPDATE}\n", f"{UPDATE}\n- `2026-11-20T14:40Z` **update** @kim: Here.\n")
    repository.git("merge", "--quiet", "--no-edit", "side")
    items = since(repository, first)
    assert [(item["commit"], item["field"]) for item in items] == [(theirs, "severity"), (ours, "timeline")]


def test_what_a_merge_made_itself_is_credited_to_it(repository: RecordsRepository) -> None:
    repository.git("checkout", "--quiet", "-b", "side")
    change(repository, "severity: P2", "severity: P1")
    repository.git("checkout", "--quiet", "main")
    change(repository, "severity: P2", "severity: P3")
    subprocess.run(["git", "merge", "side"], cwd=repository.root, capture_output=True, check=False)
    repository.write(RECORD, TEXT.replace("severity: P2", "severity: P4").replace(f"{UPDATE}\n", ""))
    merge = repository.commit("by hand")
    own = [(item["field"], item["old"], item["new"]) for item in told(repository) if item["commit"] == merge]
    assert own[0] == ("severity", "P3", "P4")
    assert [(field, new) for field, _, new in own[1:]] == [("timeline", None)]


def test_one_entry_that_was_picked_onto_both_branches_is_told_once(repository: RecordsRepository) -> None:
    first = repository.head
    repository.git("checkout", "--quiet", "-b", "side")
    repository.done("log", "42", "The same.")
    repository.git("checkout", "--quiet", "main")
    repository.add(incident_text(id="INC-2026-0043"))
    repository.commit("apart")
    repository.git("cherry-pick", "side")
    repository.git("merge", "--quiet", "--no-edit", "side")
    assert len(since(repository, first)) == 1


def test_a_record_is_followed_to_where_a_commit_took_it_from(repository: RecordsRepository) -> None:
    (repository.root / "incidents/2026/INC-2026-0050.md").parent.mkdir(exist_ok=True)
    first = repository.head
    repository.git("mv", RECORD, "incidents/2026/INC-2026-0050.md")
    repository.write("incidents/2026/INC-2026-0050.md", TEXT.replace("0042", "0050"))
    moved = repository.commit("renumbered")
    items = told(repository, "50")
    assert items[0]["commit"] == first
    (item,) = [item for item in items if item["commit"] == moved]
    assert (item["field"], item["old"], item["new"]) == ("id", "INC-2026-0042", "INC-2026-0050")


def test_a_record_that_was_copied_has_a_history_of_its_own(repository: RecordsRepository) -> None:
    repository.add(TEXT.replace("0042", "0050"))
    copied = repository.commit("copied")
    assert {item["commit"] for item in told(repository, "50")} == {copied}


def test_a_removed_record_is_found_by_its_full_id(repository: RecordsRepository) -> None:
    repository.git("rm", "--quiet", RECORD)
    gone = repository.commit("gone")
    items = [item for item in told(repository, "INC-2026-0042") if item["commit"] == gone]
    assert {item["new"] for item in items} == {None}
    assert len([item for item in items if item["entry"]]) == 3
    assert repository.run("history", "INC-2026-0099").status == 2
    assert repository.run("history", "42").status == 2


def test_a_version_that_cannot_be_read_is_passed_over_and_named(repository: RecordsRepository) -> None:
    first = repository.head
    broken = change(repository, "title:", "title: [")
    mended = change(repository, "title: [ Checkout", "title: Checkouts")
    ran = repository.run("history", "42", "--json")
    items = [item for item in json.loads(ran.out) if item["commit"] != first]
    assert [(item["commit"], item["field"]) for item in items] == [(mended, "title")]
    assert items[0]["old"] == "Checkout returns 502 for EU customers"
    assert ran.err.startswith(broken[:10])


def test_the_text_has_a_line_for_each_change_and_no_control_character(repository: RecordsRepository) -> None:
    change(
        repository,
        "@jdoe: Errors at 31%.\n",
        "@jdoe: Errors at 31%.\n- `2026-11-20T14:40Z` **update** @kim: a\x1b[2Jb\n  ```\n  c\n  ```\n",
    )
    repository.done("severity", "42", "P1", "payments fail")
    lines = repository.done("history", "42").splitlines()
    assert len(lines) == len(told(repository))
    assert "\x1b" not in "".join(lines)
    assert lines[-3].endswith("timeline: 2026-11-20T14:40Z update @kim: a\\u001b[2Jb ``` c ```")
    assert lines[-2].startswith(repository.head[:10])
    assert lines[-2].endswith("Maria López  severity: P2 -> P1")


def test_settings_of_the_log_change_nothing(repository: RecordsRepository) -> None:
    repository.done("log", "42", "A second look.")
    known = told(repository)
    for setting in (
        "log.follow=true",
        "log.showSignature=true",
        "log.date=relative",
        "diff.renames=copies",
        "color.ui=always",
    ):
        key, _, value = setting.partition("=")
        repository.git("config", key, value)
    assert told(repository) == known


def test_a_shallow_clone_says_that_its_history_is_cut(repository: RecordsRepository) -> None:
    repository.done("log", "42", "A second look.")
    repository.git("clone", "--quiet", "--depth", "1", f"file://{repository.root}", str(repository.root / "cut"))
    ran = repository.run("history", "42", "--json", at="cut")
    assert ran.status == 0
    assert "shallow" in ran.err
    assert len([item for item in json.loads(ran.out) if item["entry"]]) == 4


def test_a_record_that_is_not_committed_has_no_history_yet(repository: RecordsRepository) -> None:
    repository.add(incident_text(id="INC-2026-0043"))
    assert told(repository, "43") == []


def test_outside_of_a_repository_it_says_so(tmp_path: Path, repository: RecordsRepository) -> None:
    (tmp_path / "plain/incidents/2026").mkdir(parents=True)
    (tmp_path / "plain" / RECORD).write_text(TEXT)
    ran = repository.run("history", "42", at="../plain")
    assert (ran.status, ran.out) == (5, "")

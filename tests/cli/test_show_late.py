"""`incitrack show` on entries that were written down long after they happened, by the history of real repositories."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from incitrack.records.one_record import read_incident
from incitrack.store.git import Git
from incitrack.store.recorded_times import recorded_times
from incitrack.store.recorded_walk import all_recorded_times
from tests.builders import REPORTED, incident_text
from tests.cli.records_repository import RECORD, RecordsRepository

LATE = "written down 3 h later"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RecordsRepository:
    """A repository whose incident was written down as it was reported."""
    written(monkeypatch, "14:10")
    return RecordsRepository(tmp_path / "records")


def written(monkeypatch: pytest.MonkeyPatch, clock: str) -> None:
    """Have the commits from now on be of that time of 20 November."""
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_DATE", f"2026-11-20T{clock}:00Z")


def late(repository: RecordsRepository, at: str = ".") -> list[str]:
    """What `show` says of late entries."""
    ran = repository.run("show", "42", at=at)
    assert ran.status == 0, ran
    return [line.strip() for line in ran.out.splitlines() if "written down" in line]


def test_an_entry_that_was_committed_hours_later_says_so_under_its_text(
    repository: RecordsRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(monkeypatch, "17:20")
    repository.done("log", "42", "Noted late.", "--at", "2026-11-20T14:20Z", now="2026-11-20T17:20Z")
    lines = repository.done("show", "42").splitlines()
    (index,) = [index for index, line in enumerate(lines) if line.endswith("Noted late.")]
    assert lines[index + 1].strip() == LATE


@pytest.mark.parametrize(("clock", "said"), [("14:35", []), ("14:36", ["written down 16 min later"])])
def test_what_is_written_down_within_a_quarter_of_an_hour_is_not_late(
    repository: RecordsRepository, monkeypatch: pytest.MonkeyPatch, clock: str, said: list[str]
) -> None:
    written(monkeypatch, clock)
    repository.done("log", "42", "A note.", "--at", "2026-11-20T14:20Z")
    assert late(repository) == said


def test_a_later_commit_does_not_make_an_entry_late(
    repository: RecordsRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(monkeypatch, "17:20")
    repository.done("set", "42", "tags", "database")
    repository.write(RECORD, repository.record.replace("\n", "\r\n"))
    repository.commit("line ends")
    assert late(repository) == []


def test_the_time_is_that_of_the_commit_that_first_had_it_wherever_it_was_merged(
    repository: RecordsRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.git("checkout", "--quiet", "-b", "side")
    repository.done("log", "42", "In time.", "--at", "2026-11-20T14:12Z")
    written(monkeypatch, "17:12")
    repository.done("log", "42", "Late.", "--at", "2026-11-20T14:12Z", now="2026-11-20T17:12Z")
    repository.git("checkout", "--quiet", "main")
    repository.add(incident_text(id="INC-2026-0043"))
    repository.commit()
    written(monkeypatch, "19:00")
    repository.git("merge", "--quiet", "--no-edit", "side")
    assert late(repository) == [LATE]


def test_what_is_not_committed_yet_is_not_late_yet(repository: RecordsRepository) -> None:
    repository.write(RECORD, repository.record + "- `2026-11-20T14:20Z` **update** @kim: By hand.\n")
    assert late(repository) == []


def test_a_message_that_was_noted_late_says_so_too(
    repository: RecordsRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(monkeypatch, "17:20")
    repository.done(
        "tell", "42", "We know.", "--to", "public", "--at", "2026-11-20T14:20Z", now="2026-11-20T17:20Z"
    )
    assert late(repository) == [LATE]


def test_a_shallow_clone_and_a_plain_folder_know_of_no_lateness(
    repository: RecordsRepository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    written(monkeypatch, "17:20")
    repository.done("log", "42", "Noted late.", "--at", "2026-11-20T14:20Z", now="2026-11-20T17:20Z")
    repository.git("clone", "--quiet", "--depth", "1", f"file://{repository.root}", str(tmp_path / "cut"))
    assert late(repository, "../cut") == []
    repository.git("checkout-index", "--all", f"--prefix={tmp_path}/plain/")
    assert late(repository, "../plain") == []


def test_the_json_of_an_entry_stays_as_it_was(repository: RecordsRepository) -> None:
    (entry,) = json.loads(repository.done("show", "42", "--json"))["timeline"]
    assert set(entry) == {"at", "kind", "by", "text"}


def test_one_walk_over_the_archive_says_the_same_as_the_records_one_by_one(
    repository: RecordsRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.add(incident_text(id="INC-2026-0043", timeline=[REPORTED]))
    repository.commit()
    written(monkeypatch, "15:00")
    repository.done("log", "42", "One.")
    repository.done("log", "43", "Two.")
    repository.git("mv", "incidents/2026/INC-2026-0043.md", "incidents/2026/INC-2026-0044.md")
    written(monkeypatch, "16:00")
    repository.write(
        "incidents/2026/INC-2026-0044.md",
        repository.read("incidents/2026/INC-2026-0044.md").replace("0043", "0044"),
    )
    repository.commit("renumbered")
    git = Git(repository.root)
    every = all_recorded_times(git, repository.head, lambda _done, _all: None)
    assert every
    for identifier in ("INC-2026-0042", "INC-2026-0044"):
        incident = read_incident(repository.root, identifier).incident
        one = recorded_times(git, identifier, incident.timeline)
        assert len(one) == 2
        assert {entry: every.of(identifier, entry) for entry in one} == one
        assert one[incident.timeline[1]] == datetime(2026, 11, 20, 15, tzinfo=UTC)

"""Late entries on the pages of a site, by the history of a real repository."""

import re
import shutil
from pathlib import Path

import pytest

from incitrack.records.cache_file import load, store
from incitrack.records.recorded_times import RecordedTimes
from tests.builders import ACKNOWLEDGED, REPORTED, RESOLVED, incident_text, write_incident
from tests.cli.records_repository import RecordsRepository

LATE = "written down 3 h later"
CLOSED = "- `2026-11-20T16:50Z` **closed** @maria: Done."


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RecordsRepository:
    """A repository with two incidents, of which one has an entry and a message that were written down late."""
    written(monkeypatch, "14:15")
    texts = [
        incident_text(timeline=[REPORTED, ACKNOWLEDGED], status="acknowledged", owner="maria"),
        incident_text(id="INC-2026-0043"),
    ]
    made = RecordsRepository(tmp_path / "records", texts, files={".gitignore": "/site/\n"})
    written(monkeypatch, "17:20")
    made.done("log", "42", "Noted late.", "--at", "2026-11-20T14:20Z", now="2026-11-20T17:20Z")
    made.done("tell", "42", "Told late.", "--to", "public", "--at", "2026-11-20T14:20Z", now="2026-11-20T17:20Z")
    return made


def written(monkeypatch: pytest.MonkeyPatch, clock: str) -> None:
    """Have the commits from now on be of that time of 20 November."""
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_DATE", f"2026-11-20T{clock}:00Z")


def page(repository: RecordsRepository, identifier: str) -> str:
    repository.done("build", now="2026-11-20T18:00Z")
    return repository.read(f"site/incidents/{identifier}/index.html")


def test_a_late_entry_and_a_late_message_say_so_and_no_other(repository: RecordsRepository) -> None:
    html = page(repository, "INC-2026-0042")
    timeline = html[html.index('class="timeline"') :]
    entry = timeline[timeline.index("Noted late.") :]
    assert LATE in entry[: entry.index("</li>")]
    assert "written down" not in timeline[: timeline.index("Noted late.")]
    assert LATE in html[html.index('class="communications"') :]
    assert "written down" not in page(repository, "INC-2026-0043")


def test_what_one_commit_wrote_down_of_an_old_incident_is_said_once_and_the_exceptions_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(monkeypatch, "14:15")
    timeline = [entry.replace("2026-11-20", "2023-01-14") for entry in (REPORTED, ACKNOWLEDGED, RESOLVED, CLOSED)]
    told = ["- `2023-01-14T14:20Z` **public** @maria: We look."]
    text = incident_text(status="closed", owner="maria", timeline=timeline, communications=told)
    folder = RecordsRepository(tmp_path / "records", [text], files={".gitignore": "/site/\n"})
    written(monkeypatch, "17:20")
    folder.done("log", "42", "Noted late.", "--at", "2026-09-15T14:20Z", now="2026-11-20T17:20Z")

    html = page(folder, "INC-2026-0042")

    day = '<time datetime="2026-11-20">20 November 2026</time>'
    assert f'<span class="zone">UTC</span><span class="together"> · 4 written down together on {day}' in html
    assert f'outside the response<span class="together"> · written down together on {day}' in html
    assert html.count('title="written down 4 years later"') == 5
    assert re.findall(r"written down [^<\"]*later(?=<)", html) == ["written down 2 months later"]


def test_a_second_build_gives_the_same_bytes_and_a_new_commit_new_ones(
    repository: RecordsRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = page(repository, "INC-2026-0042")
    assert page(repository, "INC-2026-0042") == first
    written(monkeypatch, "17:50")
    repository.done("log", "43", "Another.", "--at", "2026-11-20T14:20Z", now="2026-11-20T17:50Z")
    assert "written down 3 h 30 min later" in page(repository, "INC-2026-0043")


def test_what_was_written_down_after_the_moment_of_the_build_is_said_by_later_builds_alone(
    repository: RecordsRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(monkeypatch, "19:50")
    timeline = [REPORTED, ACKNOWLEDGED, RESOLVED, CLOSED]
    unlike = {
        "title": "Mails are late",
        "services": "[mail]",
    }  # no open one is shown beside it, which tells the time
    text = incident_text(id="INC-2026-0044", status="closed", owner="maria", timeline=timeline, **unlike)
    write_incident(repository.root, text, id="INC-2026-0044")
    repository.git("add", ".")
    repository.git("commit", "-qm", "Bring one along")
    assert "written down" not in page(repository, "INC-2026-0044")

    repository.done("build", now="2026-11-20T20:00Z")

    assert "written down" in repository.read("site/incidents/INC-2026-0044/index.html")
    assert "written down" not in page(repository, "INC-2026-0044")  # as of before again


@pytest.mark.parametrize("kept", ["cut", "of another form", "of another version"])
def test_a_kept_answer_that_cannot_be_read_is_found_anew(repository: RecordsRepository, kept: str) -> None:
    first = page(repository, "INC-2026-0042")
    file = repository.root / ".git/incitrack/recorded.cache"
    match kept:
        case "cut":
            file.write_bytes(file.read_bytes()[:-40])
        case "of another form":
            store(file, (repository.head, {"INC-2026-0042": {}}))
        case _:
            file.write_bytes(b"9.9" + file.read_bytes())
    shutil.rmtree(repository.root / "site")
    assert page(repository, "INC-2026-0042") == first
    assert isinstance(load(file), RecordedTimes)


def test_before_the_first_commit_nothing_is_late(tmp_path: Path) -> None:
    folder = RecordsRepository(tmp_path / "new")
    folder.git("checkout", "--quiet", "--orphan", "unborn")
    assert folder.run("build", now="2026-11-20T18:00Z").status == 0
    assert "written down" not in folder.read("site/incidents/INC-2026-0042/index.html")


def test_a_plain_folder_and_a_shallow_clone_have_no_late_entries(
    repository: RecordsRepository, tmp_path: Path
) -> None:
    repository.git("checkout-index", "--all", f"--prefix={tmp_path}/plain/")
    repository.git("clone", "--quiet", "--depth", "1", f"file://{repository.root}", str(tmp_path / "cut"))
    for name in ("plain", "cut"):
        assert repository.run("build", now="2026-11-20T18:00Z", at=f"../{name}").status == 0
        assert "written down" not in (tmp_path / name / "site/incidents/INC-2026-0042/index.html").read_text()


def test_a_clone_that_was_shallow_knows_once_it_has_its_history(
    repository: RecordsRepository, tmp_path: Path
) -> None:
    repository.git("clone", "--quiet", "--depth", "1", f"file://{repository.root}", str(tmp_path / "cut"))
    assert repository.run("build", now="2026-11-20T18:00Z", at="../cut").status == 0
    repository.git("-C", str(tmp_path / "cut"), "fetch", "--quiet", "--unshallow")
    assert repository.run("build", now="2026-11-20T18:00Z", at="../cut").status == 0
    assert LATE in (tmp_path / "cut/site/incidents/INC-2026-0042/index.html").read_text()


def test_a_clone_that_is_shallow_says_so_and_what_to_do(repository: RecordsRepository, tmp_path: Path) -> None:
    repository.git("clone", "--quiet", "--depth", "1", f"file://{repository.root}", str(tmp_path / "cut"))
    assert_said(repository, "../cut", "shallow", "git fetch --unshallow", "fetch-depth: 0")


def test_a_repository_of_somebody_else_says_so_and_what_to_do(
    repository: RecordsRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert_said(repository, ".", "dubious ownership", "git config --global --add safe.directory")


def test_a_machine_without_git_says_so(
    repository: RecordsRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert_said(repository, ".", "git could not be started", "on the PATH")


def test_a_partial_clone_whose_remote_is_gone_says_so(repository: RecordsRepository, tmp_path: Path) -> None:
    repository.git("config", "uploadpack.allowFilter", "true")
    origin = f"file://{repository.root}"
    repository.git("clone", "--quiet", "--filter=blob:none", origin, str(tmp_path / "part"))
    repository.git("-C", str(tmp_path / "part"), "remote", "set-url", "origin", "file:///nowhere")
    assert_said(repository, "../part", "/nowhere", "partial clone", "git fetch --refetch")


def test_where_there_is_no_git_and_before_the_first_commit_nothing_is_said(
    repository: RecordsRepository, tmp_path: Path
) -> None:
    repository.git("checkout-index", "--all", f"--prefix={tmp_path}/plain/")
    assert repository.run("build", at="../plain").err == ""
    repository.git("checkout", "--quiet", "--orphan", "unborn")
    assert repository.run("build").err == ""


def assert_said(repository: RecordsRepository, at: str, *words: str) -> None:
    """The site is built, and one line says that nothing is known of what was late, why, and what to do."""
    ran = repository.run("build", now="2026-11-20T18:00Z", at=at)
    assert ran.status == 0
    assert ran.err.startswith("warning: no entry says that it was written down late")
    assert ran.err.count("\n") == 1
    assert [word for word in words if word not in ran.err] == []

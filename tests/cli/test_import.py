"""`incitrack import cstate` in real repositories."""

import json
from collections import Counter
from pathlib import Path

import pytest

from incitrack.cli.main import run
from incitrack.model.entry import Kind
from incitrack.records.archive import read_archive
from tests.git_folder import GitFolder
from tests.importers.cstate_files import issue_text, write_issues

NOW = ("--now", "2026-11-20T17:00Z")


@pytest.fixture
def repository(tmp_path: Path) -> GitFolder:
    folder = GitFolder(tmp_path / "records")
    run(["-C", str(folder.root), "init"])
    folder.commit()
    return folder


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return write_issues(
        tmp_path / "page",
        one=issue_text(date="2024-05-01", affected="[Till, Shop]"),
        two=issue_text(date="2024-05-02", severity="notice", resolved="false", resolvedWhen=None),
    )


def bring(repository: GitFolder, page: Path, *options: str) -> int:
    return run(["-C", str(repository.root), *NOW, "import", "cstate", str(page), *options])


def test_everything_comes_in_with_one_commit(repository: GitFolder, page: Path) -> None:
    before = repository.commits
    assert bring(repository, page) == 0
    assert repository.commits == before + 1
    assert repository.files_of() == [
        "incidents/2024/INC-2024-0001.md",
        "incidents/2024/INC-2024-0002.md",
        "policies/services.yaml",
    ]
    assert repository.message == (
        "INC-2024-0001: imported with 1 more from cState\n\nIncident: INC-2024-0001\nIncident-Event: imported\n"
    )
    assert repository.status == ""


def test_the_records_say_what_the_issues_say(repository: GitFolder, page: Path) -> None:
    bring(repository, page)
    first, second = (record.incident for record in read_archive(repository.root).incidents)
    assert (first.severity, first.services, first.owner) == ("P1", ("till", "shop"), "maria")
    assert [entry.kind for entry in first.timeline] == [Kind.REPORTED, Kind.RESOLVED]
    assert (second.severity, second.is_open) == ("P3", True)


def test_what_came_in_is_said_with_what_comes_next(
    repository: GitFolder, page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bring(repository, page)
    said = capsys.readouterr().out
    assert "2 incidents: 1 P1, 1 P3\n" in said
    assert "new in policies/services.yaml: shop, till\n" in said
    assert "  since: 2024-05-03\n" in said
    assert said.endswith("Next: incitrack check\n")


def test_run_again_it_changes_nothing(
    repository: GitFolder, page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bring(repository, page)
    before = repository.head
    capsys.readouterr()
    assert bring(repository, page) == 0
    assert repository.head == before
    assert capsys.readouterr().out == "Nothing new: 2 incidents of this source are here already.\n"


def test_later_it_brings_only_what_is_new(repository: GitFolder, page: Path) -> None:
    bring(repository, page)
    write_issues(page, three=issue_text(date="2024-04-01", affected="[Till]"))
    assert bring(repository, page) == 0
    assert repository.files_of() == ["incidents/2024/INC-2024-0003.md"]


def test_numbers_go_on_behind_those_of_other_branches(repository: GitFolder, page: Path) -> None:
    repository.git("checkout", "--quiet", "-b", "other")
    repository.write("incidents/2024/INC-2024-0041.md", "taken")
    repository.commit()
    repository.git("checkout", "--quiet", "main")
    bring(repository, page)
    assert [record.id for record in read_archive(repository.root).incidents] == ["INC-2024-0042", "INC-2024-0043"]


def test_what_is_staged_elsewhere_stays_staged(repository: GitFolder, page: Path) -> None:
    repository.write("notes.txt", "mine")
    repository.git("add", "notes.txt")
    bring(repository, page)
    assert repository.status == "A  notes.txt\n"


def test_a_broken_file_stops_nothing_and_is_named(
    repository: GitFolder, page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_issues(page, broken="---\ntitle: a: b\n---\n", toml="+++\ntitle = 'x'\n+++\n")
    assert bring(repository, page) == 0
    assert len(read_archive(repository.root).incidents) == 2
    said = capsys.readouterr().err
    assert "left out broken.md: YAML cannot read this" in said
    assert "left out toml.md: its front matter is TOML" in said


def test_controls_of_a_source_never_reach_the_terminal(
    repository: GitFolder, page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_issues(page, **{"\x1b]0;x\x07": issue_text(severity='"\\e[31m"', affected=None), "\x1b[2J": "text"})
    bring(repository, page)
    said = "".join(capsys.readouterr())
    assert "\\u001b" in said
    assert "\x1b" not in said


def test_a_page_without_an_issue_is_said_and_leaves_1(
    repository: GitFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bring(repository, write_issues(tmp_path / "none", readme="text")) == 1
    assert "holds no incident" in capsys.readouterr().err


def test_a_dry_run_prints_a_patch_and_changes_nothing(
    repository: GitFolder, page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = repository.head
    assert bring(repository, page, "--dry-run") == 0
    assert (repository.head, repository.status) == (before, "")
    repository.git("apply", given=capsys.readouterr().out)
    assert len(read_archive(repository.root).incidents) == 2


def test_the_options_decide_what_the_source_does_not_say(repository: GitFolder, page: Path) -> None:
    write_issues(page, three=issue_text(date="2024-05-03 12:00", affected=None, severity="odd", resolvedWhen="2024-05-03 13:00"))  # fmt: skip
    options = ("--service", "site", "--owner", "kim", "--map", "notice=low", "--default-severity", "P2")
    assert bring(repository, page, *options, "--timezone", "Europe/Warsaw") == 0
    records = {r.incident.references["cstate"]: r.incident for r in read_archive(repository.root).incidents}
    assert (records["three.md"].services, records["three.md"].severity) == (("site",), "P2")
    assert records["two.md"].severity == "P4"
    assert {incident.owner for incident in records.values()} == {"kim"}
    assert f"{records['three.md'].started_at:%H:%M}" == "10:00"


@pytest.mark.parametrize(
    "options",
    [("--owner", "Kim!"), ("--service", "The Till"), ("--map", "down"), ("--map", "down=P9"), ("--as", "Kim!"),
     ("--default-severity", "P9"), ("--timezone", "Mars/Olympus"), ("--timezone", "../etc/passwd")],
)  # fmt: skip
def test_an_option_without_a_meaning_is_wrong_usage(
    repository: GitFolder, page: Path, options: tuple[str, str]
) -> None:
    before = repository.head
    assert bring(repository, page, *options) == 2
    assert (repository.head, repository.status) == (before, "")


def test_an_owner_whom_the_catalogue_does_not_know_is_wrong_usage(repository: GitFolder, page: Path) -> None:
    repository.write("policies/services.yaml", "people:\n  kim: {}\n")
    assert bring(repository, page) == 2
    assert bring(repository, page, "--owner", "kim") == 0


def test_what_is_no_folder_is_wrong_usage(repository: GitFolder) -> None:
    assert bring(repository, Path("nowhere")) == 2


def test_an_unknown_source_is_wrong_usage(repository: GitFolder, page: Path) -> None:
    assert run(["-C", str(repository.root), "import", "excel", str(page)]) == 2


def test_the_folder_is_looked_for_from_where_the_command_runs(repository: GitFolder, page: Path) -> None:
    assert bring(repository, Path("../page")) == 0


def test_without_a_severity_policy_nothing_can_be_imported(
    tmp_path: Path, page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bring(GitFolder(tmp_path / "bare"), page) == 3
    assert "incitrack init" in capsys.readouterr().err


def test_outside_a_repository_nothing_is_written(tmp_path: Path, page: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert run(["-C", str(tmp_path / "folder"), "import", "cstate", str(page)]) == 5
    assert list((tmp_path / "folder").iterdir()) == []


def test_a_refused_commit_leaves_everything_as_it_was(repository: GitFolder, page: Path) -> None:
    repository.hook("pre-commit", "exit 1")
    before = repository.head
    assert bring(repository, page) == 5
    assert (repository.head, repository.status) == (before, "")


def history_spared(repository: GitFolder, page: Path, capsys: pytest.CaptureFixture[str], *options: str) -> None:
    """Import a page and put into the policy what the import says."""
    assert bring(repository, page, *options) == 0
    since = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("  since: ")).strip()
    text = repository.read("policies/severity.yaml").replace("# since: 2026-01-01\n", f"{since}\n")
    repository.write("policies/severity.yaml", text)


def findings(repository: GitFolder, capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    run(["-C", str(repository.root), *NOW, "check", "--format", "json"])
    found: list[dict[str, str]] = json.loads(capsys.readouterr().out)["findings"]
    return [each for each in found if each["level"] == "error"]


@pytest.mark.real_data
def test_check_names_the_faults_of_a_large_page_and_nothing_else(
    repository: GitFolder, real_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    history_spared(repository, real_data / "jenkins-status", capsys)
    found = findings(repository, capsys)
    assert Counter(each["code"] for each in found) == {"INC105": 3, "INC112": 3, "INC005": 4}
    assert len({each["path"] for each in found}) == 7


@pytest.mark.real_data
def test_with_a_service_for_those_without_one_every_issue_is_listed(
    repository: GitFolder, real_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    history_spared(repository, real_data / "jenkins-status" / "content", capsys, "--service", "jenkins")
    assert {each["code"] for each in findings(repository, capsys)} == {"INC105", "INC112"}
    assert run(["-C", str(repository.root), "list", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 177


@pytest.mark.real_data
def test_the_examples_of_the_format_have_one_fault(
    repository: GitFolder, real_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    history_spared(repository, real_data / "cstate-example", capsys, "--service", "site")
    assert [each["code"] for each in findings(repository, capsys)] == ["INC105"]

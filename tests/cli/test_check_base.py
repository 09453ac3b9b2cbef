"""`incitrack check --base`: a pull request judged by what it changed, over real repositories."""

import json
import sys
from pathlib import Path

import pytest

from tests.builders import ACKNOWLEDGED, REPORTED, incident_text, postmortem_text
from tests.cli.ran import NOW, ran
from tests.cli.records_repository import POSTMORTEM, RECORD, RecordsRepository

UPDATE = "- `2026-11-20T14:31Z` **update** @jdoe: Errors at 31%."
OTHER = "incidents/2026/INC-2026-0007.md"
TEXT = incident_text(timeline=[REPORTED, ACKNOWLEDGED, UPDATE], status="acknowledged", owner="maria")
OVERDUE = incident_text(
    id="INC-2026-0007", actions="[{id: A1, title: Alert at 80%, owner: jdoe, due: 2026-11-01}]"
)


@pytest.fixture
def branch(tmp_path: Path) -> RecordsRepository:
    """A branch `change` off `main`, where there is an incident and another with old debt."""
    repository = RecordsRepository(tmp_path / "records", [TEXT, OVERDUE])
    repository.git("checkout", "--quiet", "-b", "change")
    return repository


def found(repository: RecordsRepository, *arguments: str, base: str = "main", at: str = ".") -> list[str]:
    report = json.loads(repository.run("check", "--format", "json", "--base", base, *arguments, at=at).out)
    return [f"{item['path']}:{item['line']} {item['code']} {item['level']}" for item in report["findings"]]


def test_a_branch_without_a_change_has_no_findings_though_old_debt_is_there(branch: RecordsRepository) -> None:
    assert branch.run("check", "--base", "main").status == 0
    assert branch.run("check").status == 1


@pytest.mark.parametrize("how", ["in the work tree", "staged", "committed"])
def test_an_entry_that_was_altered_is_found_wherever_the_change_is(branch: RecordsRepository, how: str) -> None:
    branch.write(RECORD, TEXT.replace("31%", "13%"))
    if how != "in the work tree":
        branch.git("add", ".")
    if how == "committed":
        branch.commit()
    assert found(branch) == [f"{RECORD}:14 INC501 error"]
    assert branch.run("check", "--base", "main").status == 1


def test_what_happened_on_main_meanwhile_is_no_fault_of_the_branch(branch: RecordsRepository) -> None:
    branch.commit("the branch's")
    branch.git("checkout", "--quiet", "main")
    branch.write(RECORD, f"{TEXT}- `2026-11-20T15:00Z` **update** @kim: On main.\n")
    branch.add(incident_text(id="INC-2026-0008"))
    branch.commit("main's")
    branch.git("checkout", "--quiet", "change")
    assert found(branch) == []
    assert found(branch, base="main~1") == []


def test_the_merge_that_a_pull_request_is_tested_as_is_compared_with_main(branch: RecordsRepository) -> None:
    branch.write(RECORD, TEXT.replace("31%", "13%"))
    branch.commit("the branch's")
    branch.git("checkout", "--quiet", "main")
    branch.add(incident_text(id="INC-2026-0008"))
    branch.commit("main's")
    branch.git("checkout", "--quiet", "--detach")
    branch.git("merge", "--quiet", "--no-edit", "change")
    assert found(branch) == [f"{RECORD}:14 INC501 error"]


def test_what_the_commands_write_is_never_a_fault(branch: RecordsRepository) -> None:
    item = "actions:\n  - {id: A1, title: Alert at 80%, owner: jdoe, due: 2026-12-01}"
    branch.write(RECORD, TEXT.replace("owner: maria", f"owner: maria\n{item}"))
    branch.git("commit", "--quiet", "--all", "--message", "an action item")
    branch.git("branch", "--force", "main")
    branch.done("log", "42", "Pool limit raised.")
    branch.done("log", "42", "A late note.", "--at", "2026-11-20T14:20Z")
    branch.done("amend", "42", "2026-11-20T14:31Z", "13%, not 31%.")
    branch.done("severity", "42", "P1", "Payments fail as well.")
    branch.done("tell", "42", "Checkout fails.", "--to", "public")
    branch.done("action", "move", "42/A1", "2026-12-15", "The vendor ships on the 12th.")
    assert [line for line in found(branch) if "INC5" in line] == []


def test_a_day_moved_by_hand_warns(branch: RecordsRepository) -> None:
    branch.write(OTHER, OVERDUE.replace("2026-11-01", "2026-12-01"))
    assert found(branch) == [f"{OTHER}:7 INC504 warning"]
    assert branch.run("check", "--base", "main").status == 0
    assert branch.run("check", "--base", "main", "--fail-on", "warning").status == 1


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif", "junit"])
def test_a_record_that_is_gone_is_told_on_its_old_path_in_every_format(
    branch: RecordsRepository, form: str
) -> None:
    branch.git("rm", "--quiet", OTHER)
    status, out, err = branch.run("check", "--base", "main", "--format", form)
    assert (status, err) == (1, "")
    assert "INC503" in out
    assert OTHER in out


def test_a_record_that_is_gone_is_told_with_its_incident(branch: RecordsRepository) -> None:
    (branch.root / OTHER).unlink()
    report = json.loads(branch.run("check", "--base", "main", "--format", "json").out)
    assert [(item["incident"], item["line"]) for item in report["findings"]] == [("INC-2026-0007", 1)]


def test_a_record_moved_to_its_right_path_is_not_gone(tmp_path: Path) -> None:
    wrong = "incidents/2025/INC-2026-0007.md"
    repository = RecordsRepository(tmp_path / "records", [TEXT], {wrong: incident_text(id="INC-2026-0007")})
    assert found(repository, base="HEAD") == [f"{wrong}:2 INC101 error"]
    repository.git("mv", wrong, OTHER)
    assert found(repository, base="HEAD") == []


def test_a_postmortem_that_is_gone_is_told_too(branch: RecordsRepository) -> None:
    branch.add_postmortem()
    branch.git("add", ".")
    branch.commit()
    branch.git("rm", "--quiet", POSTMORTEM)
    assert found(branch, base="change") == [f"{POSTMORTEM}:1 INC503 error"]


def test_line_ends_do_not_count(branch: RecordsRepository) -> None:
    branch.write(RECORD, TEXT.replace("\n", "\r\n"))
    assert found(branch) == []


def test_paths_choose_among_what_is_found(branch: RecordsRepository) -> None:
    branch.write(RECORD, TEXT.replace("31%", "13%"))
    branch.git("rm", "--quiet", OTHER)
    assert found(branch, RECORD) == [f"{RECORD}:14 INC501 error"]
    assert len(found(branch, "incidents")) == 2
    assert found(branch, "policies") == []


def test_it_works_from_a_folder_below_and_in_a_linked_work_tree(branch: RecordsRepository, tmp_path: Path) -> None:
    branch.write(RECORD, TEXT.replace("31%", "13%"))
    assert found(branch, at="incidents/2026") == [f"{RECORD}:14 INC501 error"]
    branch.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "tree"), "main")
    (tmp_path / "tree" / OTHER).unlink()
    done = ran(tmp_path / "tree", "check", "--base", "main", "--format", "json")
    assert [item["code"] for item in json.loads(done.out)["findings"]] == ["INC503"]


def test_from_a_hook_of_the_same_commit_it_sees_the_work_tree(branch: RecordsRepository) -> None:
    """Git sets variables for a hook that would lead our own commands to another index."""
    program = f"exec '{sys.executable}' -m incitrack --now {NOW} check --base main --format github"
    branch.hook("pre-commit", program)
    branch.write(RECORD, TEXT.replace("31%", "13%"))
    with pytest.raises(AssertionError, match="INC501"):
        branch.git("commit", "--all", "--message", "altered")
    branch.write(RECORD, TEXT)
    branch.git("commit", "--all", "--allow-empty", "--message", "not altered")


@pytest.mark.parametrize(
    "revision", ["nowhere", "", "--output=pwned", "-h", "--help", "^main", "main..main", "HEAD:incidents"]
)
def test_a_revision_that_is_none_is_wrong_usage_and_never_an_option(
    branch: RecordsRepository, revision: str
) -> None:
    error = branch.refused(2, "check", "--base", revision)
    assert "names no commit" in error
    assert branch.refused(2, "check", f"--base={revision}") == error
    assert not list(branch.root.glob("**/pwned"))


def test_a_revision_cannot_write_to_the_terminal(branch: RecordsRepository) -> None:
    assert "\x1b" not in branch.refused(2, "check", "--base", "\x1b[31mx")


def test_a_revision_is_looked_at_before_the_records_are_read(tmp_path: Path) -> None:
    repository = RecordsRepository(tmp_path / "records")
    repository.git("rm", "--quiet", "policies/severity.yaml")
    assert repository.run("check", "--base", "nowhere").status == 2


def test_outside_of_git_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "incidents").mkdir()
    status, out, err = ran(tmp_path, "check", "--base", "main")
    assert (status, out) == (5, "")
    assert "not in a Git repository" in err
    assert err.count("\n") <= 3


def test_a_shallow_clone_says_how_to_deepen_it(branch: RecordsRepository, tmp_path: Path) -> None:
    branch.commit("one")
    branch.commit("two")
    branch.git(
        "clone", "--quiet", "--depth=1", "--no-single-branch", branch.root.as_uri(), str(tmp_path / "clone")
    )
    status, out, err = ran(tmp_path / "clone", "check", "--base", "origin/main")
    assert (status, out) == (5, "")
    assert "shallow" in err
    assert err.count("\n") <= 3


def test_a_file_that_cannot_be_read_leaves_status_3(branch: RecordsRepository) -> None:
    branch.write(RECORD, "nothing\n")
    assert found(branch) == [f"{RECORD}:1 INC001 error"]
    assert branch.run("check", "--base", "main").status == 3


def test_the_history_rules_are_turned_down_as_any_other(branch: RecordsRepository) -> None:
    branch.write(RECORD, TEXT.replace("31%", "13%"))
    branch.write("policies/checks.yaml", "rules: {INC501: notice}\n")
    assert found(branch) == [f"{RECORD}:14 INC501 notice"]


def test_a_new_record_and_its_postmortem_are_held_to_everything(branch: RecordsRepository) -> None:
    action = "[{id: A1, title: Alert at 80%, owner: jdoe}]"
    branch.add(incident_text(id="INC-2026-0008", status="acknowledged", timeline=[REPORTED, ACKNOWLEDGED]))
    branch.write("postmortems/2026/INC-2026-0007.md", postmortem_text(incident="INC-2026-0007", actions=action))
    lines = found(branch)
    assert "incidents/2026/INC-2026-0008.md:5 INC201 error" in lines
    assert "postmortems/2026/INC-2026-0007.md:5 INC211 error" in lines
    assert not [line for line in lines if line.startswith(OTHER)]

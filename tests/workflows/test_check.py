"""The *check* workflow, step by step."""

from collections.abc import Mapping
from pathlib import Path
from shutil import copy2, copytree

import pytest

from incitrack.cli.main import run
from tests.builders import incident_text, write_incident
from tests.git_folder import GitFolder
from tests.workflows.runner import OWN, PULL_REQUEST, ROOT, SHIPPED, load, push_after, run_job

NOW = "2026-11-20T17:00Z"
OVERDUE = "[{id: A1, title: Alert at 80% pool saturation, owner: jdoe, due: 2026-11-01}]"
QUIET = "since: 2026-11-21"
"""The policy as it comes, but its clocks do not judge what the tests write."""


@pytest.fixture
def repository(tmp_path: Path) -> GitFolder:
    folder = GitFolder(tmp_path / "records")
    run(["-C", str(folder.root), "init"])
    severity = folder.read("policies/severity.yaml")
    folder.write("policies/severity.yaml", severity.replace("# since: 2026-01-01", QUIET))
    _is_on_main(folder)
    return folder


def _is_on_main(folder: GitFolder) -> None:
    """What is there is on the branch that pull requests are for."""
    folder.git("update-ref", "refs/remotes/origin/main", folder.commit())


def check(repository: GitFolder, event: Mapping[str, str] = PULL_REQUEST) -> tuple[int, str]:
    repository.commit()
    done = run_job(SHIPPED / "check.yml", "check", repository.root, now=NOW, event=event)
    return done.status, done.log


def test_a_repository_without_fault_passes(repository: GitFolder) -> None:
    write_incident(repository.root, owner="maria")
    assert check(repository) == (0, "")


def test_a_fault_stops_the_pull_request_and_stands_beside_its_line(repository: GitFolder) -> None:
    write_incident(repository.root, severity="P9")
    status, log = check(repository)
    assert status == 1
    assert log.startswith(
        "::error file=incidents/2026/INC-2026-0042.md,line=4,col=11,title=INC108 unknown-severity::"
    )


def test_a_record_that_cannot_be_read_stops_it_too(repository: GitFolder) -> None:
    write_incident(repository.root, status="odd")
    status, log = check(repository)
    assert status == 3
    assert "line=5" in log


def test_an_entry_that_the_pull_request_alters_stops_it(repository: GitFolder) -> None:
    record = write_incident(repository.root, owner="maria")
    _is_on_main(repository)
    record.write_text(record.read_text().replace("three regions", "four regions"))
    status, log = check(repository)
    assert status == 1
    assert "title=INC501 entry-altered::" in log


def test_what_was_overdue_before_does_not_stop_it(repository: GitFolder) -> None:
    write_incident(repository.root, owner="maria", actions=OVERDUE)
    _is_on_main(repository)
    write_incident(repository.root, id="INC-2026-0043", owner="maria")
    assert check(repository) == (0, "")


def test_a_push_to_the_default_branch_is_looked_at_too() -> None:
    assert load(SHIPPED / "check.yml")["on"] == {
        "pull_request": "",
        "merge_group": "",
        "push": {"branches": ["main", "master"]},
    }


def test_an_entry_that_a_push_alters_is_found(repository: GitFolder) -> None:
    record = write_incident(repository.root, owner="maria")
    before = repository.commit()
    record.write_text(record.read_text().replace("three regions", "four regions"))
    repository.commit()
    write_incident(repository.root, id="INC-2026-0043", owner="maria")
    status, log = check(repository, push_after(before))
    assert status == 1
    assert "title=INC501 entry-altered::" in log


def test_a_push_is_not_blamed_for_what_was_there_before(repository: GitFolder) -> None:
    write_incident(repository.root, owner="maria", actions=OVERDUE)
    before = repository.commit()
    write_incident(repository.root, id="INC-2026-0043", owner="maria")
    assert check(repository, push_after(before)) == (0, "")


@pytest.mark.parametrize("before", ["0" * 40, "1" * 40], ids=["new branch", "unknown commit"])
def test_a_push_that_nothing_leads_up_to_is_looked_at_as_a_whole(repository: GitFolder, before: str) -> None:
    write_incident(repository.root, owner="maria", actions=OVERDUE)
    status, log = check(repository, push_after(before))
    assert status == 1
    assert "title=INC212" in log


def test_a_push_that_rewrites_the_branch_is_looked_at_as_a_whole(repository: GitFolder) -> None:
    write_incident(repository.root, owner="maria", actions=OVERDUE)
    kept = repository.commit()
    write_incident(repository.root, id="INC-2026-0043", owner="maria")
    dropped = repository.commit()
    repository.git("reset", "--quiet", "--hard", kept)
    status, log = check(repository, push_after(dropped))
    assert status == 1
    assert "title=INC212" in log


def test_every_push_has_a_run_of_its_own() -> None:
    group = load(SHIPPED / "check.yml")["concurrency"]["group"]
    assert group == "check-${{ github.event.pull_request.number || github.sha }}"


def test_nothing_in_a_record_is_taken_for_a_command(repository: GitFolder) -> None:
    title = r'"%0A::add-mask::x ##[add-mask]y \n::stop-commands::z"'
    write_incident(repository.root, incident_text(title=title, status="::error::x", owner='"a%0A::warning::b"'))
    write_incident(
        repository.root,
        incident_text(timeline=["- `2026-11-20T14:10Z` **::debug::** @a: ::set-output name=a::b\n  ::error::c"]),
        id="INC-2026-0043",
    )
    status, log = check(repository)
    assert status == 3
    for line in log.splitlines():
        assert line.startswith("::error file=incidents/2026/INC-2026-004")
        assert line.count("::error file=") == 1


def test_this_repositorys_own_records_pass_its_own_workflow_were_they_all_new(tmp_path: Path) -> None:
    folder = GitFolder(tmp_path / "records")
    _is_on_main(folder)
    for name in ("incidents", "postmortems", "policies"):
        copytree(ROOT / name, folder.root / name)
    copy2(ROOT / "incitrack.yaml", folder.root)
    folder.commit()
    done = run_job(OWN / "check.yml", "check", folder.root)
    assert done.status == 0
    assert "::error" not in done.log

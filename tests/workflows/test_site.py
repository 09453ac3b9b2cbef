"""The *site* workflow, step by step."""

from pathlib import Path

import pytest

from incitrack.cli.main import run
from tests.builders import write, write_incident
from tests.git_folder import GitFolder
from tests.workflows.runner import OWN, SHIPPED, load, run_job

NOW = "2026-11-20T17:00Z"


@pytest.fixture
def repository(tmp_path: Path) -> GitFolder:
    folder = GitFolder(tmp_path / "records")
    run(["-C", str(folder.root), "init"])
    return folder


def build(repository: GitFolder) -> int:
    repository.commit()
    return run_job(SHIPPED / "site.yml", "build", repository.root, now=NOW).status


def test_the_site_is_built_where_it_is_uploaded_from(repository: GitFolder) -> None:
    write_incident(repository.root, owner="maria")
    assert build(repository) == 0
    upload = load(SHIPPED / "site.yml")["jobs"]["build"]["steps"][-1]
    assert (repository.root / upload["with"]["path"] / "index.html").is_file()
    assert repository.status == ""


def test_a_record_that_cannot_be_read_does_not_keep_the_others_back(repository: GitFolder) -> None:
    write_incident(repository.root, status="odd")
    write_incident(repository.root, id="INC-2026-0043", owner="maria")
    assert build(repository) == 0
    assert (repository.root / "site" / "incidents" / "INC-2026-0043" / "index.html").is_file()


def test_a_hostile_title_is_text(repository: GitFolder) -> None:
    write_incident(
        repository.root, title="'$(touch pwned) `touch pwned` </title><script>x</script>'", owner="maria"
    )
    assert build(repository) == 0
    page = (repository.root / "site" / "incidents" / "INC-2026-0042" / "index.html").read_text()
    assert "<script>x" not in page
    assert not (repository.root / "pwned").exists()


def test_a_policy_that_cannot_be_read_leaves_nothing_to_upload(repository: GitFolder) -> None:
    write(repository.root, "policies/severity.yaml", "severities: {}\n")
    assert build(repository) != 0
    assert not (repository.root / "site").exists()


@pytest.mark.parametrize("folder", [OWN, SHIPPED], ids=["own", "shipped"])
def test_only_the_default_branch_is_deployed(folder: Path) -> None:
    workflow = load(folder / "site.yml")
    assert set(workflow["on"]) == {"push", "schedule", "workflow_dispatch"}
    assert workflow["on"]["push"] == {"branches": ["main", "master"]}
    # On a schedule GitHub runs the default branch alone, and the event does not name it.
    assert workflow["jobs"]["build"]["if"] == (
        "github.event_name == 'schedule' || "
        "github.ref == format('refs/heads/{0}', github.event.repository.default_branch)"
    )
    assert workflow["jobs"]["deploy"]["needs"] == "build"
    assert "if" not in workflow["jobs"]["deploy"], "it is skipped where the build is"


@pytest.mark.parametrize("folder", [OWN, SHIPPED], ids=["own", "shipped"])
def test_clocks_are_judged_again_a_few_times_a_day(folder: Path) -> None:
    (schedule,) = load(folder / "site.yml")["on"]["schedule"]
    minute, hours, *days = schedule["cron"].split()
    assert minute.isdecimal()
    assert 2 <= len(hours.split(",")) <= 6
    assert days == ["*", "*", "*"]

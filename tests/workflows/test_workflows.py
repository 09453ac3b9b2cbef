"""What every workflow keeps to, those of this repository and those that `init` gives to others."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.workflows.runner import INSTALL, OWN, SHIPPED, load

ALL = sorted([*OWN.glob("*.yml"), *SHIPPED.glob("*.yml")])
PINNED = re.compile(r"^\s*(?:- )?uses: ([\w-]+/[\w-]+@[0-9a-f]{40}) # (v[0-9]+\.[0-9]+\.[0-9]+)$")

every_workflow = pytest.mark.parametrize("file", ALL, ids=lambda file: f"{file.parents[2].name}-{file.stem}")


def steps(workflow: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


def test_this_repository_uses_the_workflows_that_it_ships() -> None:
    assert {file.stem for file in OWN.glob("*.yml")} == {"check", "watch", "site", "ci"}
    assert {file.stem for file in SHIPPED.glob("*.yml")} == {"check", "watch", "site"}


@pytest.mark.parametrize("name", ["check", "watch", "site"])
def test_the_own_ones_differ_in_the_clock_and_in_what_is_installed_alone(name: str) -> None:
    own, shipped = load(OWN / f"{name}.yml"), load(SHIPPED / f"{name}.yml")
    assert own.pop("env") == {"INCITRACK": "."}
    assert shipped.pop("env") == {"INCITRACK": "incitrack==@VERSION@"}
    for step in steps(own):
        if "run" in step:
            step["run"] = step["run"].replace("incitrack --now 2026-11-20T17:00Z ", "incitrack ")
    assert own == shipped


@every_workflow
def test_a_workflow_may_do_nothing_and_each_job_the_least(file: Path) -> None:
    workflow = load(file)
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        wanted = {"pages": "write", "id-token": "write"} if name == "deploy" else {"contents": "read"}
        assert job["permissions"] == wanted


@every_workflow
def test_a_workflow_ends_by_itself_and_runs_once_at_a_time(file: Path) -> None:
    workflow = load(file)
    assert workflow["concurrency"]["group"].startswith(file.stem)
    assert all(0 < int(job["timeout-minutes"]) <= 30 for job in workflow["jobs"].values())


@every_workflow
def test_no_workflow_runs_with_the_rights_of_the_base_on_a_pull_requests_files(file: Path) -> None:
    assert not {"pull_request_target", "workflow_run"} & set(load(file)["on"])


@every_workflow
def test_a_checkout_leaves_no_credentials_behind(file: Path) -> None:
    for step in steps(load(file)):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


def test_every_action_is_pinned_to_one_commit_whose_release_is_named() -> None:
    pins = {}
    for file in ALL:
        for line in file.read_text().splitlines():
            if "uses:" in line:
                pin = PINNED.match(line)
                assert pin, line
                assert pins.setdefault(pin[1].partition("@")[0], pin.groups()) == pin.groups()
    assert set(pins) == {
        "actions/checkout",
        "actions/setup-python",
        "actions/upload-pages-artifact",
        "actions/deploy-pages",
    }


@every_workflow
def test_nothing_of_an_event_is_written_into_a_script(file: Path) -> None:
    assert not [step for step in steps(load(file)) if "${{" in step.get("run", "")]


@pytest.mark.parametrize("name", ["check", "watch", "site"])
def test_what_is_installed_stands_in_one_line_that_a_team_may_change(name: str) -> None:
    installs = [step["run"] for step in steps(load(SHIPPED / f"{name}.yml")) if step.get("name") == INSTALL]
    assert installs == ['python -I -m pip install "$INCITRACK"']


@every_workflow
def test_python_takes_no_module_from_what_was_checked_out(file: Path) -> None:
    for step in steps(load(file)):
        for call in re.findall(r"python[\d.]*\s[^|;&\n]*", step.get("run", "")):
            assert re.match(r"python[\d.]* -[IP]", call), call


@pytest.mark.parametrize("name", ["check", "watch", "site"])
def test_a_pull_request_cannot_bring_its_own_pip(name: str, tmp_path: Path) -> None:
    (install,) = [step["run"] for step in steps(load(SHIPPED / f"{name}.yml")) if step.get("name") == INSTALL]
    (tmp_path / "pip.py").write_text("open('pwned', 'w')")
    (tmp_path / "python").symlink_to(sys.executable)
    path = f"{tmp_path}:{os.environ['PATH']}"
    given = os.environ | {"PATH": path, "PYTHONPATH": str(tmp_path), "INCITRACK": "--help"}
    subprocess.run(["bash", "-e", "-c", install], cwd=tmp_path, env=given, capture_output=True, check=False)
    assert not (tmp_path / "pwned").exists()


def test_zizmor_finds_nothing() -> None:
    zizmor = shutil.which("zizmor", path=str(Path(sys.executable).parent)) or shutil.which("zizmor")
    assert zizmor, "zizmor is one of the development dependencies"
    done = subprocess.run(
        [zizmor, "--offline", "--no-config", "--persona=auditor", "--format=plain", OWN, SHIPPED.parents[1]],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert all(file.name in done.stderr for file in ALL)

"""Runs the `run:` steps of a workflow as GitHub's runner does, in a scratch repository."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).parents[2]
OWN = ROOT / ".github" / "workflows"
SHIPPED = ROOT / "incitrack" / "shipped" / ".github" / "workflows"

INSTALL = "Install incitrack"
"""The one step that is not run: the commands of this environment stand in for it."""


class Run(NamedTuple):
    """What the steps of a job left: the exit status of the first that failed, the log, the job's summary."""

    status: int
    log: str
    summary: str


def load(file: Path) -> dict[str, Any]:
    """A workflow as written: every scalar is text, so that `on` is a word."""
    found: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - text only
    return found


PULL_REQUEST: Mapping[str, str] = MappingProxyType({"GITHUB_BASE_REF": "main", "BEFORE": ""})
"""What a step is told of a pull request to main."""


def push_after(before: str) -> dict[str, str]:
    """What a step is told of a push, before which the branch ended in a commit."""
    return {"GITHUB_BASE_REF": "", "BEFORE": before}


def run_job(
    file: Path, job: str, root: Path, *, now: str | None = None, event: Mapping[str, str] = PULL_REQUEST
) -> Run:
    """Run the steps of a job in order, each by `bash -e` as GitHub does, until one fails.

    `now` sets the clock for every `incitrack` command that does not set it itself. `event` has the values of the
    variables that come from the event.
    """
    tools = root.parent / "tools"
    tools.mkdir(exist_ok=True)
    summary = tools / "summary.md"
    summary.write_text("")
    environment = os.environ | {
        "PATH": f"{_incitrack(tools, now)}:{os.environ['PATH']}",
        "CI": "true",
        "GITHUB_ACTIONS": "true",
        "GITHUB_STEP_SUMMARY": str(summary),
        "RUNNER_TEMP": str(tools),
    }
    log = ""
    workflow = load(file)
    for step in workflow["jobs"][job]["steps"]:
        if "run" not in step or step.get("name") == INSTALL:
            continue
        given = workflow.get("env", {}) | workflow["jobs"][job].get("env", {}) | step.get("env", {})
        assert {name for name, value in given.items() if "${{" in value} <= set(event)
        assert "${{" not in step["run"], "nothing is written into a script; it goes by its environment"
        script = tools / "step.sh"
        script.write_text(step["run"])
        done = subprocess.run(
            ["bash", "-e", script],
            cwd=root,
            env=environment | given | event,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        log += done.stdout.decode()
        if done.returncode != 0:
            return Run(done.returncode, log, summary.read_text())
    return Run(0, log, summary.read_text())


def _incitrack(tools: Path, now: str | None) -> Path:
    """A folder with an `incitrack` that runs ours."""
    folder = tools / "bin"
    folder.mkdir(exist_ok=True)
    command = folder / "incitrack"
    clock = f"--now {now} " if now else ""
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m incitrack {clock}"$@"\n')
    command.chmod(0o755)
    return folder

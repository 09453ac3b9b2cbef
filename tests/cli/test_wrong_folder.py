"""Where the program is run from: a folder of something else, and one that is there no more."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import archive_folder
from tests.cli.ran import NOW, ran


@pytest.mark.parametrize(
    "command",
    [
        *("list", "list --json", "list --csv", "board", "board --json", "metrics", "metrics --json", "sla --json"),
        *("sla", "sla --open", "action list", "report month 2026-10", "show", "show 42", "message"),
    ],
)
def test_a_folder_of_something_else_is_no_all_clear(tmp_path: Path, command: str) -> None:
    (tmp_path / ".git").mkdir()
    done = ran(tmp_path, *command.split())
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"error: there are no records in {tmp_path}")
    assert "-C DIR" in done.err


@pytest.mark.parametrize("command", ["list --json", "board", "metrics", "sla", "action list"])
def test_a_repository_without_an_incident_has_none(tmp_path: Path, command: str) -> None:
    archive_folder(tmp_path)
    assert ran(tmp_path, *command.split()).status == 0


def test_a_working_folder_that_was_removed_is_said_to_be(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    program = f"import os, sys; os.rmdir({str(gone)!r}); from incitrack.cli.main import main; main(sys.argv[1:])"
    done = subprocess.run(
        [sys.executable, "-c", program, "--now", NOW, "list"],
        cwd=gone,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: the folder that this was started in is no longer there\n")

"""What the program does when nobody takes its output."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import archive_folder, incident_text

COMMAND = (sys.executable, "-m", "incitrack", "-C")
HERE = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_a_full_disk_is_one_line_and_exit_status_5(tmp_path: Path) -> None:
    archive_folder(tmp_path, incident_text())
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, str(tmp_path), "list"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env=HERE,
        )
    assert done.returncode == 5
    assert done.stderr == "error: the output cannot be written: no space left on device\n"


def test_a_reader_that_has_gone_is_no_error(tmp_path: Path) -> None:
    archive_folder(
        tmp_path, *(incident_text(id=f"INC-2026-{number:04}", title="t" * 200) for number in range(600))
    )
    process = subprocess.Popen(
        [*COMMAND, str(tmp_path), "list", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=HERE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline() == b"[\n"
    process.stdout.close()
    assert process.wait() == 0
    assert process.stderr.read() == b""
    process.stderr.close()

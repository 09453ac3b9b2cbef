"""A machine without zone data of its own has that of the package `tzdata`; without either it is said."""

import os
import subprocess
import sys
from pathlib import Path

from tests.builders import archive_folder, incident_text, write

POLICY = "calendar: {timezone: Europe/Warsaw}\nseverities:\n  P2: {name: High, sla: {resolve: 1bd}}\n"
WITHOUT_PACKAGE = "import sys; sys.modules['tzdata'] = None; from incitrack.cli.main import main; main()"


def run_without_zones(root: Path, *program: str) -> subprocess.CompletedProcess[str]:
    write(archive_folder(root, incident_text()), "policies/severity.yaml", POLICY)
    arguments = ["-C", str(root), "--now", "2026-11-20T17:00Z", "sla"]
    environment = os.environ | {"PYTHONTZPATH": "", "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.run(
        [sys.executable, *program, *arguments], env=environment, capture_output=True, text=True, check=False
    )


def test_the_package_brings_the_zones_that_the_machine_lacks(tmp_path: Path) -> None:
    done = run_without_zones(tmp_path, "-m", "incitrack")
    assert (done.returncode, done.stderr) == (0, "")
    assert "2026-11-23T16:00Z" in done.stdout


def test_without_the_package_it_is_named(tmp_path: Path) -> None:
    done = run_without_zones(tmp_path, "-c", WITHOUT_PACKAGE)
    assert done.returncode == 3
    assert "“Europe/Warsaw” is not a time zone that this machine knows" in done.stderr
    assert "install the package tzdata" in done.stderr

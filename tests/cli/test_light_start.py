"""A reading command loads no library that it has no use for: at three in the morning a tenth of a second counts."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import archive_folder, incident_text

HEAVY = {
    "git",
    "holidays",
    "jinja2",
    "markdown_it",
    "nh3",
    "rich",
    "asyncio",
    "multiprocessing",
    "concurrent.futures",
}
PROGRAM = """
import sys
from incitrack.cli.main import run
status = run(sys.argv[1:])
print(" ".join(sys.modules), file=sys.stderr)
sys.exit(status)
"""


@pytest.mark.parametrize(
    "command",
    [
        "list",
        "list --json",
        "list --csv --severity P1 --since 2026-01-01",
        "show 42",
        "show 42 --json",
        "show",
        "board",
        "board --json",
        "message 42",
        "metrics",
        "metrics --json --by month",
        "schema",
        "list --help",
        "--help",
    ],
)
def test_a_reading_command_starts_light(tmp_path: Path, command: str) -> None:
    archive_folder(tmp_path, incident_text())
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "-C", str(tmp_path), *command.split()],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert HEAVY.isdisjoint(done.stderr.split())

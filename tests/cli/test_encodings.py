"""Output reaches whatever encoding the person's terminal or pipe has."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import archive_folder, incident_text


@pytest.mark.parametrize("command", ["list", "show 42", "board", "message 42", "check", "list --json"])
@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_a_character_that_the_encoding_lacks_is_escaped(tmp_path: Path, command: str, encoding: str) -> None:
    archive_folder(tmp_path, incident_text(title="Zażółć 🚀 gęślą", services="[checkout]", severity="P9"))
    done = subprocess.run(
        [sys.executable, "-m", "incitrack", "--now", "2026-11-20T17:00Z", *command.split()],
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    if command == "list --json":
        assert json.loads(done.stdout.decode(encoding))[0]["title"] == "Zażółć 🚀 gęślą"


@pytest.mark.parametrize("time", ["foo", "", "2026-11-20", "2026-11-20T24:00Z", "２026-11-20T14:05Z"])
@pytest.mark.parametrize("command", ["list", "rules", "schema", "board", "check"])
def test_a_now_that_is_no_time_is_wrong_usage_for_every_command(tmp_path: Path, time: str, command: str) -> None:
    from incitrack.cli.main import run

    assert run(["-C", str(archive_folder(tmp_path)), "--now", time, command]) == 2

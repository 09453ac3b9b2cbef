"""How the program leaves: with its exit status, and with every byte of its output delivered."""

import subprocess
import sys
from pathlib import Path

import pytest

from incitrack.cli.main import run
from tests.builders import archive_folder, incident_text
from tests.cli.ran import NOW
from tests.cli.records_repository import RecordsRepository


def left(root: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """A run as a process of its own, its output in pipes."""
    return subprocess.run(
        [sys.executable, "-m", "incitrack", "-C", str(root), *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )


def test_a_long_output_arrives_whole(tmp_path: Path) -> None:
    archive_folder(tmp_path, *(incident_text(id=f"INC-2026-{n:04}", title="x" * 200) for n in range(1, 601)))
    done = left(tmp_path, "list")
    assert done.returncode == 0
    assert len(done.stdout) > 2**16
    assert len(done.stdout.splitlines()) == 600


@pytest.mark.parametrize(
    ("words", "status"),
    [("list", 0), ("--help", 0), ("show 99", 2), ("nonsense", 2), ("log 42 seen", 5), ("list --since x", 2)],
)
def test_the_exit_status_is_the_commands(tmp_path: Path, words: str, status: int) -> None:
    archive_folder(tmp_path, incident_text())
    done = left(tmp_path, *words.split())
    assert done.returncode == status
    assert (done.stderr == "") == (status == 0)


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_error(tmp_path: Path, closed: str) -> None:
    archive_folder(tmp_path, incident_text())
    command = f"{sys.executable} -m incitrack -C {tmp_path} show {closed}"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2]
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(
    ("words", "status"), [("log 42 seen", 0), ("log 42 -", 2), ("log 99 seen", 2), ("log", 2)]
)
def test_a_writing_command_without_a_stream_writes_or_refuses_as_ever(
    records: RecordsRepository, words: str, status: int, closed: str
) -> None:
    before = records.commits
    command = f"{sys.executable} -m incitrack -C {records.root} --now {NOW} {words} {closed}"
    done = subprocess.run(
        ["bash", "-c", command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == status
    assert all(line.startswith(("error: ", "  ")) for line in done.stderr.splitlines())
    assert (records.commits - before, records.status) == (status == 0, "")
    assert records.record.count("seen") == (status == 0)


@pytest.mark.parametrize("words", [[], ["action"]])
def test_a_group_alone_shows_its_commands(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(words) == 2
    shown = capsys.readouterr()
    assert shown.err == ""
    assert shown.out.startswith("Usage: incitrack")
    assert "Example: incitrack" in shown.out


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    archive_folder(tmp_path, *(incident_text(id=f"INC-2026-{n:04}", title="x" * 200) for n in range(1, 601)))
    command = f"{sys.executable} -m incitrack -C {tmp_path} list | head -n 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert (done.returncode, done.stderr) == (0, "")

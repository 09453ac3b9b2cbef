"""Clones that write to one incident at once, each pushing after every entry: nothing is lost, nothing doubled."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from incitrack.model.times import parse_time
from tests.cli.clones import Clone, Team
from tests.cli.records_repository import RECORD

PROJECT = Path(__file__).parents[2]
SIZES = [(8, 10), (20, 10)] if os.environ.get("HYPOTHESIS_PROFILE") == "slow" else [(4, 3)]
"""How many clones write, and how many entries each; `make test-slow` takes the large ones."""


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path)


def write_at_once(clones: list[Clone], entries: int) -> None:
    """Every clone appends so many entries, one process after another, all clones at once."""

    def write(clone: Clone) -> None:
        for number in range(entries):
            done = subprocess.run(
                [
                    sys.executable,
                    "-m",
                    "incitrack",
                    "-C",
                    str(clone.root),
                    "log",
                    "42",
                    f"{clone.root.name}-{number}",
                    "--push",
                ],
                capture_output=True,
                text=True,
                check=False,
                cwd=PROJECT,
            )
            assert done.returncode == 0, done

    with ThreadPoolExecutor(len(clones)) as threads:
        for _ in threads.map(write, clones):
            pass


def see_that_all_is_there(team: Team, clones: list[Clone], entries: int) -> None:
    text = team.remote.file(RECORD)
    written = re.findall(r"\*\*update\*\* @\S+: (\S+)$", text, re.MULTILINE)
    assert sorted(written) == sorted(
        f"{clone.root.name}-{number}" for clone in clones for number in range(entries)
    )
    for clone in clones:
        own = [each for each in written if each.startswith(f"{clone.root.name}-")]
        assert own == [f"{clone.root.name}-{number}" for number in range(entries)]
    moments = [parse_time(moment) for moment in re.findall(r"^- `([^`]+)`", text, re.MULTILINE)]
    assert moments == sorted(moments)
    for clone in clones:
        clone.done("sync")
        assert (clone.record, clone.status, clone.is_whole) == (text, "", True)
    # The clock of this check is the real one: the entries are of now.
    checked = clones[0].run("check", now="2030-01-01T00:00Z")
    assert checked.status == 0, checked.out


@pytest.mark.parametrize(("count", "entries"), SIZES)
def test_clones_that_write_at_once_lose_nothing(team: Team, count: int, entries: int) -> None:
    clones = [team.clone(f"clone{number}") for number in range(count)]
    write_at_once(clones, entries)
    see_that_all_is_there(team, clones, entries)


def test_clones_that_open_at_once_end_with_a_number_each(team: Team) -> None:
    clones = [team.clone(f"clone{number}") for number in range(3)]

    def opened(clone: Clone) -> str:
        command = ("open", "--title", clone.root.name, "--severity", "P3", "--service", "mail", "--push")
        out, said = clone.started(*command).communicate(timeout=120)
        assert said == ""
        return out.splitlines()[-1]

    with ThreadPoolExecutor(len(clones)) as threads:
        said = list(threads.map(opened, clones))
    assert sorted(said) == ["INC-2026-0043", "INC-2026-0044", "INC-2026-0045"]
    for clone, identifier in zip(clones, said, strict=True):
        assert f"id: {identifier}\ntitle: {clone.root.name}\n" in team.remote.file(
            f"incidents/2026/{identifier}.md"
        )


@pytest.fixture
def daemon(team: Team) -> Iterator[str]:
    """The address of the remote as a Git daemon on the loopback serves it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [
            *("git", "daemon", "--listen=127.0.0.1", f"--port={port}", f"--base-path={team.folder}"),
            *("--export-all", "--enable=receive-pack", "--reuseaddr", str(team.folder)),
        ],
        stderr=subprocess.DEVNULL,
    )
    give_up = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            break
        except OSError:
            assert time.monotonic() < give_up
            time.sleep(0.05)
    yield f"git://127.0.0.1:{port}/remote.git"
    process.terminate()
    process.wait()


def test_a_daemon_serves_as_well_as_a_folder(team: Team, daemon: str, tmp_path: Path) -> None:
    clones = [Clone(daemon, tmp_path / f"over{number}") for number in range(2)]
    write_at_once(clones, 2)
    see_that_all_is_there(team, clones, 2)
    again = clones[0].done("open", "--title", "T", "--severity", "P3", "--service", "mail", "--push")
    assert again.splitlines()[-1] == "INC-2026-0043"
    assert clones[1].done("sync") == "main: 1 commit received\n"

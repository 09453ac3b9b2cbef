"""How a command is measured: in turn with its peers, its time as a median, its memory over all its processes."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

PAUSE = 0.01  # seconds between two looks at the memory


class CommandFailedError(Exception):
    """A command under measurement ended with another exit status than 0, so its figures mean nothing."""


def nothing() -> None:
    """Prepares nothing."""


@dataclass(frozen=True)
class Command:
    """A program, where it runs, and what is prepared before each run without being measured."""

    name: str
    arguments: Sequence[str]
    folder: Path
    environment: Mapping[str, str]
    prepare: Callable[[], None] = nothing


@dataclass
class Figures:
    """What was measured of one command: seconds of each timed run, and the highest memory in bytes."""

    name: str
    seconds: list[float] = field(default_factory=list)
    peak: int = 0

    @property
    def median(self) -> float:
        """The median of the timed runs, in seconds."""
        return median(self.seconds)


def measure(commands: Sequence[Command], rounds: int) -> list[Figures]:
    """Runs the commands in turn, A B A B, ``rounds`` times after a first round for memory alone.

    The first round also warms the file cache and the byte code; looking at the memory costs time, so it is
    not timed.

    Raises:
        CommandFailedError: one of them failed.
    """
    figures = [Figures(command.name) for command in commands]
    for number in range(rounds + 1):
        for command, figure in zip(commands, figures, strict=True):
            command.prepare()
            seconds, peak = _run(command, watched=number == 0)
            figure.peak = max(figure.peak, peak)
            if number:
                figure.seconds.append(seconds)
    return figures


def _run(command: Command, watched: bool) -> tuple[float, int]:
    """The seconds and the peak memory in bytes of one run."""
    begun = time.perf_counter()
    with subprocess.Popen(
        command.arguments,
        cwd=command.folder,
        env=dict(command.environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        watch = _Watch(process.pid) if watched else None
        complaint = process.stderr.read() if process.stderr else b""
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        seen = watch.end() if watch else 0
    if process.returncode:
        last = complaint.decode(errors="replace").strip().splitlines()[-5:]
        raise CommandFailedError(
            f"{command.name}: exit status {process.returncode} of {' '.join(command.arguments[:8])}\n"
            + "\n".join(last)
        )
    return seconds, max(usage.ru_maxrss * 1024, seen)


class _Watch:
    """Looks at a process and all its descendants until told to end, since ``ru_maxrss`` knows only the largest."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._peak = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> int:
        """The highest sum seen, in bytes; 0 where the system has no ``/proc``."""
        self._over.set()
        self._thread.join()
        return self._peak

    def _look(self) -> None:
        while not self._over.wait(PAUSE):
            self._peak = max(self._peak, sum(_memory(pid) for pid in _family(self._pid)))


def _family(pid: int) -> list[int]:
    """A process and its descendants, as far as they still run."""
    found = [pid]
    for member in found:
        try:
            threads = os.listdir(f"/proc/{member}/task")  # noqa: PTH208, a path for each thread is not needed
            for thread in threads:
                found += map(int, Path(f"/proc/{member}/task/{thread}/children").read_text().split())
        except OSError:  # it ended between two looks
            continue
    return found


def _memory(pid: int) -> int:
    """The memory that a process holds, a page shared with others counted by its share; 0 when it has ended."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    for line in rollup.splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0

"""Runs of the program for tests: in this process with its output caught, and on a real terminal."""

import contextlib
import fcntl
import io
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
from pathlib import Path
from typing import NamedTuple

from incitrack.cli.main import run

NOW = "2026-11-20T17:00Z"


class Ran(NamedTuple):
    """What a run left: its exit status, and what it wrote to its two streams."""

    status: int
    out: str
    err: str


def ran(root: Path, *arguments: str, now: str = NOW) -> Ran:
    """Run the program in `root`, in this process and not on a terminal."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = run(["-C", str(root), "--now", now, *arguments])
    return Ran(status, out.getvalue(), err.getvalue())


def shown(root: Path, *arguments: str, columns: int = 80, **environment: str) -> str:
    """What a terminal of that width receives from the program, both streams, with LF line ends."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    known = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES", "NO_COLOR"}}
    process = subprocess.Popen(
        [sys.executable, "-m", "incitrack", "-C", str(root), "--now", NOW, *arguments],
        stdin=its,
        stdout=its,
        stderr=its,
        env=known | environment | {"TERM": "xterm-256color", "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    os.close(its)
    received = b""
    with contextlib.suppress(OSError):  # the terminal is gone when its last process is
        while more := os.read(ours, 65536):
            received += more
    os.close(ours)
    process.wait()
    return received.decode().replace("\r\n", "\n")


def interrupted(root: Path, *arguments: str, once_seen: str, columns: int = 80) -> tuple[int, str]:
    """The status of a program that runs until Ctrl-C, and what the terminal received; pressed once it shows a text."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "incitrack", "-C", str(root), "--now", NOW, *arguments],
        stdin=its,
        stdout=its,
        stderr=its,
        env=os.environ | {"TERM": "xterm-256color", "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    os.close(its)
    received = b""
    pressed = False
    with contextlib.suppress(OSError):
        while more := os.read(ours, 65536):
            received += more
            if not pressed and once_seen.encode() in received:
                pressed = True
                process.send_signal(signal.SIGINT)
    os.close(ours)
    return process.wait(), received.decode()

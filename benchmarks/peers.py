"""Where incitrack and its peers are found, and what every measured command has in common."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
NOW = "2026-11-20T12:00Z"  # of the made-up archives


@dataclass(frozen=True)
class Setting:
    """What a comparison needs to know; ``scratch`` is its own folder, ``quick`` a tenth of the work.

    ``peers`` is the folder of the peers' environment, and ``cstate`` a checkout of that theme, which is on no
    package index.
    """

    scratch: Path
    incitrack: Path
    python: Path
    peer_python: Path
    peers: Path
    cstate: Path | None
    quick: bool

    def scaled(self, records: int) -> int:
        """How many records to measure on."""
        return records // 10 if self.quick else records

    def rounds(self, usual: int) -> int:
        """How many timed rounds to run."""
        return max(1, usual // 3) if self.quick else usual

    def peer(self, program: str) -> str:
        """The path of a peer's program."""
        return str(self.peer_python.with_name(program))

    def environment(self, cache: str = "cache") -> dict[str, str]:
        """The environment of every command: no settings of this person or machine, a cache of its own."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        return kept | {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "INCITRACK_CACHE": str(self.scratch / cache),
            "NO_MKDOCS_2_WARNING": "1",
        }

    def archive(self, name: str, records: int, *, git: bool = False, years: int = 5) -> Path:
        """Writes an archive of 3 KB records and returns its folder.

        A process of its own makes it: on Linux a child's peak memory is never below that of the process that
        started it, so this one stays small.
        """
        folder = self.scratch / name
        command = [
            sys.executable,
            str(HERE / "corpus.py"),
            str(folder),
            "--records",
            str(records),
            "--years",
            str(years),
        ]
        command += ["--now", NOW]
        subprocess.run(command + (["--git"] if git else []), check=True, stdout=subprocess.DEVNULL)
        return folder


def peer_environment(folder: Path, requirements: str = "requirements.txt") -> Path:
    """The Python of the peers' virtual environment, filled from the requirements beside this file where absent."""
    python = folder / "bin" / "python"
    wanted = (HERE / requirements).read_text("utf-8")
    stamp = folder / "requirements.txt"
    if not (stamp.is_file() and stamp.read_text("utf-8") == wanted):
        print(f"installing the peers into {folder.name}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        install = [str(python), "-m", "pip", "install", "--quiet", "--requirement", str(HERE / requirements)]
        subprocess.run(install, check=True, stdout=sys.stderr)
        stamp.write_text(wanted, "utf-8")
    return python

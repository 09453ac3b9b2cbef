"""Measures incitrack beside its peers, in one run on one machine, and prints the ratios."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

if not __package__:  # started as a file: the folder above holds the package
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.comparisons import ALL
from benchmarks.measuring import CommandFailedError
from benchmarks.peers import HERE, Setting, peer_environment
from benchmarks.result import Row, as_json, table


def main() -> int:
    """Runs the named comparisons; the exit status is 1 where a target does not hold or a command failed."""
    given = _arguments()
    rows: list[Row] = []
    failed = False
    peer_python = given.peer_python or peer_environment(given.peers)
    for name in given.names or ALL:
        print(f"measuring {name}", file=sys.stderr)
        with tempfile.TemporaryDirectory(prefix="incitrack-benchmark-") as scratch:
            setting = Setting(
                scratch=Path(scratch),
                incitrack=given.incitrack,
                python=given.incitrack.with_name("python"),
                peer_python=peer_python,
                peers=given.peers,
                cstate=given.cstate,
                quick=given.quick,
            )
            try:
                rows += ALL[name](setting)
            except (CommandFailedError, subprocess.CalledProcessError) as error:
                print(f"{name} was not measured: {error}", file=sys.stderr)
                failed = True
    print(json.dumps(_report(rows, given.quick), indent=2) if given.json else _text(rows, given.quick))
    missed = any(row.holds is False for row in rows) and not given.quick
    return 1 if failed or missed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which: {', '.join(ALL)}; default: all")
    parser.add_argument("--quick", action="store_true", help="a tenth of the records and a third of the rounds")
    parser.add_argument("--json", action="store_true", help="every run as JSON, in place of the table")
    parser.add_argument(
        "--incitrack", type=_program, default=_program(sys.executable).with_name("incitrack"), metavar="PATH",
        help="the command to measure; default: the one beside this Python",
    )  # fmt: skip
    parser.add_argument(
        "--peers", type=_program, default=HERE.parent / ".venv-bench", metavar="FOLDER",
        help="the peers' virtual environment, made where it is absent; default: .venv-bench",
    )  # fmt: skip
    parser.add_argument("--peer-python", type=_program, metavar="PATH", help="a Python that has the peers already")
    parser.add_argument(
        "--cstate", type=_program, default=_folder_named("INCITRACK_BENCH_CSTATE"), metavar="FOLDER",
        help="a checkout of the theme cState; default: $INCITRACK_BENCH_CSTATE; without, its row is left out",
    )  # fmt: skip
    given = parser.parse_args()
    unknown = [name for name in given.names if name not in ALL]
    if unknown:
        parser.error(f"no benchmark is called {unknown[0]}; there are {', '.join(ALL)}")
    if not given.incitrack.is_file():
        parser.error(f"{given.incitrack} is not there; give --incitrack PATH")
    return given


def _program(text: str) -> Path:
    """An absolute path whose links are left alone, since a virtual environment's Python is one."""
    return Path(os.path.abspath(text))  # noqa: PTH100


def _folder_named(variable: str) -> Path | None:
    """The folder that a variable of the environment names, if it is set."""
    return _program(os.environ[variable]) if os.environ.get(variable) else None


def _text(rows: list[Row], quick: bool) -> str:
    notes = [f"{row.name}: {row.note}." for row in rows if row.note]
    if quick:
        notes.append("A quick run: start-up weighs more with fewer records, so a missed target is no verdict.")
    return "\n\n".join([table(rows), *notes])


def _report(rows: list[Row], quick: bool) -> dict[str, object]:
    return {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "processors": os.cpu_count(),
        "quick": quick,
        "rows": [as_json(row) for row in rows],
    }


if __name__ == "__main__":
    sys.exit(main())

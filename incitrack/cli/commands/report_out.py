"""Where a report goes: to standard output, or into a file, and how it links to the records from there."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from incitrack.cli.session import Session
from incitrack.errors import RefusedError, UsageError
from incitrack.printable import printable_line
from incitrack.records.places import INCIDENTS, POLICIES, POSTMORTEMS

OUT: Callable[..., Any] = click.option(
    "--out", metavar="FILE", help="Write it to a file; its links then lead to the records from there."
)


def file_of(session: Session, out: str | None) -> Path | None:
    """The file that `--out` names, as seen from where the program runs; None for standard output.

    Raises:
        UsageError: it names no file.
    """
    if out is None:
        return None
    file = Path(os.path.abspath(session.directory / out)) if out.strip() and "\0" not in out else None  # noqa: PTH100
    if file is None or file.is_dir():
        raise UsageError("--out names no file", hint="write --out report.md")
    _refuse_what_is_not_ours(session, file)
    return file


def _refuse_what_is_not_ours(session: Session, file: Path) -> None:
    """A report may replace an earlier one, and nothing else."""
    kept = [session.root / name for name in (INCIDENTS, POSTMORTEMS, POLICIES, ".git")]
    real = file.resolve()
    if any(real.is_relative_to(folder.resolve()) for folder in kept):
        raise RefusedError(f"{file} lies among records or policies", hint="write the report elsewhere")
    if os.path.lexists(file) and not _is_report(file):
        raise RefusedError(
            f"{file} is there already and is no report", hint="choose another name, or move it away"
        )


def _is_report(file: Path) -> bool:
    try:
        with file.open(encoding="utf-8", errors="replace") as text:
            return text.readline().startswith(("# Incidents in ", "# Service levels of "))
    except OSError:
        return False


def address_from(session: Session, file: Path | None) -> Callable[[str], str]:
    """From a path of the repository to one relative to the file; to the top of the repository without one."""
    if file is None:
        return lambda path: path
    return lambda path: Path(os.path.relpath(session.root / path, file.parent)).as_posix()


def hand_over(report: str, file: Path | None) -> None:
    """Print the report, or write it and say where it stands."""
    if file is None:
        click.echo(report, nl=False)
    else:
        file.write_text(report, encoding="utf-8", newline="\n")
        click.echo(printable_line(str(file)))

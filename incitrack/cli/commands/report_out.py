"""Where a report goes: to standard output, or into a file, and how it links to the records from there."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from incitrack.cli.session import Session
from incitrack.errors import UsageError
from incitrack.printable import printable_line

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
    return file


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

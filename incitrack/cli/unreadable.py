"""What a command that reads the whole archive says of the files that it could not read."""

import click

from incitrack.errors import Place
from incitrack.printable import printable_line
from incitrack.records.archive import Archive


def report_unreadable(archive: Archive) -> int:
    """A line on standard error for each unreadable file; the exit status, 3 where there is one, else 0."""
    for each in archive.unreadable:
        first, *more = each.problems
        others = f" (and {len(more)} more: incitrack check)" if more else ""
        say_cannot_read(first.place, first.message, f"{first.hint}{others}")
    return 3 if archive.unreadable else 0


def say_cannot_read(place: Place | None, message: str, hint: str | None) -> None:
    """One line on standard error: where, what is wrong, and what to do."""
    text = "; ".join(filter(None, [f"{place}: {message}" if place else message, hint]))
    click.echo(click.style("cannot read ", fg="red") + printable_line(text), err=True)

"""What a command that reads the whole archive says of the files that it could not read."""

import click

from incitrack.printable import printable_line
from incitrack.records.archive import Archive


def report_unreadable(archive: Archive) -> int:
    """A line on standard error for each unreadable file; the exit status, 3 where there is one, else 0."""
    for each in archive.unreadable:
        first, *more = each.problems
        others = f" (and {len(more)} more: incitrack check)" if more else ""
        text = printable_line(f"{first.place}: {first.message}; {first.hint}{others}")
        click.echo(click.style("cannot read ", fg="red") + text, err=True)
    return 3 if archive.unreadable else 0

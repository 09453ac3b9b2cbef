"""`incitrack board`: what is open, by status."""

from itertools import chain

import click

from incitrack.cli.filters import FILTERS_HELP, WrittenFilters, filter_options
from incitrack.cli.pressing import pressing_among
from incitrack.cli.screen import columns_wide, paint
from incitrack.cli.session import Session, pass_session
from incitrack.cli.unreadable import report_unreadable
from incitrack.reports.board import board_lines, board_of
from incitrack.reports.incident_table import incident_lines
from incitrack.reports.incidents import list_item
from incitrack.reports.json_text import to_json

_HELP = f"""Show what is not closed, a column for each status, the worst first.

{FILTERS_HELP}

In a pipe each incident is a line as of `incitrack list`.
"""


@click.command(help=_HELP, epilog="Example: incitrack board --severity P1")
@filter_options
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program: a list for each status.")
@pass_session
def board(session: Session, filters: WrittenFilters, *, as_json: bool) -> int:
    """What is not closed, as columns, as lines or as JSON."""
    session.refuse_where_no_records_are()
    archive = filters.part_of(session.archive)
    policies = archive.policies
    chosen = filters.selection(policies).of(archive.incidents, policies)
    pressing, unknown = pressing_among(session, archive, chosen)
    found = board_of(chosen, pressing, policies)
    status = max(report_unreadable(archive, session.now), unknown)
    wide = columns_wide()
    if as_json:
        click.echo(to_json({name: [list_item(record) for record in records] for name, records in found.items()}))
    elif not any(found.values()):
        click.echo("Nothing is open.", err=True)
    elif wide is None:
        click.echo("\n".join(incident_lines(chain.from_iterable(found.values()), pressing)))
    else:
        click.echo("\n".join(board_lines(found, pressing, policies, wide, paint)))
    return status

"""`incitrack list`: incidents, with filters."""

import click

from incitrack.cli.filters import FILTERS_HELP, WrittenFilters, filter_options
from incitrack.cli.pressing import pressing_among
from incitrack.cli.screen import columns_wide, paint
from incitrack.cli.session import Session, pass_session
from incitrack.cli.unreadable import report_unreadable
from incitrack.errors import UsageError
from incitrack.records.newest_first import newest_first
from incitrack.reports.incident_table import incident_lines, incident_table
from incitrack.reports.incidents import ListItem, list_item
from incitrack.reports.json_text import to_json

_HELP = f"""List incidents, newest report first.

{FILTERS_HELP}

On a terminal it is a table; in a pipe each incident is a line of ID, severity, status, time of report, owner,
services, title and the clock that matters most, with tabs between, and nothing is cut.
"""


@click.command("list", help=_HELP, epilog="Example: incitrack list --open --severity P1 --service checkout")
@filter_options
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV with the columns of the JSON.")
@pass_session
def list_(session: Session, filters: WrittenFilters, *, as_json: bool, as_csv: bool) -> int:
    """Incidents that the filters ask for, as a table, as lines, as JSON or as CSV."""
    if as_json and as_csv:
        raise UsageError("--json and --csv exclude each other", hint="give one of them")
    session.refuse_where_no_records_are()
    archive = filters.part_of(session.archive)
    found = newest_first(filters.selection(archive.policies).of(archive.incidents, archive.policies))
    status = report_unreadable(archive, session.now)
    width = columns_wide()
    if as_json:
        click.echo(to_json([list_item(record) for record in found]))
    elif as_csv:
        from incitrack.reports.csv_text import to_csv

        header = list(ListItem.__annotations__)
        click.echo(to_csv(header, ([*list_item(record).values()] for record in found)))
    elif not found:
        click.echo("No incident matches." if archive.incidents else "There is no incident.", err=True)
    else:
        pressing, unknown = pressing_among(session, archive, found)
        status = max(status, unknown)
        click.echo(
            "\n".join(
                incident_lines(found, pressing)
                if width is None
                else incident_table(found, pressing, archive.policies, width, paint)
            )
        )
    return status

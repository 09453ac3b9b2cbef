"""`incitrack action list`: action items, wherever they live."""

from dataclasses import replace

import click

from incitrack.cli.filters import FILTERS_HELP, WrittenFilters, filter_options
from incitrack.cli.screen import columns_wide, paint
from incitrack.cli.session import Session, pass_session
from incitrack.cli.unreadable import report_unreadable
from incitrack.model.local_day import local_day
from incitrack.reports.action_table import action_lines, action_table
from incitrack.reports.actions import rows_of
from incitrack.reports.json_text import to_json

_HELP = f"""List action items: what is to be done by its due day, the most overdue first, then the rest.

--owner is the action item's own, --open those that are open or in progress; the other filters are the incident's.
{FILTERS_HELP}
"""


@click.command("list", help=_HELP, epilog="Example: incitrack action list --overdue --owner jdoe")
@filter_options
@click.option("--overdue", is_flag=True, help="Only what is open after its due day.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")
@pass_session
def list_(session: Session, filters: WrittenFilters, *, overdue: bool, as_json: bool) -> int:
    """Action items that the filters ask for."""
    session.refuse_where_no_records_are()
    archive = filters.part_of(session.archive)
    asked = filters.selection(archive.policies)
    incidents = replace(asked, owners=frozenset(), open_only=False).of(archive.incidents, archive.policies)
    of_them = {record.id for record in incidents}
    postmortems = [record for record in archive.postmortems if record.id in of_them]
    rows = [
        row
        for row in rows_of((*incidents, *postmortems), local_day(session.now, archive.policies))
        if (not overdue or row["overdue"])
        and (not asked.open_only or row["status"] in {"open", "in-progress"})
        and (not asked.owners or row["owner"] in asked.owners)
    ]
    status = report_unreadable(archive, session.now)
    width = columns_wide()
    if as_json:
        click.echo(to_json(rows))
    elif not rows:
        click.echo("No action item matches.", err=True)
    else:
        click.echo("\n".join(action_lines(rows) if width is None else action_table(rows, width, paint)))
    return status

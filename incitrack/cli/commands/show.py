"""`incitrack show`: one incident."""

import click

from incitrack.cli import completion
from incitrack.cli.read_one import read_its_postmortem, read_one
from incitrack.cli.screen import columns_wide, paint
from incitrack.cli.session import Session, pass_session
from incitrack.model.local_day import local_day
from incitrack.records.record import PostmortemRecord
from incitrack.reports.actions import rows_of


@click.command(epilog="Example: incitrack show 42")
@click.argument("identifier", metavar="[ID]", required=False, shell_complete=completion.incidents)
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")
@pass_session
def show(session: Session, identifier: str | None, *, as_json: bool) -> int:
    """Show one incident: facts, sections, timeline, communications, action items and postmortem.

    Without ID it is the one open incident. On a terminal lines are wrapped, in a pipe they are not.
    """
    record = read_one(session, identifier)
    postmortem, status = read_its_postmortem(session, record.id)
    both = (record, postmortem) if isinstance(postmortem, PostmortemRecord) else (record,)
    actions = rows_of(both, local_day(session.now, session.policies))
    if as_json:
        from incitrack.reports.incidents import show_item
        from incitrack.reports.json_text import to_json

        click.echo(to_json(show_item(record, postmortem, actions)))
    else:
        from incitrack.reports.incident_text import IncidentText

        text = IncidentText(record, postmortem, actions, session.policies, session.now, columns_wide(), paint)
        click.echo("\n".join(text.lines()))
    return status

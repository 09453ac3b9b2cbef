"""`incitrack show`: one incident."""

from typing import TYPE_CHECKING

import click

from incitrack.cli import completion
from incitrack.cli.one_incidents_clocks import clocks_of_one
from incitrack.cli.read_one import read_its_postmortem, read_one
from incitrack.cli.screen import columns_wide, paint
from incitrack.cli.session import Session, pass_session
from incitrack.metrics.listed_clocks import clocks_of, worst_first
from incitrack.model.local_day import local_day
from incitrack.records.record import IncidentRecord, PostmortemRecord
from incitrack.reports.actions import rows_of
from incitrack.reports.clocks import clock_item

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from incitrack.records.entry_lists import Entry


@click.command(epilog="Example: incitrack show 42")
@click.argument("identifier", metavar="[ID]", required=False, shell_complete=completion.incidents)
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")
@pass_session
def show(session: Session, identifier: str | None, *, as_json: bool) -> int:
    """Show one incident: facts, sections, timeline, communications, action items and postmortem.

    An entry that was first committed over 15 minutes after its time says so, where there is a history to know it
    by. Without ID it is the one open incident. On a terminal lines are wrapped, in a pipe they are not.
    """
    record = read_one(session, identifier)
    postmortem, status = read_its_postmortem(session, record.id)
    about = postmortem if isinstance(postmortem, PostmortemRecord) else None
    actions = rows_of((record, about) if about else (record,), local_day(session.now, session.policies))
    running, unknown = clocks_of_one(session, record, about)
    clocks = worst_first(clocks_of(record.incident, about, running), session.policies)
    if as_json:
        from incitrack.reports.incidents import show_item
        from incitrack.reports.json_text import to_json

        items = [clock_item(each.clock, session.now) for each in clocks]
        click.echo(to_json(show_item(record, postmortem, actions, items)))
    else:
        from incitrack.reports.incident_text import IncidentText

        policies, now = session.policies, session.now
        recorded = _recorded(session, record)
        text = IncidentText(record, postmortem, actions, clocks, policies, now, columns_wide(), paint, recorded)
        click.echo("\n".join(text.lines()))
    return max(status, unknown)


def _recorded(session: Session, record: IncidentRecord) -> "Mapping[Entry, datetime]":
    """When the entries were written down; nothing where there is no repository to know it from."""
    if not (session.root / ".git").exists():
        return {}
    from incitrack.store.git import Git
    from incitrack.store.recorded_times import recorded_times

    incident = record.incident
    return recorded_times(Git(session.root), record.id, (*incident.timeline, *incident.communications))

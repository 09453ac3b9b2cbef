"""`incitrack sla`: every clock, the worst first."""

from pathlib import Path

import click

from incitrack.cli import completion
from incitrack.cli.calendar_place import calendar_place
from incitrack.cli.filters import FILTERS_HELP, WrittenFilters, filter_options
from incitrack.cli.incident_id import find_id
from incitrack.cli.screen import columns_wide, paint
from incitrack.cli.session import Session, pass_session
from incitrack.cli.unreadable import report_unreadable
from incitrack.errors import UnreadableError, UsageError
from incitrack.metrics.clocks import Clocks
from incitrack.metrics.listed_clocks import ListedClock, listed_clocks
from incitrack.records.archive import Archive
from incitrack.reports.clock_table import clock_lines, clock_table
from incitrack.reports.clocks import clock_item
from incitrack.reports.json_text import to_json

_HELP = f"""Show the clocks of incidents: what is late, what is at risk, what runs, and how the others ended.

Without ID they are the clocks of every incident. On a terminal what has stopped is then counted and not listed,
unless --all asks for it; of the clock between two entries, `update`, --all lists also what was met.

{FILTERS_HELP}

With --policy it tells what a proposed severity policy would change: how past incidents would have been judged by
it, which clocks would be late that were not, and the other way round. The filters choose the incidents.

It judges nothing and leaves with 0 whatever it finds: that is what `incitrack check` is for.
"""


@click.command(help=_HELP, epilog="Example: incitrack sla --open --severity P1 --watch")
@click.argument("identifier", metavar="[ID]", required=False, shell_complete=completion.incidents)
@filter_options
@click.option("--all", "every", is_flag=True, help="Every run of every clock.")
@click.option("--watch", is_flag=True, help="Stay, and show the clocks run. Ctrl-C ends it.")
@click.option(
    "--policy",
    "proposed",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="What this severity policy would change.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")
@pass_session
def sla(
    session: Session,
    identifier: str | None,
    filters: WrittenFilters,
    *,
    every: bool,
    watch: bool,
    proposed: Path | None,
    as_json: bool,
) -> int:
    """Clocks, as a table, as lines or as JSON."""
    chosen = None if identifier is None else find_id(session, identifier)
    if proposed is not None:
        if watch or every or chosen:
            raise UsageError(
                "--policy goes with filters and --json alone", hint="leave out the ID, --all, --watch"
            )
        from incitrack.cli.sla_what_if import print_what_if

        return print_what_if(session, proposed, filters, as_json=as_json)
    if watch:
        if as_json or columns_wide() is None:
            raise UsageError("--watch is for a terminal", hint="leave it out, and run the command when you ask")
        from incitrack.cli.sla_watch import watch_clocks

        watch_clocks(session, lambda fresh: _listed(fresh, fresh.read_archive(), chosen, filters, every=every))
        return 0
    archive = session.read_archive()
    found = _listed(session, archive, chosen, filters, every=every)
    status = report_unreadable(archive)
    if as_json:
        click.echo(to_json([clock_item(each.clock, session.now) for each in found]))
    else:
        _print(session, archive, found, counted=chosen is None and not every)
    return status


def _listed(
    session: Session, archive: Archive, chosen: str | None, filters: WrittenFilters, *, every: bool
) -> list[ListedClock]:
    policies = archive.policies
    if "severity" in policies.unreadable:
        raise UnreadableError(
            "policies/severity.yaml cannot be read, and without it there are no clocks",
            hint="incitrack check says why",
        )
    records = filters.selection(policies).of(archive.incidents, policies)
    if chosen:
        records = [record for record in records if record.id == chosen]
    with calendar_place(archive):
        return listed_clocks(records, Clocks(archive, session.now), archive, every=every)


def _print(session: Session, archive: Archive, found: list[ListedClock], *, counted: bool) -> None:
    wide = columns_wide()
    if not found:
        click.echo("There is no clock.", err=True)
    elif wide is None:
        click.echo("\n".join(clock_lines(found, session.now)))
    else:
        shown = [each for each in found if not each.clock.state.is_stopped] if counted else found
        if shown:
            click.echo("\n".join(clock_table(shown, archive.policies, session.now, wide, paint)))
        if stopped := len(found) - len(shown):
            missed = sum(1 for each in found if each.clock.state.is_late and each.clock.state.is_stopped)
            text = f"{stopped - missed:,} met and {missed:,} missed before: incitrack sla --all"
            click.echo(("\n" if shown else "Nothing runs. ") + text)

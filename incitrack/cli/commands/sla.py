"""`incitrack sla`: every clock, the worst first."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from incitrack.cli import completion
from incitrack.cli.clock_ledger import recall, remember
from incitrack.cli.filters import FILTERS_HELP, NO_FILTERS, WrittenFilters, filter_options
from incitrack.cli.incident_id import find_id
from incitrack.cli.one_incidents_clocks import clocks_of_one
from incitrack.cli.policy_of_clocks import calendar_place, refuse_without_policy
from incitrack.cli.read_one import read_its_postmortem
from incitrack.cli.screen import columns_wide, paint
from incitrack.cli.session import Session, pass_session
from incitrack.cli.unreadable import report_unreadable
from incitrack.errors import UsageError
from incitrack.metrics.clock import State
from incitrack.metrics.clocks import Clocks
from incitrack.metrics.listed_clocks import ListedClock, clocks_of, listed_clocks, worst_first
from incitrack.model.policies import Policies
from incitrack.records.archive import Archive
from incitrack.records.one_record import read_incident
from incitrack.records.record import PostmortemRecord
from incitrack.records.stamps import archive_stamps
from incitrack.reports.clock_overview import ClockOverview, clocks_json
from incitrack.reports.clock_table import clock_lines, clock_table

_HELP = f"""Show the clocks of incidents: what is late, what is at risk, what runs, and how the others ended.

Without ID they are the clocks of every incident. On a terminal what has stopped is then counted and not listed,
unless --all asks for it; of the clock between two entries, `update`, --all lists also what was met.

{FILTERS_HELP}

With --policy it tells what a proposed severity policy would change: how past incidents would have been judged by
it, which clocks would be late that were not, and the other way round. The filters choose the incidents; --since
also judges what the file's own `since` leaves out.

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
    session.refuse_where_no_records_are()
    if chosen and filters != NO_FILTERS:
        raise UsageError("an ID and filters exclude each other", hint="leave out one of them")
    if watch:
        if as_json or columns_wide() is None:
            raise UsageError("--watch is for a terminal", hint="leave it out, and run the command when you ask")
        from incitrack.cli.sla_watch import View, watch_clocks

        def look(fresh: Session) -> View:
            archive = fresh.archive
            return View(
                _listed(fresh, archive, chosen, filters, every=every), archive.policies, archive.unreadable
            )

        watch_clocks(session, look)
        return 0
    if chosen:
        return _print_one(session, chosen, every=every, as_json=as_json)
    if not every and filters == NO_FILTERS:
        return _print_all(session, as_json=as_json)
    archive = session.archive
    found = _listed(session, archive, None, filters, every=every)
    status = report_unreadable(archive, session.now)
    _print(session, found, archive.policies, as_json=as_json, counted=not every)
    return status


def _print_one(session: Session, identifier: str, *, every: bool, as_json: bool) -> int:
    """The clocks of one incident, without reading the others where none of them can matter."""
    record = read_incident(session.root, identifier)
    postmortem, status = read_its_postmortem(session, identifier)
    about = postmortem if isinstance(postmortem, PostmortemRecord) else None
    if "severity" in session.policies.unreadable:
        refuse_without_policy(session.archive)
    running, unknown = clocks_of_one(session, record, about)
    found = worst_first(clocks_of(record.incident, about, running, every=every), session.policies)
    _print(session, found, session.policies, as_json=as_json)
    return max(status, unknown)


def _print_all(session: Session, *, as_json: bool) -> int:
    """The clocks of every incident, which are not reckoned again while no file has changed."""
    files = archive_stamps(session.root)
    if ledger := recall(session, files):
        policies, status = ledger.policies, 0
        overview = ledger.overview.as_of(session.now, policies)
    else:
        archive = session.archive
        policies, found = archive.policies, _listed(session, archive, None, NO_FILTERS, every=False)
        overview = ClockOverview.of(found, session.now)
        status = report_unreadable(archive, session.now)
        if not status:
            remember(session, files, archive, overview)
    now, wide = session.now, columns_wide()
    if as_json:
        click.echo(overview.json_text(now))
    elif wide is None:
        click.echo(overview.text(now), nl=bool(overview.running or overview.lines))
        _say_if_none(overview.running or overview.lines)
    else:
        _print_table(overview.running, policies, now, wide, met=overview.met, missed=overview.missed)
    return status


def _listed(
    session: Session, archive: Archive, chosen: str | None, filters: WrittenFilters, *, every: bool
) -> list[ListedClock]:
    policies = archive.policies
    refuse_without_policy(archive)
    selection = filters.selection(policies)
    archive = filters.part_of(archive)
    records = selection.of(archive.incidents, policies)
    if chosen:
        records = [record for record in records if record.id == chosen]
    with calendar_place(lambda: archive):
        return listed_clocks(records, Clocks(archive, session.now), archive, every=every)


def _print(
    session: Session, found: Sequence[ListedClock], policies: Policies, *, as_json: bool, counted: bool = False
) -> None:
    """Clocks for a program or a pipe; on a terminal, where they are `counted`, what has stopped is not listed."""
    now, wide = session.now, columns_wide()
    if as_json:
        for piece in clocks_json(found, now):
            click.echo(piece, nl=False)
        click.echo()
    elif wide is None:
        for line in clock_lines(found, now):
            click.echo(line)
        _say_if_none(found)
    else:
        shown = [each for each in found if not each.clock.state.is_stopped] if counted else found
        missed = sum(each.clock.state is State.MISSED for each in found) if counted else 0
        _print_table(shown, policies, now, wide, met=len(found) - len(shown) - missed, missed=missed)


def _say_if_none(found: object) -> None:
    if not found:
        click.echo("There is no clock.", err=True)


def _print_table(
    shown: Sequence[ListedClock], policies: Policies, now: datetime, wide: int, *, met: int, missed: int
) -> None:
    """The table of what is shown, and how many stopped clocks are not."""
    if shown:
        click.echo("\n".join(clock_table(shown, policies, now, wide, paint)))
    elif not (met or missed):
        click.echo("There is no clock.", err=True)
    if met or missed:
        text = f"{met:,} met and {missed:,} missed before: incitrack sla --all"
        click.echo(("\n" if shown else "Nothing runs. ") + text)

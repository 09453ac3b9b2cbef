"""`incitrack metrics`: the figures of a team's history."""

import click

from incitrack.cli.filters import FILTERS_HELP, WrittenFilters, filter_options
from incitrack.cli.policy_of_clocks import calendar_place
from incitrack.cli.screen import columns_wide, paint
from incitrack.cli.session import Session, pass_session
from incitrack.cli.unreadable import report_unreadable
from incitrack.errors import UsageError
from incitrack.metrics.evidence import Evidence
from incitrack.metrics.figures import Figures, figures
from incitrack.metrics.groups import Grouping
from incitrack.reports.json_text import to_json

_HELP = f"""Show response times, kept clocks, recurrence, actions, postmortems, factors and the baseline.

Only actionable incidents count. An incident belongs to the month of its report; of two services or teams it stands
in the groups of both. What each figure means is in docs/metrics.md.

{FILTERS_HELP} What recurred is judged by the whole archive; of what --without-restricted leaves out there is no
figure.
"""


@click.command("metrics", help=_HELP, epilog="Example: incitrack metrics --by month --since 2026-01-01")
@filter_options
@click.option(
    "--by",
    type=click.Choice([grouping.value for grouping in Grouping]),
    help="A group for each month, quarter, ….",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, a row for each group.")
@pass_session
def metrics(session: Session, filters: WrittenFilters, by: str | None, *, as_json: bool, as_csv: bool) -> int:
    """The figures of the incidents that the filters ask for, as text, as JSON or as CSV."""
    if as_json and as_csv:
        raise UsageError("--json and --csv exclude each other", hint="give one of them")
    session.refuse_where_no_records_are()
    archive = filters.part_of(session.archive)
    selection = filters.selection(archive.policies)
    status = report_unreadable(archive, session.now)
    chosen = selection.of(archive.incidents, archive.policies)
    grouping = Grouping(by) if by else None
    with calendar_place(lambda: archive):
        found = figures(Evidence(archive, session.now), chosen, by=grouping, until=selection.until)
    if as_json:
        from incitrack.reports.metrics_json import metrics_item

        click.echo(to_json(metrics_item(found)))
    elif as_csv:
        from incitrack.reports.metrics_csv import metrics_csv

        click.echo(metrics_csv(found))
    else:
        _show(found, matched=bool(chosen), archive_is_empty=not archive.incidents)
    return status


def _show(found: Figures, *, matched: bool, archive_is_empty: bool) -> None:
    if not any(group.incidents for group in found.groups):
        nothing = "No incident matches." if not archive_is_empty else "There is no incident."
        click.echo("Only actionable incidents count, and there is none." if matched else nothing, err=True)
    elif found.by is None:
        from incitrack.reports.metrics_text import metrics_lines

        click.echo("\n".join(metrics_lines(found, columns_wide(), paint)))
    else:
        from incitrack.reports.metrics_table import group_lines

        click.echo("\n".join(group_lines(found, columns_wide(), paint)))

"""`incitrack report month` and `quarter`: what a manager takes into the review."""

from collections.abc import Callable
from datetime import datetime

import click

from incitrack.cli.commands.report_out import OUT, address_from, file_of, hand_over
from incitrack.cli.commands.report_when import month_written, quarter_written
from incitrack.cli.policy_of_clocks import calendar_place, refuse_without_policy
from incitrack.cli.session import Session, pass_session
from incitrack.cli.unreadable import report_unreadable
from incitrack.metrics.periods import Period
from incitrack.model.policies import Policies
from incitrack.records.unrestricted import unrestricted

_RESTRICTED = click.option("--without-restricted", is_flag=True, help="Leave out what no built site shows.")


@click.command(epilog="Example: incitrack report month 2026-10")
@click.argument("month", metavar="[YYYY-MM]", required=False)
@OUT
@_RESTRICTED
@pass_session
def month(session: Session, month: str | None, out: str | None, *, without_restricted: bool) -> int:
    """Print the report on a month, beside the month before it.

    Headline, counts, response times, clocks kept and missed, what came back, availability, action items,
    postmortems, causes, and whether the number is a signal or noise.

    Without a month it is the last one that is over.
    """
    return _report(session, month_written, month, out, without_restricted=without_restricted)


@click.command(epilog="Example: incitrack report quarter 2026-Q3 --out q3.md")
@click.argument("quarter", metavar="[YYYY-QN]", required=False)
@OUT
@_RESTRICTED
@pass_session
def quarter(session: Session, quarter: str | None, out: str | None, *, without_restricted: bool) -> int:
    """Print the report on a quarter, beside the quarter before it.

    It says what the report on a month says. Without a quarter it is the last one that is over.
    """
    return _report(session, quarter_written, quarter, out, without_restricted=without_restricted)


def _report(
    session: Session,
    read: Callable[[str | None, datetime, Policies], Period],
    written: str | None,
    out: str | None,
    *,
    without_restricted: bool,
) -> int:
    from incitrack.metrics.evidence import Evidence
    from incitrack.metrics.period_review import period_review
    from incitrack.reports.periodic.period_report import period_report

    file = file_of(session, out)
    session.refuse_where_no_records_are()
    archive = session.archive
    refuse_without_policy(archive)
    period = read(written, session.now, archive.policies)
    status = report_unreadable(archive, session.now)
    evidence = Evidence(unrestricted(archive) if without_restricted else archive, session.now)
    with calendar_place(lambda: archive):
        report = period_report(period_review(evidence, period), evidence, address_from(session, file))
    hand_over(report, file)
    return status

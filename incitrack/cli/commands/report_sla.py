"""`incitrack report sla`: what a customer was promised, and what was kept."""

from datetime import datetime, timedelta

import click

from incitrack.changes.known_words import term
from incitrack.cli.commands.report_out import OUT, file_of, hand_over
from incitrack.cli.commands.report_when import ends_written, month_written, quarter_written
from incitrack.cli.policy_of_clocks import calendar_place, refuse_without_policy
from incitrack.cli.session import Session, pass_session
from incitrack.cli.unreadable import report_unreadable
from incitrack.errors import UsageError
from incitrack.metrics.availability import Stretch
from incitrack.model.local_day import zone
from incitrack.model.policies import Policies
from incitrack.wording import count_text, day_text


@click.command(epilog="Example: incitrack report sla --customer enterprise --quarter 2026-Q3 --out q3.md")
@click.option("--customer", "tier", metavar="TIER", required=True, help="The customer tier that it is for.")
@click.option("--quarter", metavar="YYYY-QN", help="The quarter; by default the last one that is over.")
@click.option("--month", metavar="YYYY-MM", help="A month instead of a quarter.")
@click.option("--since", metavar="WHEN", help="From that day or time on, instead of a quarter.")
@click.option("--until", metavar="WHEN", help="To that day or time, both included; by default now.")
@OUT
@pass_session
def sla(
    session: Session,
    *,
    tier: str,
    quarter: str | None,
    month: str | None,
    since: str | None,
    until: str | None,
    out: str | None,
) -> int:
    """Print the report for a customer tier: what is agreed, what was kept, and what was told.

    It has each incident that affected the tier with its title, times and results against the tier's own targets,
    or where it has none the severity's; availability; and what was told to the tier or to everybody. It has no
    person, no timeline and no cause, and of restricted incidents nothing.

    What the sender should know of it is on standard error.
    """
    from incitrack.metrics.customer_review import customer_review, customer_tiers
    from incitrack.reports.periodic.customer_report import customer_report

    file = file_of(session, out)
    session.refuse_where_no_records_are()
    archive = session.archive
    refuse_without_policy(archive)
    term(tier, customer_tiers(archive) or None, "a customer tier of the policies or of a record")
    name, window = _time(session.now, archive.policies, quarter=quarter, month=month, since=since, until=until)
    status = report_unreadable(archive, session.now)
    with calendar_place(lambda: archive):
        review = customer_review(archive, tier, window, session.now)
    hand_over(customer_report(review, name, archive.policies), file)
    presumed = [each.incident.id for each in review.incidents if each.is_presumed]
    _remark(presumed, f"without a customer tier, counted because {tier} uses a service that was affected")
    _remark(review.withheld, "restricted, and left out")
    return status


def _time(
    now: datetime,
    policies: Policies,
    *,
    quarter: str | None,
    month: str | None,
    since: str | None,
    until: str | None,
) -> tuple[str, Stretch]:
    """What the time is called, and the time.

    Raises:
        UsageError: more than one was asked for, or it has not begun.
    """
    from incitrack.reports.periodic.period_words import period_name

    asked = [bool(quarter), bool(month), bool(since or until)]
    if asked.count(True) > 1:
        raise UsageError("--quarter, --month and --since exclude each other", hint="give one of them")
    if not (since or until):
        period = month_written(month, now, policies) if month else quarter_written(quarter, now, policies)
        return period_name(period), period.window(policies)
    first, last = ends_written(since, until, policies)
    if first is None:
        raise UsageError("--until needs --since", hint="write --since too, or --quarter")
    last = last or now
    if first > now or first >= last:
        raise UsageError("--since lies ahead", hint="write a day or time before now")
    where = zone(policies)
    end = last + timedelta(microseconds=1) if last.microsecond == 999_999 else last
    return f"{day_text(first.astimezone(where))} to {day_text(last.astimezone(where))}", Stretch(first, end)


def _remark(incidents: tuple[str, ...] | list[str], what: str) -> None:
    if incidents:
        click.echo(f"{count_text(len(incidents), 'incident')} {what}: {', '.join(incidents)}", err=True)

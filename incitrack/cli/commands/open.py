"""`incitrack open`: open an incident."""

import click

from incitrack.cli.asking import Question, asked_for
from incitrack.cli.completion import people, services, severities
from incitrack.cli.incident_id import on_a_terminal
from incitrack.cli.session import Session, pass_session
from incitrack.cli.writing import How, Writing, past_time_of, text_of, writing_options
from incitrack.errors import UsageError


@click.command(
    "open", epilog="Example: incitrack open --title 'Checkout returns 502' --severity P1 --service checkout"
)
@click.option("--title", metavar="TITLE", help="What is broken, in plain words, on one line.")
@click.option(
    "--severity", metavar="SEVERITY", shell_complete=severities, help="Default: the first service's own."
)
@click.option(
    "--service",
    "affected",
    metavar="KEY",
    multiple=True,
    shell_complete=services,
    help="What is affected; may be repeated.",
)
@click.option("--owner", metavar="HANDLE", shell_complete=people, help="Default: the first service's owner.")
@click.option("--started-at", metavar="TIME", help="When users began to be affected, where it is known.")
@click.option("--tier", "tiers", metavar="TIER", multiple=True, help="A customer tier affected; may be repeated.")
@click.option(
    "--affected", "customers", metavar="N", type=click.IntRange(0), help="How many customers are affected."
)
@click.option("--message", metavar="TEXT", default="", help="What the report says; - reads standard input.")
@click.option("--pr", is_flag=True, help="Reserve the number on a branch of its own, for a pull request.")
@writing_options
@pass_session
def open_(
    session: Session,
    *,
    title: str | None,
    severity: str | None,
    affected: tuple[str, ...],
    owner: str | None,
    started_at: str | None,
    tiers: tuple[str, ...],
    customers: int | None,
    message: str,
    pr: bool,
    how: How,
) -> None:
    """Open an incident: write its record and commit it.

    On a terminal, what is missing is asked for. Earlier incidents that look alike are shown. With --pr the record
    is committed to the branch incident/ID, which is pushed, so that nobody takes the number.
    """
    from incitrack.changes.known_words import service, severity_policy
    from incitrack.changes.open_incident import open_incident
    from incitrack.cli.announcing import Announcing
    from incitrack.cli.look_alikes import say_what_looks_alike
    from incitrack.model.words import title as title_of_a_record
    from incitrack.records.incident_file import parse_incident
    from incitrack.records.record import IncidentRecord
    from incitrack.store.numbers import next_id

    def known_services(typed: str) -> None:
        for each in _services(typed):
            service(each, session.policies)

    if on_a_terminal():
        severity_policy(session.policies)  # said before three questions rather than after them
    title = title if title is not None else asked_for("--title", Question("What is broken", title_of_a_record))
    affected = affected or _services(asked_for("--service", Question("Services affected", known_services)))
    if severity is None and on_a_terminal():
        severity = _ask_for_severity(session, affected)
    started = None if started_at is None else past_time_of(session, "--started-at", started_at)
    message = text_of(message)
    announcing = Announcing(session) if pr and not how.dry_run else None
    with Writing(session, how) as writing:
        change = open_incident(
            id=next_id(writing.repository, writing.at.year),
            title=title,
            severity=severity,
            services=affected,
            owner=owner,
            by=writing.by,
            at=writing.at,
            started_at=started,
            tiers=tiers,
            affected=customers,
            message=message,
            policies=writing.policies,
        )
        record = parse_incident(change.edits[0].path, change.edits[0].after)
        assert isinstance(record, IncidentRecord)  # noqa: S101 - the change has read it back
        if announcing is None:
            writing.commit(change, record.incident)
        else:
            announcing.commit(writing, change, record.incident)
    say_what_looks_alike(session.root, record.incident, known_as=writing.pushed_as)
    if announcing is not None:
        announcing.push()
    elif writing.pushed_as is not None:
        click.echo(writing.pushed_as)


def _services(typed: str) -> tuple[str, ...]:
    return tuple(typed.replace(",", " ").split())


def _ask_for_severity(session: Session, affected: tuple[str, ...]) -> str | None:
    policy, catalogue = session.policies.severity, session.policies.services.services or {}
    first = catalogue.get(affected[0]) if affected else None
    if policy is None or (first and first.severity and policy.key_for(first.severity)):
        return None
    for key, severity in policy.severities.items():
        click.echo(f"  {key}  {severity.name}: {severity.definition or ''}".rstrip(": "), err=True)

    def known(typed: str) -> None:
        if policy.key_for(typed) is None:
            raise UsageError("write one of " + ", ".join(policy.severities))

    return asked_for("--severity", Question("Severity", known))

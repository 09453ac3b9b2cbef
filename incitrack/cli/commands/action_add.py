"""`incitrack action add`: add an action item."""

import click

from incitrack.cli.action_id import day_of
from incitrack.cli.completion import incidents, people
from incitrack.cli.incident_id import find_id, id_and_words
from incitrack.cli.session import Session, pass_session
from incitrack.cli.writing import How, Writing, writing_options


@click.command(
    epilog="Example: incitrack action add 42 'Alert at 80% pool saturation' --owner jdoe --due 2026-12-01"
)
@click.argument("words", metavar="[ID] TITLE", nargs=-1, shell_complete=incidents)
@click.option("--owner", metavar="HANDLE", required=True, shell_complete=people, help="One person, never a team.")
@click.option("--due", metavar="DATE", required=True, help="By the end of which day, such as 2026-12-01.")
@click.option("--kind", metavar="KIND", help="mitigation, remediation or prevention.")
@click.option("--expected", metavar="TEXT", help="The improvement expected.")
@click.option("--priority", metavar="PRIORITY", help="high, medium or low.")
@click.option("--area", metavar="SLUG", help="alerting, runbook, escalation, rollback, dependency, …")
@click.option("--link", metavar="URL", help="The ticket or pull request.")
@writing_options
@pass_session
def add(
    session: Session,
    words: tuple[str, ...],
    *,
    owner: str,
    due: str,
    kind: str | None,
    expected: str | None,
    priority: str | None,
    area: str | None,
    link: str | None,
    how: How,
) -> None:
    """Add an action item: to the postmortem if there is one, else to the incident's record."""
    from incitrack.changes.add_action import add_action

    typed, (title,) = id_and_words(words, "TITLE")
    identifier, due_on = find_id(session, typed), day_of("--due", due)
    with Writing(session, how) as writing:
        change = add_action(
            writing.incident(identifier),
            writing.postmortem(identifier),
            title=title,
            owner=owner,
            due=due_on,
            kind=kind,
            expected=expected,
            priority=priority,
            area=area,
            link=link,
            policies=writing.policies,
        )
        writing.commit(change)

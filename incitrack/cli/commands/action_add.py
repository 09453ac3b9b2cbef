"""`incitrack action add`: add an action item."""

from functools import partial

import click

from incitrack.cli.action_id import day_of
from incitrack.cli.asking import Question, asked_for, incident_and_words
from incitrack.cli.completion import one_of, people, words
from incitrack.cli.session import Session, pass_session
from incitrack.cli.writing import How, Writing, writing_options


@click.command(
    epilog="Example: incitrack action add 42 'Alert at 80% pool saturation' --owner jdoe --due 2026-12-01"
)
@click.argument("words", metavar="[ID] TITLE", nargs=-1, shell_complete=words())
@click.option("--owner", metavar="HANDLE", shell_complete=people, help="One person, never a team (needed).")
@click.option("--due", metavar="DATE", help="By the end of which day, such as 2026-12-01 (needed).")
@click.option(
    "--kind",
    metavar="KIND",
    shell_complete=one_of("mitigation", "remediation", "prevention"),
    help="mitigation, remediation or prevention.",
)
@click.option("--expected", metavar="TEXT", help="The improvement expected.")
@click.option(
    "--priority", metavar="PRIORITY", shell_complete=one_of("high", "medium", "low"), help="high, medium or low."
)
@click.option("--area", metavar="SLUG", help="alerting, runbook, escalation, rollback, dependency, …")
@click.option("--link", metavar="URL", help="The ticket or pull request.")
@writing_options
@pass_session
def add(
    session: Session,
    words: tuple[str, ...],
    *,
    owner: str | None,
    due: str | None,
    kind: str | None,
    expected: str | None,
    priority: str | None,
    area: str | None,
    link: str | None,
    how: How,
) -> None:
    """Add an action item: to the postmortem if there is one, else to the incident's record."""
    from incitrack.changes.add_action import add_action
    from incitrack.changes.known_words import person
    from incitrack.model.words import one_line

    identifier, (title,) = incident_and_words(session, words, {"TITLE": Question("What is to be done", one_line)})
    if owner is None:
        owner = asked_for("--owner", Question("Who does it", partial(person, policies=session.policies)))
    if due is None:
        due = asked_for("--due", Question("By when", partial(day_of, "--due")))
    due_on = day_of("--due", due)
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

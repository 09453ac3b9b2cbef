"""`incitrack severity`: raise or lower the severity."""

from functools import partial

import click

from incitrack.cli.asking import Question, incident_and_words
from incitrack.cli.closing import closing_allowed_at
from incitrack.cli.completion import severities, words
from incitrack.cli.session import Session, pass_session
from incitrack.cli.writing import How, Writing, text_of, writing_options


@click.command(epilog="Example: incitrack severity 42 P1 'Payments fail as well.'")
@click.argument("words", metavar="[ID] SEVERITY REASON", nargs=-1, shell_complete=words(severities))
@writing_options
@pass_session
def severity(session: Session, words: tuple[str, ...], how: How) -> None:
    """Raise or lower the severity, and say why."""
    from incitrack.changes.change_severity import change_severity
    from incitrack.changes.known_words import severity as known_severity

    known = partial(known_severity, policies=session.policies)
    questions = {"SEVERITY": Question("The new severity", known), "REASON": Question("Why")}
    identifier, (key, reason) = incident_and_words(session, words, questions)
    reason = text_of(reason)
    with Writing(session, how) as writing:
        record = writing.incident(identifier)
        is_open = record.incident.is_open
        change = change_severity(
            record,
            key,
            reason,
            at=writing.at,
            by=writing.by,
            policies=writing.policies,
            not_before=None if is_open else closing_allowed_at(record.incident, key, writing.policies),
            postmortem=None if is_open else writing.postmortem(identifier),
        )
        writing.commit(change, record.incident)

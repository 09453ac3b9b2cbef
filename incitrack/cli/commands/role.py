"""`incitrack role`: give somebody a role in the response."""

from functools import partial

import click

from incitrack.cli.asking import Question, incident_and_words
from incitrack.cli.completion import people, roles, words
from incitrack.cli.session import Session, pass_session
from incitrack.cli.writing import How, Writing, text_of, writing_options


@click.command(epilog="Example: incitrack role 42 commander jdoe")
@click.argument("words", metavar="[ID] ROLE HANDLE [REASON]", nargs=-1, shell_complete=words(roles, people))
@writing_options
@pass_session
def role(session: Session, words: tuple[str, ...], how: How) -> None:
    """Give somebody a role: commander, technical_lead, communications_lead or scribe."""
    from incitrack.changes.give_role import give_role, role_name
    from incitrack.changes.known_words import person

    questions = {
        "ROLE": Question("Which role", role_name),
        "HANDLE": Question("Who has it now", partial(person, policies=session.policies)),
    }
    identifier, (name, holder, reason) = incident_and_words(session, words, questions, optional=["REASON"])
    reason = text_of(reason)
    with Writing(session, how) as writing:
        record = writing.incident(identifier)
        change = give_role(
            record, name, holder, at=writing.at, by=writing.by, policies=writing.policies, reason=reason
        )
        writing.commit(change, record.incident)

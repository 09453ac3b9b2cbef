"""`incitrack assign`: give an incident to another owner."""

from functools import partial

import click

from incitrack.cli.asking import Question, incident_and_words
from incitrack.cli.completion import people, words
from incitrack.cli.session import Session, pass_session
from incitrack.cli.writing import How, Writing, text_of, writing_options


@click.command(epilog="Example: incitrack assign 42 jdoe 'Knows the database best.'")
@click.argument("words", metavar="[ID] HANDLE [REASON]", nargs=-1, shell_complete=words(people))
@writing_options
@pass_session
def assign(session: Session, words: tuple[str, ...], how: How) -> None:
    """Give an incident to another owner: one person, never a team."""
    from incitrack.changes.assign import assign as assigned
    from incitrack.changes.known_words import person

    questions = {"HANDLE": Question("The new owner", partial(person, policies=session.policies))}
    identifier, (owner, reason) = incident_and_words(session, words, questions, optional=["REASON"])
    reason = text_of(reason)
    with Writing(session, how) as writing:
        record = writing.incident(identifier)
        change = assigned(record, owner, at=writing.at, by=writing.by, policies=writing.policies, reason=reason)
        writing.commit(change, record.incident)

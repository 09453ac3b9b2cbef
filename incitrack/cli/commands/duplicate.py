"""`incitrack duplicate`: an incident is another one's duplicate."""

from functools import partial

import click

from incitrack.cli.asking import Question, incident_and_words
from incitrack.cli.completion import incidents, words
from incitrack.cli.incident_id import find_id, is_id, on_a_terminal
from incitrack.cli.one_by_one import OneByOne
from incitrack.cli.session import Session, pass_session
from incitrack.cli.writing import How, Writing, text_of, writing_options
from incitrack.errors import UsageError


@click.command(epilog="Example: incitrack duplicate 43 42")
@click.argument("words", metavar="ID OF [REASON]", nargs=-1, shell_complete=words(incidents))
@writing_options
@pass_session
def duplicate(session: Session, words: tuple[str, ...], how: How) -> None:
    """Mark the incident ID as a duplicate of OF, whose record stays.

    It leaves the metrics and keeps the link.
    """
    from incitrack.changes.mark_duplicate import mark_duplicate

    if not (words and is_id(words[0])) and not on_a_terminal():
        raise UsageError("both incidents have to be named", hint="write incitrack duplicate 43 42, where 42 stays")
    questions = {"OF": Question("Of which incident (its ID)", partial(find_id, session))}
    identifier, (of, reason) = incident_and_words(session, words, questions, optional=["REASON"])
    stays, reason = find_id(session, of), text_of(reason)
    with Writing(session, how) as writing:
        record = writing.incident(identifier)
        change = mark_duplicate(
            record, stays, archive=OneByOne(session.root), at=writing.at, by=writing.by, text=reason
        )
        writing.commit(change)

"""`incitrack duplicate`: an incident is another one's duplicate."""

import click

from incitrack.cli.completion import incidents
from incitrack.cli.incident_id import find_id, id_and_words
from incitrack.cli.one_by_one import OneByOne
from incitrack.cli.session import Session, pass_session
from incitrack.cli.writing import How, Writing, text_of, writing_options
from incitrack.errors import UsageError


@click.command(epilog="Example: incitrack duplicate 43 42")
@click.argument("words", metavar="ID OF [REASON]", nargs=-1, shell_complete=incidents)
@writing_options
@pass_session
def duplicate(session: Session, words: tuple[str, ...], how: How) -> None:
    """Mark the incident ID as a duplicate of OF, whose record stays.

    It leaves the metrics and keeps the link.
    """
    from incitrack.changes.mark_duplicate import mark_duplicate

    typed, (of, reason) = id_and_words(words, "OF", "REASON", optional=1)
    if typed is None:
        raise UsageError("both incidents have to be named", hint="write incitrack duplicate 43 42, where 42 stays")
    identifier, stays, reason = find_id(session, typed), find_id(session, of), text_of(reason)
    with Writing(session, how) as writing:
        record = writing.incident(identifier)
        change = mark_duplicate(
            record, stays, archive=OneByOne(session.root), at=writing.at, by=writing.by, text=reason
        )
        writing.commit(change)

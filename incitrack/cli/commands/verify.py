"""`incitrack verify`: somebody or something confirmed the fix."""

import click

from incitrack.cli.asking import Question, incident_and_words
from incitrack.cli.completion import words
from incitrack.cli.session import Session, pass_session
from incitrack.cli.writing import How, Writing, text_of, writing_options


@click.command(epilog="Example: incitrack verify 42 'Probes green from all regions for an hour.'")
@click.argument("words", metavar="[ID] TEXT", nargs=-1, shell_complete=words())
@writing_options
@pass_session
def verify(session: Session, words: tuple[str, ...], how: How) -> None:
    """Note who or what confirmed the fix."""
    from incitrack.changes.verify import verify as verified

    identifier, (text,) = incident_and_words(session, words, {"TEXT": Question("Who or what confirmed it")})
    text = text_of(text)
    with Writing(session, how) as writing:
        record = writing.incident(identifier)
        change = verified(record, text, at=writing.at, by=writing.by)
        writing.commit(change, record.incident)

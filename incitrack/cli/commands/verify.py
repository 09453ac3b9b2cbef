"""`incitrack verify`: somebody or something confirmed the fix."""

import click

from incitrack.cli.completion import incidents
from incitrack.cli.incident_id import find_id, id_and_words
from incitrack.cli.session import Session, pass_session
from incitrack.cli.writing import How, Writing, asked_for, text_of, writing_options


@click.command(epilog="Example: incitrack verify 42 'Probes green from all regions for an hour.'")
@click.argument("words", metavar="[ID] TEXT", nargs=-1, shell_complete=incidents)
@writing_options
@pass_session
def verify(session: Session, words: tuple[str, ...], how: How) -> None:
    """Note who or what confirmed the fix."""
    from incitrack.changes.verify import verify as verified

    typed, (text,) = id_and_words(words, "TEXT", optional=1)
    text = text_of(text or asked_for("TEXT", "Who or what confirmed it"))
    identifier = find_id(session, typed)
    with Writing(session, how) as writing:
        record = writing.incident(identifier)
        change = verified(record, text, at=writing.at, by=writing.by)
        writing.commit(change, record.incident)

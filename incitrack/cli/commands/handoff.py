"""`incitrack handoff`: hand an incident over to the next shift."""

import click

from incitrack.cli.completion import incidents, people
from incitrack.cli.incident_id import find_id, id_and_words
from incitrack.cli.session import Session, pass_session
from incitrack.cli.writing import How, Writing, asked_for, text_of, writing_options


@click.command(epilog="Example: incitrack handoff 42 --to jdoe 'Workaround holds; the fix is in review.'")
@click.argument("words", metavar="[ID] TEXT", nargs=-1, shell_complete=incidents)
@click.option(
    "--to", metavar="HANDLE", required=True, shell_complete=people, help="Who takes it; also the new owner."
)
@writing_options
@pass_session
def handoff(session: Session, words: tuple[str, ...], to: str, how: How) -> None:
    """Hand an incident over: progress, known workarounds, pending actions."""
    from incitrack.changes.hand_off import hand_off

    typed, (text,) = id_and_words(words, "TEXT", optional=1)
    text = text_of(text or asked_for("TEXT", "What the next shift needs to know"))
    identifier = find_id(session, typed)
    with Writing(session, how) as writing:
        record = writing.incident(identifier)
        change = hand_off(record, to, text, at=writing.at, by=writing.by, policies=writing.policies)
        writing.commit(change, record.incident)

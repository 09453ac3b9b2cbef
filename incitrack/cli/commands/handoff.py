"""`incitrack handoff`: hand an incident over to the next shift."""

from functools import partial

import click

from incitrack.cli.asking import Question, asked_for, incident_and_words
from incitrack.cli.completion import people, words
from incitrack.cli.session import Session, pass_session
from incitrack.cli.writing import How, Writing, text_of, writing_options


@click.command(epilog="Example: incitrack handoff 42 --to jdoe 'Workaround holds; the fix is in review.'")
@click.argument("words", metavar="[ID] TEXT", nargs=-1, shell_complete=words())
@click.option("--to", metavar="HANDLE", shell_complete=people, help="Who takes it (needed); also the new owner.")
@writing_options
@pass_session
def handoff(session: Session, words: tuple[str, ...], to: str | None, how: How) -> None:
    """Hand an incident over: progress, known workarounds, pending actions."""
    from incitrack.changes.hand_off import hand_off
    from incitrack.changes.known_words import person

    known = partial(person, policies=session.policies)
    question = Question("What the next shift needs to know")
    identifier, (text,) = incident_and_words(session, words, {"TEXT": question})
    text, to = text_of(text), to if to is not None else asked_for("--to", Question("Who takes it", known))
    with Writing(session, how) as writing:
        record = writing.incident(identifier)
        change = hand_off(record, to, text, at=writing.at, by=writing.by, policies=writing.policies)
        writing.commit(change, record.incident)

"""`incitrack amend`: correct an earlier entry, which stays as it is."""

from functools import partial

import click

from incitrack.cli.asking import Question, incident_and_words
from incitrack.cli.completion import words
from incitrack.cli.session import Session, pass_session
from incitrack.cli.writing import How, Writing, text_of, time_of, writing_options


@click.command(epilog="Example: incitrack amend 42 2026-11-20T14:31Z 'It was the replica, not the primary.'")
@click.argument("words", metavar="[ID] TIME TEXT", nargs=-1, shell_complete=words())
@click.option("--removed", is_flag=True, help="The entry of TIME is there no more: tell why, or what it said.")
@writing_options
@pass_session
def amend(session: Session, words: tuple[str, ...], how: How, *, removed: bool) -> None:
    """Correct the entry of TIME by a new one; what was written stays."""
    from incitrack.changes.amend import amend as amended

    questions = {
        "TIME": Question("The time of the entry", partial(time_of, "TIME")),
        "TEXT": Question("What is right"),
    }
    identifier, (time, text) = incident_and_words(session, words, questions)
    entry_at, text = time_of("TIME", time), text_of(text)
    with Writing(session, how) as writing:
        record = writing.incident(identifier)
        change = amended(record, entry_at, text, at=writing.at, by=writing.by, removed=removed)
        writing.commit(change, record.incident)

"""`incitrack log`: append to the timeline."""

import click

from incitrack.cli.asking import Question, incident_and_words
from incitrack.cli.completion import one_of, words
from incitrack.cli.session import Session, pass_session
from incitrack.cli.writing import How, Writing, text_of, writing_options


@click.command(epilog="Example: incitrack log 42 'Connection pool is exhausted.'")
@click.argument("words", metavar="[ID] TEXT", nargs=-1, shell_complete=words())
@click.option(
    "--kind",
    metavar="KIND",
    default="update",
    shell_complete=one_of("update", "decision", "hypothesis", "attempt", "escalated"),
    help="update, decision, hypothesis, attempt or escalated.",
)
@writing_options
@pass_session
def log(session: Session, words: tuple[str, ...], kind: str, how: How) -> None:
    """Append to the timeline of an incident: what was seen or done.

    TEXT is Markdown; `-` reads it from standard input, with its line breaks and code blocks. A hypothesis begins
    `H1 open:`, `H1 confirmed:` or `H1 rejected:`, an attempt `worked:`, `no effect:` or `worse:`.
    """
    from incitrack.changes.append_entry import append_entry

    identifier, (text,) = incident_and_words(session, words, {"TEXT": Question("What was seen or done")})
    text = text_of(text)
    with Writing(session, how) as writing:
        record = writing.incident(identifier)
        change = append_entry(record, text, kind=kind, at=writing.at, by=writing.by)
        writing.commit(change, record.incident)

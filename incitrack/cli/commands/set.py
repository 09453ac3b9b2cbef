"""`incitrack set`: any field that no other verb writes."""

import click

from incitrack.cli.asking import Question, asked_for
from incitrack.cli.completion import fields, words
from incitrack.cli.incident_id import find_id, is_id, on_a_terminal
from incitrack.cli.one_by_one import OneByOne
from incitrack.cli.session import Session, pass_session
from incitrack.cli.writing import How, Writing, past_time_of, writing_options
from incitrack.errors import UsageError


@click.command(
    "set",
    context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]},
    epilog="Example: incitrack set 42 tags +database -network",
)
@click.argument(
    "words", metavar="[ID] FIELD VALUE...", nargs=-1, type=click.UNPROCESSED, shell_complete=words(fields)
)
@writing_options
@pass_session
def set_(session: Session, words: tuple[str, ...], how: How) -> None:
    """Set a field of the front matter that no other verb writes.

    Of a list, VALUE... is all of it, or +x adds x and -x takes it away. Of a map, name the key, as in
    customers.affected. An empty VALUE takes an optional field away.
    """
    from incitrack.changes.set_field import set_field, settable

    typed, rest = (words[0], words[1:]) if words and (is_id(words[0]) or not words[0].strip()) else (None, words)
    if not rest and not on_a_terminal():
        raise UsageError("FIELD and VALUE are missing", hint="see incitrack set --help")
    identifier = find_id(session, typed)
    field, *values = rest or [asked_for("FIELD", Question("Which field", settable))]
    if not values and on_a_terminal():
        values = asked_for("VALUE", Question(f"The new value of {field}")).split()
    if field == "started_at" and any(values):
        past_time_of(session, field, " ".join(values))
    with Writing(session, how) as writing:
        record = writing.incident(identifier)
        change = set_field(
            record,
            field,
            values,
            policies=writing.policies,
            exists=OneByOne(session.root).exists,
        )
        writing.commit(change)

"""`incitrack tell`: note what was told to people outside the response."""

import re
from datetime import datetime, timedelta
from typing import Final

import click

from incitrack.cli.asking import Question, asked_for, incident_and_words
from incitrack.cli.completion import audiences, words
from incitrack.cli.session import Session, pass_session
from incitrack.cli.writing import How, Writing, text_of, time_of, writing_options
from incitrack.errors import UsageError

_SPAN: Final = re.compile(r"([0-9]{1,4})(m|h|d)")
_UNITS: Final = {"m": "minutes", "h": "hours", "d": "days"}


@click.command(epilog="Example: incitrack tell 42 'Checkout fails, we are on it.' --to public --next 30m")
@click.argument("words", metavar="[ID] TEXT", nargs=-1, shell_complete=words())
@click.option(
    "--to",
    "audience",
    metavar="AUDIENCE",
    shell_complete=audiences,
    help="public, stakeholders or tier-NAME (needed).",
)
@click.option(
    "--via", metavar="CHANNEL", multiple=True, help="By which channel, such as status-page; may be repeated."
)
@click.option("--next", "next_update", metavar="WHEN", help="Promise the next update: in 30m, 2h, or at a TIME.")
@click.option("--expected", metavar="WHEN", help="Estimate the resolution: in 30m, 2h, or at a TIME.")
@writing_options
@pass_session
def tell(
    session: Session,
    words: tuple[str, ...],
    *,
    audience: str | None,
    via: tuple[str, ...],
    next_update: str | None,
    expected: str | None,
    how: How,
) -> None:
    """Note what was told to people outside, under Communications.

    Nothing is sent. A promise made with --next stands in the text, and a clock runs until the next one.
    """
    from incitrack.changes.known_words import promising
    from incitrack.changes.tell import known_audience
    from incitrack.changes.tell import tell as told

    identifier, (text,) = incident_and_words(session, words, {"TEXT": Question("What was told", promising)})
    text = text_of(text)
    if audience is None:
        audience = asked_for("--to", Question("To whom (public, stakeholders, tier-NAME)", known_audience))
    with Writing(session, how) as writing:
        record = writing.incident(identifier)
        change = told(
            record,
            audience,
            text,
            at=writing.at,
            by=writing.by,
            channels=via,
            next_update_at=_when("--next", next_update, writing.at),
            resolution_at=_when("--expected", expected, writing.at),
        )
        writing.commit(change, record.incident)


def _when(option: str, typed: str | None, start: datetime) -> datetime | None:
    if typed is None:
        return None
    if found := _SPAN.fullmatch(typed):
        try:
            return start + timedelta(**{_UNITS[found[2]]: int(found[1])})
        except OverflowError:
            raise UsageError(f"{option}: {typed} is beyond the calendar") from None
    if "T" in typed:
        return time_of(option, typed)
    from incitrack.model.words import shown

    raise UsageError(f"{option}: {shown(typed)} is no time to come", hint="write 30m, 2h or 2026-11-20T15:15Z")

"""`incitrack ack`, `start`, `mitigate`, `resolve`, `close` and `reopen`: an incident's way through its life."""

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

import click

from incitrack.cli.asking import Question, asked_for, incident_and_words
from incitrack.cli.closing import closing_allowed_at
from incitrack.cli.completion import causes, words
from incitrack.cli.incident_id import on_a_terminal
from incitrack.cli.session import Session, pass_session
from incitrack.cli.writing import How, Writing, past_time_of, text_of, writing_options

if TYPE_CHECKING:
    from incitrack.model.entry import Kind

_words = click.argument("words", metavar="[ID] [TEXT]", nargs=-1, shell_complete=words())


@click.command(epilog="Example: incitrack ack 42 'On it, looking at the database host.'")
@_words
@writing_options
@pass_session
def ack(session: Session, words: tuple[str, ...], how: How) -> None:
    """Acknowledge an incident: somebody has it.

    Where it has no owner, you become the owner.
    """
    from incitrack.model.entry import Kind

    _move(session, _meant(session, words), how, Kind.ACKNOWLEDGED)


@click.command(epilog="Example: incitrack start 42")
@_words
@writing_options
@pass_session
def start(session: Session, words: tuple[str, ...], how: How) -> None:
    """Say that work on an incident has begun."""
    from incitrack.model.entry import Kind

    _move(session, _meant(session, words), how, Kind.IN_PROGRESS)


@click.command(epilog="Example: incitrack mitigate 42 'Restarted the workers, pool limit raised by hand.'")
@_words
@writing_options
@pass_session
def mitigate(session: Session, words: tuple[str, ...], how: How) -> None:
    """Say that users are no longer affected; the fault may remain."""
    from incitrack.changes.mitigate import mitigate as mitigated

    identifier, text = _meant(session, words)
    with Writing(session, how) as writing:
        record = writing.incident(identifier)
        change = mitigated(record, at=writing.at, by=writing.by, text=text, policies=writing.policies)
        writing.commit(change, record.incident)


@click.command(epilog="Example: incitrack resolve 42 'New limit deployed.' --started-at 2026-11-20T14:05Z")
@_words
@click.option(
    "--started-at", metavar="TIME", help="When users began to be affected; else the time of the report stands in."
)
@writing_options
@pass_session
def resolve(session: Session, words: tuple[str, ...], started_at: str | None, how: How) -> None:
    """Say that an incident is fixed."""
    from incitrack.model.entry import Kind

    start = past_time_of(session, "--started-at", started_at) if started_at is not None else None
    _move(session, _meant(session, words), how, Kind.RESOLVED, started_at=start)


@click.command(epilog="Example: incitrack close 42 --cause configuration")
@_words
@click.option("--cause", metavar="CAUSE", shell_complete=causes, help="A key of the causes in the taxonomy.")
@writing_options
@pass_session
def close(session: Session, words: tuple[str, ...], cause: str | None, how: How) -> None:
    """Close an incident: nothing is left to do.

    What its severity asks for before, such as a verified fix or a published postmortem, has to be there.
    """
    from incitrack.model.entry import Kind

    meant = _meant(session, words)
    cause = cause if cause is not None else _ask_for_the_cause(session, meant[0])
    _move(session, meant, how, Kind.CLOSED, cause=cause)


@click.command(epilog="Example: incitrack reopen 42 'The same errors since the last deploy.'")
@_words
@writing_options
@pass_session
def reopen(session: Session, words: tuple[str, ...], how: How) -> None:
    """Take an incident up again that was resolved or closed: it came back."""
    from incitrack.model.entry import Kind

    _move(session, _meant(session, words), how, Kind.REOPENED)


def _meant(session: Session, words: tuple[str, ...]) -> tuple[str, str]:
    """The full ID of the incident, and the text of the entry, which may be empty."""
    identifier, (text,) = incident_and_words(session, words, {}, optional=["TEXT"])
    return identifier, text_of(text)


def _ask_for_the_cause(session: Session, identifier: str) -> str | None:
    """The cause, where closing needs one, the record has none and there is somebody to ask."""
    from incitrack.changes.field_values import field_value
    from incitrack.model.status import Status
    from incitrack.records.one_record import read_incident

    if not on_a_terminal() or "cause" not in session.policies.lifecycle.required_at(Status.CLOSED):
        return None
    incident = read_incident(session.root, identifier).incident
    if incident.cause is not None or incident.status is not Status.RESOLVED:
        return None
    for key, label in (session.policies.taxonomy.causes or {}).items():
        click.echo(f"  {key}  {label or ''}".rstrip(), err=True)
    known = partial(field_value, "cause", policies=session.policies)
    return asked_for("--cause", Question("The cause", known))


def _move(
    session: Session,
    meant: tuple[str, str],
    how: How,
    kind: "Kind",
    *,
    started_at: datetime | None = None,
    cause: str | None = None,
) -> None:
    from incitrack.changes.transition import transition
    from incitrack.model.entry import Kind

    identifier, text = meant
    with Writing(session, how) as writing:
        record = writing.incident(identifier)
        closes = kind is Kind.CLOSED
        change = transition(
            record,
            kind,
            at=writing.at,
            by=writing.by,
            text=text,
            policies=writing.policies,
            started_at=started_at,
            cause=cause,
            not_before=closing_allowed_at(record.incident, record.incident.severity, writing.policies)
            if closes
            else None,
            postmortem=writing.postmortem(identifier) if closes else None,
        )
        writing.commit(change, record.incident)

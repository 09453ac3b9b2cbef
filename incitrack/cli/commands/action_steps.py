"""`incitrack action start`, `done`, `move` and `drop`: what becomes of an action item."""

from functools import partial
from typing import Final

import click

from incitrack.cli.action_id import day_of, find_action_id
from incitrack.cli.asking import Question, asked_for
from incitrack.cli.completion import actions
from incitrack.cli.session import Session, pass_session
from incitrack.cli.writing import How, Writing, text_of, writing_options

_item = click.argument("item", metavar="ID/A1", required=False, shell_complete=actions)
_WHY: Final = Question("Why")


def _meant(session: Session, item: str | None) -> tuple[str, str]:
    """The full ID of the incident, and the item's."""
    if item is None:
        item = asked_for("ID/A1", Question("Which action item (ID/A1)", partial(find_action_id, session)))
    return find_action_id(session, item)


@click.command(epilog="Example: incitrack action start 42/A1")
@_item
@writing_options
@pass_session
def start(session: Session, item: str | None, how: How) -> None:
    """Say that somebody works on an action item."""
    from incitrack.changes.start_action import start_action

    identifier, action_id = _meant(session, item)
    with Writing(session, how) as writing:
        change = start_action(writing.incident(identifier), writing.postmortem(identifier), action_id)
        writing.commit(change)


@click.command(epilog="Example: incitrack action done 42/A1 --proof https://git.example.org/shop/pull/17")
@_item
@click.option("--proof", metavar="COMMIT", help="The commit or the address that shows it done.")
@writing_options
@pass_session
def done(session: Session, item: str | None, proof: str | None, how: How) -> None:
    """Say that an action item is done, today."""
    from incitrack.changes.finish_action import finish_action
    from incitrack.model.local_day import local_day

    identifier, action_id = _meant(session, item)
    with Writing(session, how) as writing:
        change = finish_action(
            writing.incident(identifier),
            writing.postmortem(identifier),
            action_id,
            done_on=local_day(writing.at, writing.policies),
            proof=proof,
        )
        writing.commit(change)


@click.command(epilog="Example: incitrack action move 42/A1 2026-12-15 'The vendor ships the fix on the 12th.'")
@_item
@click.argument("day", metavar="DATE", required=False)
@click.argument("reason", metavar="REASON", required=False)
@writing_options
@pass_session
def move(session: Session, item: str | None, day: str | None, reason: str | None, how: How) -> None:
    """Move the due day of an action item, with the reason in the incident's timeline."""
    from incitrack.changes.move_action import move_action

    identifier, action_id = _meant(session, item)
    day = day if day is not None else asked_for("DATE", Question("The new due day", partial(day_of, "DATE")))
    due, reason = day_of("DATE", day), text_of(reason if reason is not None else asked_for("REASON", _WHY))
    with Writing(session, how) as writing:
        change = move_action(
            writing.incident(identifier),
            writing.postmortem(identifier),
            action_id,
            due,
            reason,
            at=writing.at,
            by=writing.by,
        )
        writing.commit(change)


@click.command(epilog="Example: incitrack action drop 42/A1 'The service is switched off in January.'")
@_item
@click.argument("reason", metavar="REASON", required=False)
@writing_options
@pass_session
def drop(session: Session, item: str | None, reason: str | None, how: How) -> None:
    """Say that an action item will not be done, and why."""
    from incitrack.changes.drop_action import drop_action

    identifier, action_id = _meant(session, item)
    reason = text_of(reason if reason is not None else asked_for("REASON", _WHY))
    with Writing(session, how) as writing:
        change = drop_action(writing.incident(identifier), writing.postmortem(identifier), action_id, reason)
        writing.commit(change)

"""What has to be there before an incident is closed: time since the resolution, an all-clear, the paperwork."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final, NamedTuple

from incitrack.model.entry import Kind
from incitrack.model.incident import Incident
from incitrack.model.postmortem import Postmortem
from incitrack.model.severity import Close, CloseCondition
from incitrack.model.times import record_time

AFTER: Final = "after"
"""The condition that is no word of `close.requires`: not sooner than `close.after` the resolution."""


class Unmet(NamedTuple):
    """A condition of closing that does not hold: its key in the policy, what is wrong, and how to meet it."""

    condition: str
    message: str
    hint: str


def resolution(incident: Incident) -> datetime | None:
    """The `resolved` that a closing refers to: the last one since the last `reopened`; None without one."""
    found: datetime | None = None
    for entry in incident.timeline:
        if entry.kind is Kind.RESOLVED:
            found = entry.at
        elif entry.kind is Kind.REOPENED:
            found = None
    return found


def is_verified(incident: Incident) -> bool:
    """Whether somebody confirmed the fix; what was confirmed before the last `reopened` did not hold."""
    found = False
    for entry in incident.timeline:
        if entry.kind in {Kind.VERIFIED, Kind.REOPENED}:
            found = entry.kind is Kind.VERIFIED
    return found


def unmet_conditions(
    incident: Incident,
    postmortem: Postmortem | None,
    close: Close,
    *,
    closed_at: datetime,
    not_before: datetime | None,
) -> tuple[Unmet, ...]:
    """The conditions of a severity that do not hold for a closing at `closed_at`.

    `not_before` is the end of `close.after` since `resolution(incident)`, which needs a calendar to work out; it
    is None where `after` is nothing, or where the incident was never resolved.
    """
    return tuple(_unmet(incident, postmortem, close, closed_at, not_before))


def _unmet(
    incident: Incident,
    postmortem: Postmortem | None,
    close: Close,
    closed_at: datetime,
    not_before: datetime | None,
) -> Iterator[Unmet]:
    name = incident.severity
    resolved_at = resolution(incident)
    if close.after.amount and resolved_at is None:
        yield Unmet(
            AFTER,
            f"{name} is closed {close.after} after it is resolved, and it was not resolved",
            "resolve it first: incitrack resolve",
        )
    elif not_before is not None and closed_at < not_before:
        yield Unmet(
            AFTER,
            f"{name} is not closed sooner than {close.after} after it is resolved",
            f"close it from {record_time(not_before)} on",
        )
    if CloseCondition.ALL_CLEAR in close.requires and not _has_all_clear(incident, resolved_at):
        yield Unmet(
            CloseCondition.ALL_CLEAR,
            f"{name} is closed after an all-clear, and nobody was told since it was resolved",
            "tell them, and note it: incitrack tell --to public",
        )
    published = postmortem is not None and postmortem.is_published
    if CloseCondition.POSTMORTEM in close.requires and not published:
        wrong = "it is not published" if postmortem else "there is none"
        yield Unmet(
            CloseCondition.POSTMORTEM,
            f"{name} is closed after its postmortem, and {wrong}",
            "publish it" if postmortem else f"write it under postmortems/, as {incident.id}.md, and publish it",
        )
    if CloseCondition.OWNED_ACTIONS in close.requires and (unowned := _unowned(incident, postmortem)):
        yield Unmet(
            CloseCondition.OWNED_ACTIONS,
            f"{name} is closed when every action item has an owner and a due date; not so {', '.join(unowned)}",
            "write owner: and due: of each",
        )


def _has_all_clear(incident: Incident, resolved_at: datetime | None) -> bool:
    return resolved_at is not None and any(told.at >= resolved_at for told in incident.communications)


def _unowned(incident: Incident, postmortem: Postmortem | None) -> list[str]:
    actions = (*incident.actions, *(postmortem.actions if postmortem else ()))
    return [action.id for action in actions if action.owner is None or action.due is None]

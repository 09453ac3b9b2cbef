"""The one incident that a reading command was asked for, and its postmortem."""

from incitrack.cli.incident_id import find_id
from incitrack.cli.session import Session
from incitrack.cli.unreadable import say_cannot_read
from incitrack.errors import UnreadableError
from incitrack.records.one_record import read_incident, read_postmortem
from incitrack.records.places import postmortem_path
from incitrack.records.record import IncidentRecord, PostmortemRecord, Unreadable


def read_one(session: Session, typed: str | None) -> IncidentRecord:
    """The record of the incident that a person named, or of the one open incident.

    Raises:
        UsageError: there is none, or more than one.
        UnreadableError: it cannot be read; the place is that of the first problem.
    """
    return read_incident(session.root, find_id(session, typed))


def read_its_postmortem(session: Session, identifier: str) -> tuple[PostmortemRecord | Unreadable | None, int]:
    """The postmortem of an incident, and the exit status that reading it leaves: 3 where it cannot be read.

    Then one line on standard error says where and why, and the incident can still be shown.
    """
    try:
        return read_postmortem(session.root, identifier), 0
    except UnreadableError as error:
        say_cannot_read(error.place, error.message, error.hint)
        return Unreadable(postmortem_path(identifier), "postmortem", ()), 3

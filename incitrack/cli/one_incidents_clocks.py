"""The clocks of one incident, without reading the others where none of them can matter."""

from typing import TYPE_CHECKING

from incitrack.cli.session import Session
from incitrack.cli.unreadable import say_cannot_read
from incitrack.errors import UnreadableError
from incitrack.metrics.clocks import Clocks
from incitrack.model.policies import Policies
from incitrack.records.archive import Archive
from incitrack.records.record import IncidentRecord, PostmortemRecord

if TYPE_CHECKING:
    from incitrack.metrics.clock import Clock


def clocks_of_one(
    session: Session, record: IncidentRecord, postmortem: PostmortemRecord | None
) -> "tuple[tuple[Clock, ...], int]":
    """The clocks of an incident, and the exit status that working them out leaves.

    Others are read only where its postmortem may depend on what recurs. Where the calendar cannot be reckoned by,
    there are none, a line on standard error says why, and the status is 3.
    """
    policies = session.policies
    if record.incident.resolved_at is not None and _asks_for_recurrence(policies):
        archive = session.archive
    else:
        postmortems = (postmortem,) if postmortem else ()
        archive = Archive(session.root, policies, (), (record,), postmortems, ())
    try:
        return Clocks(archive, session.now).of(record), 0
    except UnreadableError as error:
        say_cannot_read(error.place, error.message, error.hint)
        return (), 3


def _asks_for_recurrence(policies: Policies) -> bool:
    known = [policies.severity, *policies.versions.values()]
    return any(
        condition.recurs is not None
        for policy in known
        if policy is not None
        for severity in policy.severities.values()
        for condition in severity.postmortem.when
    )

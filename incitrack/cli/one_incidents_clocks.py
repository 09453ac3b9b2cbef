"""The clocks of one incident, without reading the others where none of them can matter."""

from typing import TYPE_CHECKING

from incitrack.cli.session import Session
from incitrack.metrics.clocks import Clocks
from incitrack.model.policies import Policies
from incitrack.records.archive import Archive
from incitrack.records.record import IncidentRecord, PostmortemRecord

if TYPE_CHECKING:
    from incitrack.metrics.clock import Clock


def clocks_of_one(
    session: Session, record: IncidentRecord, postmortem: PostmortemRecord | None
) -> "tuple[Clock, ...]":
    """The clocks of an incident. Others are read only where its postmortem may depend on what recurs."""
    policies = session.policies
    if record.incident.resolved_at is not None and _asks_for_recurrence(policies):
        archive = session.read_archive()
    else:
        postmortems = (postmortem,) if postmortem else ()
        archive = Archive(session.root, policies, (), (record,), postmortems, ())
    return Clocks(archive, session.now).of(record)


def _asks_for_recurrence(policies: Policies) -> bool:
    known = [policies.severity, *policies.versions.values()]
    return any(
        condition.recurs is not None
        for policy in known
        if policy is not None
        for severity in policy.severities.values()
        for condition in severity.postmortem.when
    )

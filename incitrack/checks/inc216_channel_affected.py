"""People were told only through a service that is itself affected.

Who cannot reach the shop does not read its banner, and a status page on the
broken platform shows nothing. It is said of an entry under Communications whose
`via` names nothing but services of this incident, from the start of the
incident until it is resolved.

To mend it, tell them through a channel of its own as well, and write both.

Wrong:

    services: [status-page]

    - `2026-11-20T14:45Z` **public** @sam via status-page: We are on it.

Right:

    services: [status-page]

    - `2026-11-20T14:45Z` **public** @sam via status-page, email: We are on it.
"""

from collections.abc import Iterator
from datetime import datetime

from incitrack.checks.facts import Facts
from incitrack.checks.rule import Fault, Rule
from incitrack.model.check_levels import Level
from incitrack.model.incident import Incident
from incitrack.model.status import AFTER_TRANSITION
from incitrack.records.record import IncidentRecord


def _check(record: IncidentRecord, _facts: Facts) -> Iterator[Fault]:
    incident = record.incident
    for index, told in enumerate(incident.communications):
        if told.channels and set(told.channels).issubset(incident.services) and _was_open(incident, told.at):
            channels = ", ".join(dict.fromkeys(told.channels))
            message = f"told only via {channels}, which this incident affects"
            yield Fault(record.communication_place(index), message, "tell them through another channel as well")


def _was_open(incident: Incident, moment: datetime) -> bool:
    """Whether the last transition until then had not resolved it; what came later is not known there."""
    before = [entry.kind for entry in incident.timeline if entry.kind in AFTER_TRANSITION and entry.at <= moment]
    return not before or AFTER_TRANSITION[before[-1]].is_open


RULE = Rule(code="INC216", name="channel-affected", level=Level.WARNING, incident=_check)

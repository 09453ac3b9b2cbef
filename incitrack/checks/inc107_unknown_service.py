"""A service is not among those of `policies/services.yaml`.

An incident of a service that nobody knows has no team, no default owner and no
page, and its downtime counts for nothing. Where the file lists no services, any
slug goes.

To mend it, write the service that the hint names, or add the new one to the
file.

Wrong:

    services: [chekout, payments]

Right:

    services: [checkout, payments]
"""

from collections.abc import Iterator

from incitrack.checks.facts import Facts
from incitrack.checks.rule import Fault, Rule
from incitrack.model.check_levels import Level
from incitrack.records.record import IncidentRecord

_PATH = "policies/services.yaml"


def _check(record: IncidentRecord, facts: Facts) -> Iterator[Fault]:
    known = facts.policies.services.services
    if known is None:
        return
    for index, service in enumerate(record.incident.services):
        if service not in known:
            hint = facts.suggestions.hint(service, known, _PATH)
            yield Fault(record.place("services", index), f"{service} is no service of {_PATH}", hint)


RULE = Rule(code="INC107", name="unknown-service", level=Level.ERROR, needs=("services",), incident=_check)

"""The incident has no owner.

It needs one from `acknowledged` on, or at once where its severity says `owner:
at-once`. An incident that everybody looks at is one that nobody has: one person
answers for it, never a team. `policies/lifecycle.yaml` may ask for an owner
from another status on.

To mend it, name a person: `incitrack assign ID HANDLE`.

Wrong:

    status: acknowledged
    services: [checkout]

Right:

    status: acknowledged
    services: [checkout]
    owner: maria
"""

from collections.abc import Iterator

from incitrack.checks.facts import Facts
from incitrack.checks.rule import Fault, Rule
from incitrack.model.check_levels import Level
from incitrack.records.record import IncidentRecord


def _check(record: IncidentRecord, facts: Facts) -> Iterator[Fault]:
    incident = record.incident
    if incident.owner is None and facts.wants_owner(incident):
        by_status = "owner" in facts.required[incident.status]
        why = f"status is {incident.status}" if by_status else f"{incident.severity} wants an owner at once"
        yield Fault(record.place("status"), f"nobody owns this: {why}", "add owner: and one person's handle")


RULE = Rule(
    code="INC201",
    name="owner-missing",
    level=Level.ERROR,
    needs=("severity", "lifecycle"),
    incident=_check,
)

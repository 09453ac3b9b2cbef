"""Nobody holds a role that the severity requires.

From `acknowledged` on, an incident needs each of the `roles` of its severity.
In a large outage the person who repairs cannot also be the one who decides and
tells. Incidents reported before the policy's `since` are not asked.

To mend it, give the role to somebody: `incitrack role ID commander HANDLE`.

Wrong (with `roles: [commander]`):

    status: in-progress
    owner: maria

Right:

    status: in-progress
    owner: maria
    roles:
      commander: maria
"""

from collections.abc import Iterator

from incitrack.checks.facts import Facts
from incitrack.checks.rule import Fault, Rule
from incitrack.model.check_levels import Level
from incitrack.model.status import Status
from incitrack.records.record import IncidentRecord


def _check(record: IncidentRecord, facts: Facts) -> Iterator[Fault]:
    incident = record.incident
    severity = facts.policies.severity_of(incident.severity)
    if incident.status is Status.REPORTED or severity is None or not severity.roles:
        return
    missing = [role for role in severity.roles if getattr(incident.roles, role) is None]
    if missing and not facts.is_history(incident):
        for role in missing:
            message = f"{incident.severity} needs a {role}, and nobody is"
            yield Fault(record.place("status"), message, f"add {role}: and a person's handle under roles:")


RULE = Rule(code="INC203", name="role-missing", level=Level.ERROR, needs=("severity",), incident=_check)

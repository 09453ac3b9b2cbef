"""The severity is not among those of `policies/severity.yaml`.

Nothing says how fast such an incident has to be answered, who must be told, or
whether a postmortem is required. It is never treated as some default. What was
reported while an earlier version held may have a severity of that one. The
default of a service in `policies/services.yaml` is held to the same, and so are
both severities of a `severity` entry: clocks are judged by them.

To mend it, write a key of the file. Its `aliases` are understood by the
commands and importers, and never stand in a record.

Wrong:

    severity: Sev-1

Right:

    severity: P1
"""

from collections.abc import Iterator

from incitrack.checks.facts import Facts
from incitrack.checks.rule import Fault, Rule
from incitrack.errors import Place
from incitrack.metrics.severity_history import SeverityHistory
from incitrack.model.check_levels import Level
from incitrack.model.entry import Kind
from incitrack.model.severity import SeverityPolicy
from incitrack.records.record import IncidentRecord

_PATH = "policies/severity.yaml"
_SERVICES = "policies/services.yaml"


def _check(record: IncidentRecord, facts: Facts) -> Iterator[Fault]:
    policy, severity = facts.policies.severity, record.incident.severity
    if policy is None:
        return
    if severity not in policy.severities and not facts.was_known(record.incident):
        yield _fault(record.place("severity"), severity, policy, facts)
    if any(entry.kind is Kind.SEVERITY for entry in record.incident.timeline):
        yield from _changes(record, policy, facts)


def _changes(record: IncidentRecord, policy: SeverityPolicy, facts: Facts) -> Iterator[Fault]:
    for change in SeverityHistory(record.incident).changes:
        for severity in (change.before, change.after):
            if severity not in policy.severities and not facts.knew(severity, change.at):
                yield _fault(record.entry_place(change.entry), severity, policy, facts)


def _services(facts: Facts) -> Iterator[Fault]:
    policy, file = facts.policies.severity, facts.archive.policy_file(_SERVICES)
    if policy is None or file is None:
        return
    for key, service in (facts.policies.services.services or {}).items():
        if service.severity is not None and service.severity not in policy.severities:
            yield _fault(file.place("services", key, "severity"), service.severity, policy, facts)


def _fault(place: Place, severity: str, policy: SeverityPolicy, facts: Facts) -> Fault:
    key = policy.key_for(severity)
    hint = f"write {key}" if key else facts.suggestions.hint(severity, policy.severities, _PATH)
    return Fault(place, f"{severity} is no severity of {_PATH}", hint)


RULE = Rule(
    code="INC108",
    name="unknown-severity",
    level=Level.ERROR,
    needs=("severity",),
    incident=_check,
    archive=_services,
)

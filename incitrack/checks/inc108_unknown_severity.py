"""The severity is not among those of `policies/severity.yaml`.

Nothing says how fast such an incident has to be answered, who must be told, or
whether a postmortem is required. It is never treated as some default. What was
reported while an earlier version held may have a severity of that one.

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
from incitrack.model.check_levels import Level
from incitrack.records.record import IncidentRecord

_PATH = "policies/severity.yaml"


def _check(record: IncidentRecord, facts: Facts) -> Iterator[Fault]:
    policy, severity = facts.policies.severity, record.incident.severity
    if policy is None or severity in policy.severities or facts.was_known(record.incident):
        return
    key = policy.key_for(severity)
    hint = f"write severity: {key}" if key else facts.suggestions.hint(severity, policy.severities, _PATH)
    yield Fault(record.place("severity"), f"{severity} is no severity of {_PATH}", hint)


RULE = Rule(code="INC108", name="unknown-severity", level=Level.ERROR, needs=("severity",), incident=_check)

"""Something is missing that the status requires.

From `resolved` on a record needs `started_at`, from `closed` on a `cause`;
`policies/lifecycle.yaml` may ask for other fields, fields of your own and body
sections. Where the severity wants a verification, `closed` needs a `verified`
entry since the incident was last reopened; incidents older than the policy's
`since` are not asked for one. The owner has a rule of its own, INC201.

To mend it, add what is named. `incitrack resolve --started-at TIME` and
`incitrack close --cause CAUSE` write it with the transition.

Wrong:

    status: closed
    started_at: 2026-11-20T14:05Z

Right:

    status: closed
    started_at: 2026-11-20T14:05Z
    cause: configuration
"""

from collections.abc import Iterator
from typing import Final

from incitrack.checks.facts import Facts
from incitrack.checks.rule import Fault, Rule
from incitrack.model.check_levels import Level
from incitrack.model.closing import is_verified
from incitrack.model.severity import Verification
from incitrack.model.shape import Shape
from incitrack.model.status import Status
from incitrack.records.record import IncidentRecord

_HIDES_A_HEADING: Final = ("```", "~~~", "<")
"""Where no fence and no HTML stands before it, a line `## Title` at the margin is a heading (CommonMark, 4.2)."""

_HAS_A_DEFAULT: Final = frozenset({"disposition", "visibility", "legal_hold"})


def _check(record: IncidentRecord, facts: Facts) -> Iterator[Fault]:
    incident = record.incident
    for name in facts.required[incident.status]:
        if name == "owner":
            continue
        if name.startswith("#"):
            if not _has_section(record, name.removeprefix("## ").strip()):
                yield _fault(record, f"the section {name}", f"add {name} and what belongs under it")
        elif not _has_field(record, name):
            yield _fault(record, name, f"add {name}:")
    if incident.status is Status.CLOSED:
        severity = facts.policies.severity_of(incident.severity)
        wanted = severity is not None and severity.verification is Verification.REQUIRED
        if wanted and not is_verified(incident) and not facts.is_history(incident):
            hint = "have somebody confirm the fix, and note it: incitrack verify"
            yield _fault(record, f"a verified entry for {incident.severity}", hint)


def _fault(record: IncidentRecord, what: str, hint: str) -> Fault:
    message = f"status is {record.incident.status}, which needs {what}"
    return Fault(record.place("status"), message, hint)


def _has_field(record: IncidentRecord, name: str) -> bool:
    if name.startswith("x-"):
        return record.incident.custom.get(name) not in (None, "", [], {})
    value = getattr(record.incident, name)
    if value is None or value == ():
        return False
    if isinstance(value, Shape):
        return any(part not in (None, ()) for _, part in value)
    if name in _HAS_A_DEFAULT:  # only the file knows whether it was written
        return (name,) in record.positions.spans
    return bool(value != {})


def _has_section(record: IncidentRecord, title: str) -> bool:
    text, start = record.text, record.bounds.body - 1
    found = text.find(f"\n## {title}\n", start)
    if found >= 0 and all(text.find(sign, start, found) < 0 for sign in _HIDES_A_HEADING):
        return True  # the same answer as the body's, without a scan of its blocks
    return record.body.section(title) is not None


RULE = Rule(
    code="INC110",
    name="missing-for-status",
    level=Level.ERROR,
    needs=("severity", "lifecycle"),
    incident=_check,
)

"""The incident was closed before its severity allows it.

`close.after` is how long the resolution has to hold, and `close.requires` what
has to be there: `all-clear` an entry under Communications after `resolved`,
`postmortem` a published one, `owned-actions` an owner and a due date for each
action item. Each condition that is not met is a finding of its own. Only the
closing that stands is judged, not one that was reopened, and only by a policy
under which the incident was reported (`since`).

To mend it, do what is missing; or write `reopened`, and close it when it is
time. `incitrack close` refuses for the same reasons.

Wrong (with `close: {after: 1d}`):

    - `2026-11-20T16:40Z` **resolved** @maria: Error rate at zero.
    - `2026-11-20T17:00Z` **closed** @maria

Right:

    - `2026-11-20T16:40Z` **resolved** @maria: Error rate at zero.
    - `2026-11-21T17:00Z` **closed** @maria
"""

from collections.abc import Iterator
from datetime import datetime

from incitrack.checks.facts import Facts
from incitrack.checks.rule import Fault, Rule
from incitrack.model.check_levels import Level
from incitrack.model.closing import resolution, unmet_conditions
from incitrack.model.duration import Span
from incitrack.model.entry import Kind
from incitrack.model.severity import CloseCondition
from incitrack.model.status import AFTER_TRANSITION
from incitrack.records.record import IncidentRecord


def _check(record: IncidentRecord, facts: Facts) -> Iterator[Fault]:
    incident = record.incident
    severity = facts.policies.severity_of(incident.severity)
    if severity is None or not (severity.close.requires or severity.close.after.amount):
        return
    closed = _standing_closure(record)
    if closed is None or facts.is_history(incident):
        return
    postmortem = facts.archive.postmortem_of(record.id)
    closed_at = incident.timeline[closed].at
    unmet = unmet_conditions(
        incident,
        postmortem.postmortem if postmortem else None,
        severity.close,
        closed_at=closed_at,
        not_before=_not_before(resolution(incident), severity.close.after, facts),
    )
    for condition in unmet:
        # Of a postmortem that is there and cannot be read, nobody can say whether it is published.
        if condition.condition != CloseCondition.POSTMORTEM or record.id not in facts.unreadable_postmortems:
            yield Fault(record.entry_place(closed), condition.message, condition.hint)


def _standing_closure(record: IncidentRecord) -> int | None:
    timeline = record.incident.timeline
    for index in range(len(timeline) - 1, -1, -1):
        if timeline[index].kind in AFTER_TRANSITION:
            return index if timeline[index].kind is Kind.CLOSED else None
    return None


def _not_before(resolved_at: datetime | None, after: Span, facts: Facts) -> datetime | None:
    if resolved_at is None or after.amount == 0:
        return None
    from incitrack.calendars.deadline import deadline

    return deadline(resolved_at, after, facts.calendar)


RULE = Rule(
    code="INC114",
    name="closed-too-soon",
    level=Level.ERROR,
    needs=("severity",),
    incident=_check,
)

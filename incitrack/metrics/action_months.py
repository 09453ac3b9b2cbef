"""Action items by month: opened, done, and fallen due without being done."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from incitrack.metrics.action_items import actions_of
from incitrack.metrics.evidence import Evidence
from incitrack.metrics.months import Month, month_of
from incitrack.model.action import ActionStatus
from incitrack.model.local_day import local_day
from incitrack.records.record import IncidentRecord


@dataclass(frozen=True)
class ActionMonth:
    """How many action items of which incidents, by the paths of their records.

    One is opened in the month in which its incident was reported, done in the month of its `done_on`, and overdue
    in the month of its due day, where that day is over and it is neither done nor dropped.
    """

    opened: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)
    overdue: Counter[str] = field(default_factory=Counter)


def actions_by_month(evidence: Evidence, records: Iterable[IncidentRecord]) -> dict[Month, ActionMonth]:
    """The action items of some incidents, by month; months without any are left out."""
    policies, today = evidence.policies, local_day(evidence.now, evidence.policies)
    found: dict[Month, ActionMonth] = defaultdict(ActionMonth)
    for record in records:
        for item, reported_at in actions_of(record, evidence.archive):
            found[month_of(reported_at, policies)].opened[record.path] += 1
            if item.status is ActionStatus.DONE and item.done_on:
                found[Month(item.done_on.year, item.done_on.month)].done[record.path] += 1
            if item.due and item.days_overdue(today) > 0:
                found[Month(item.due.year, item.due.month)].overdue[record.path] += 1
    return dict(found)

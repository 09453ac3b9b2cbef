"""An incident came back while what was to prevent it is overdue.

An earlier incident of the same service and cause has an action item of `kind:
prevention`, in its record or its postmortem, that is still open after its due
day. This is how one sees what a postponed action costs. Of several earlier
incidents the latest is named.

To mend it, do what was promised, or drop it and say why. Both incidents must be
actionable, and the earlier is the one that was reported first.

Wrong (where A2 of INC-2026-0007, of search and for the same cause, is overdue):

    services: [search]
    cause: capacity

Right:

    - id: A2
      kind: prevention
      status: done
      done_on: 2026-11-19
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from incitrack.checks.facts import Facts
from incitrack.checks.rule import Fault, Rule
from incitrack.model.action import ActionItem, ActionKind
from incitrack.model.check_levels import Level
from incitrack.model.incident import Incident
from incitrack.records.newest_first import report_time
from incitrack.records.record import IncidentRecord
from incitrack.wording import count_text


class _Promise(NamedTuple):
    """Since when an incident was known, and its first action item that was to prevent another."""

    reported_at: datetime
    incident: str
    action: ActionItem


def _check(facts: Facts) -> Iterator[Fault]:
    promises: dict[tuple[str, str], list[_Promise]] = defaultdict(list)
    for record in facts.archive.incidents:
        if promise := _broken(record, facts):
            for kind in _kinds(record.incident):
                promises[kind].append(promise)
    for of_a_kind in promises.values():
        of_a_kind.sort(key=_reported_at)
    if promises:
        for record in facts.archive.incidents:
            if not facts.is_history(record.incident):
                yield from _judge(record, promises, facts)


def _judge(
    record: IncidentRecord, promises: dict[tuple[str, str], list[_Promise]], facts: Facts
) -> Iterator[Fault]:
    reported_at = report_time(record.incident)
    earlier = [
        promises[kind][before - 1]
        for kind in _kinds(record.incident)
        if kind in promises and (before := bisect_left(promises[kind], reported_at, key=_reported_at))
    ]
    if earlier:
        promise = max(earlier, key=_reported_at)
        late = count_text(promise.action.days_overdue(facts.today), "day")
        message = f"{promise.incident}/{promise.action.id} was to prevent this and is {late} overdue"
        hint = f"incitrack action done {promise.incident}/{promise.action.id}, or drop it and say why"
        yield Fault(record.place("services"), message, hint)


def _broken(record: IncidentRecord, facts: Facts) -> _Promise | None:
    postmortem = facts.archive.postmortem_for(record)
    actions = (*record.incident.actions, *(postmortem.postmortem.actions if postmortem else ()))
    for action in actions:
        if action.kind is ActionKind.PREVENTION and action.days_overdue(facts.today):
            return _Promise(report_time(record.incident), record.id, action)
    return None


def _kinds(incident: Incident) -> set[tuple[str, str]]:
    cause = incident.cause
    return {(service, cause) for service in incident.services} if cause and incident.is_actionable else set()


def _reported_at(promise: _Promise) -> datetime:
    return promise.reported_at


RULE = Rule(code="INC409", name="broken-promise", level=Level.WARNING, needs=("severity",), archive=_check)

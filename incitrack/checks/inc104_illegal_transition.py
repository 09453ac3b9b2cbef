"""A transition does not follow from the one before it.

An incident goes reported, acknowledged, in-progress, resolved, closed. Steps
may be skipped forward; backward it goes only by `reopened`, from resolved or
closed. A transition to the status that it already has is none. Before
`reported` only `detected` may stand. Response times and clocks are computed
from these entries, so an order that cannot have happened gives figures that
mean nothing.

To mend it, write the entry that was meant: `reopened` where it came back,
`update` where nothing but news was added.

Wrong:

    - `2026-11-20T16:40Z` **resolved** @maria: Fixed.
    - `2026-11-20T18:02Z` **in-progress** @maria: It is back.

Right:

    - `2026-11-20T16:40Z` **resolved** @maria: Fixed.
    - `2026-11-20T18:02Z` **reopened** @maria: It is back.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from incitrack.checks.facts import Facts
from incitrack.checks.rule import Fault, Rule
from incitrack.model.check_levels import Level
from incitrack.model.entry import Kind, TimelineEntry
from incitrack.model.status import AFTER_TRANSITION, Status, allowed_after, is_allowed
from incitrack.records.record import IncidentRecord

_ALLOWED: Final = frozenset((s, kind) for s in Status for kind in AFTER_TRANSITION if is_allowed(s, kind))


def _check(record: IncidentRecord, _facts: Facts) -> Iterator[Fault]:
    timeline = record.incident.timeline
    start = _report(timeline)
    if start != 0:
        yield from _before_report(record, start)
    status: Status | None = None
    for index, entry in enumerate(timeline if start is None else timeline[start:], start or 0):
        if entry.kind in AFTER_TRANSITION:
            if status is not None and (status, entry.kind) not in _ALLOWED:
                yield _illegal(record, index, status)
            status = AFTER_TRANSITION[entry.kind]


def _report(timeline: Sequence[TimelineEntry]) -> int | None:
    for index, entry in enumerate(timeline):
        if entry.kind is Kind.REPORTED:
            return index
    return None


def _before_report(record: IncidentRecord, start: int | None) -> Iterator[Fault]:
    for index, entry in enumerate(record.incident.timeline[:start]):
        if entry.kind is not Kind.DETECTED:
            place = record.entry_place(index)
            if start is None:
                message = f"the timeline begins with {entry.kind}; nothing says when this was reported"
                yield Fault(place, message, "put a reported entry above it")
                return
            message = f"{entry.kind} stands before reported"
            yield Fault(place, message, "put it after reported; only detected may stand before")


def _illegal(record: IncidentRecord, index: int, status: Status) -> Fault:
    kind = record.incident.timeline[index].kind
    message = f"{kind} cannot follow: the incident is {status} at that point"
    return Fault(record.entry_place(index), message, f"allowed there: {', '.join(allowed_after(status))}")


RULE = Rule(code="INC104", name="illegal-transition", level=Level.ERROR, incident=_check)

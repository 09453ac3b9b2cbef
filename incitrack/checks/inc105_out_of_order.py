"""An entry is earlier than the one above it.

Entries stand in time order, under Timeline and under Communications, so that a
reader sees what was known when. Most often an hour or an offset is mistyped:
`15:10+01:00` is ten minutes past two in UTC.

To mend it, correct the time, or move a late note to its place: `incitrack log
--at TIME` puts it there.

Wrong:

    - `2026-11-20T14:31Z` **update** @jdoe: The pool is exhausted.
    - `2026-11-20T14:20Z` **update** @jdoe: Looking at the database.

Right:

    - `2026-11-20T14:20Z` **update** @jdoe: Looking at the database.
    - `2026-11-20T14:31Z` **update** @jdoe: The pool is exhausted.
"""

from collections.abc import Callable, Iterator, Sequence

from incitrack.checks.facts import Facts
from incitrack.checks.rule import Fault, Rule
from incitrack.errors import Place
from incitrack.model.check_levels import Level
from incitrack.model.entry import Communication, TimelineEntry
from incitrack.model.times import record_time
from incitrack.records.record import IncidentRecord


def _check(record: IncidentRecord, _facts: Facts) -> Iterator[Fault]:
    yield from _earlier(record.incident.timeline, record.entry_place)
    if record.incident.communications:
        yield from _earlier(record.incident.communications, record.communication_place)


def _earlier(entries: Sequence[TimelineEntry | Communication], place: Callable[[int], Place]) -> Iterator[Fault]:
    before = None
    for index, entry in enumerate(entries):
        at = entry.at
        if before is not None and at < before:
            message = f"this entry of {record_time(at)} stands below one of {record_time(before)}"
            yield Fault(place(index), message, "correct its time, or move it up to its place in time")
        before = at


RULE = Rule(code="INC105", name="out-of-order", level=Level.ERROR, incident=_check)

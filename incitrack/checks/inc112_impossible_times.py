"""`started_at` is after the incident was mitigated or resolved.

Users cannot begin to be affected after they ceased to be. Every duration that
starts there would be negative. A `closed` without a `resolved` before it counts
as the resolution.

To mend it, correct `started_at`, most often its day or its offset.

Wrong:

    started_at: 2026-11-21T14:05Z

    - `2026-11-20T15:20Z` **mitigated** @jdoe: Restarted the workers.

Right:

    started_at: 2026-11-20T14:05Z

    - `2026-11-20T15:20Z` **mitigated** @jdoe: Restarted the workers.
"""

from collections.abc import Iterator
from typing import Final

from incitrack.checks.facts import Facts
from incitrack.checks.rule import Fault, Rule
from incitrack.model.check_levels import Level
from incitrack.model.entry import Kind
from incitrack.model.times import record_time
from incitrack.records.record import IncidentRecord

_ENDS: Final = frozenset({Kind.MITIGATED, Kind.RESOLVED, Kind.CLOSED})


def _check(record: IncidentRecord, _facts: Facts) -> Iterator[Fault]:
    started_at = record.incident.started_at
    if started_at is None:
        return
    for entry in record.incident.timeline:
        if entry.kind in _ENDS and entry.at < started_at:
            message = (
                f"started_at is {record_time(started_at)}, after the incident was {entry.kind} "
                f"at {record_time(entry.at)}"
            )
            yield Fault(record.place("started_at"), message, "correct the day, the hour or the offset")
            return


RULE = Rule(code="INC112", name="impossible-times", level=Level.ERROR, incident=_check)

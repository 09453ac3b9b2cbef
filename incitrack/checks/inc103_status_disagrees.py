"""The status is not the last transition of the timeline.

Boards, lists and figures go by `status`, people by the timeline. Where the two
differ, an incident is open for one and over for the other. It comes of changing
one of them by hand. A timeline without any transition leads to no status at
all.

To mend it, write the status that the timeline leads to (`reopened` leads to
`in-progress`), or add the entry that is missing. The commands write both at
once.

Wrong:

    status: resolved

    - `2026-11-20T14:10Z` **reported** @synthetics: Probe fails.
    - `2026-11-20T14:15Z` **in-progress** @maria

Right:

    status: in-progress

    - `2026-11-20T14:10Z` **reported** @synthetics: Probe fails.
    - `2026-11-20T14:15Z` **in-progress** @maria
"""

from collections.abc import Iterator

from incitrack.checks.facts import Facts
from incitrack.checks.rule import Fault, Rule
from incitrack.model.check_levels import Level
from incitrack.model.status import AFTER_TRANSITION
from incitrack.records.record import IncidentRecord


def _check(record: IncidentRecord, _facts: Facts) -> Iterator[Fault]:
    status = record.incident.status
    for entry in reversed(record.incident.timeline):
        if entry.kind in AFTER_TRANSITION:
            if AFTER_TRANSITION[entry.kind] is not status:
                message = f"status is {status}, but the timeline's last transition is {entry.kind}"
                hint = f"write status: {AFTER_TRANSITION[entry.kind]}, or add the missing entry to the timeline"
                yield Fault(record.place("status"), message, hint)
            return
    message = f"status is {status}, but the timeline has no transition"
    yield Fault(record.place("status"), message, "begin ## Timeline with a reported entry")


RULE = Rule(code="INC103", name="status-disagrees", level=Level.ERROR, incident=_check)

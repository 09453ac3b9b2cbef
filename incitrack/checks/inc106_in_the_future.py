"""An entry, or `started_at`, is more than five minutes after now.

What has not happened yet cannot be recorded. Most often the offset is wrong,
local time written with a `Z`, or the day. Five minutes are allowed for a clock
that runs fast.

To mend it, correct the time; write the offset of your own zone, such as
`+01:00`, rather than reckon it in UTC. A promise of a next update belongs into
the text: ``Next update by `TIME` ``.

Wrong (written at 15:14 in Warsaw):

    - `2026-11-20T15:14Z` **acknowledged** @maria

Right:

    - `2026-11-20T15:14+01:00` **acknowledged** @maria
"""

from collections.abc import Iterator

from incitrack.checks.facts import Facts
from incitrack.checks.rule import Fault, Rule
from incitrack.errors import Place
from incitrack.model.check_levels import Level
from incitrack.model.times import record_time
from incitrack.records.record import IncidentRecord


def _check(record: IncidentRecord, facts: Facts) -> Iterator[Fault]:
    incident, soon = record.incident, facts.soon
    if incident.started_at is not None and incident.started_at > soon:
        yield _fault(record.place("started_at"), f"started_at is {record_time(incident.started_at)}", facts)
    for index, entry in enumerate(incident.timeline):
        if entry.at > soon:
            yield _fault(record.entry_place(index), f"this entry is of {record_time(entry.at)}", facts)
    for index, told in enumerate(incident.communications):
        if told.at > soon:
            yield _fault(record.communication_place(index), f"this entry is of {record_time(told.at)}", facts)


def _fault(place: Place, what: str, facts: Facts) -> Fault:
    hint = "correct the day, the hour or the offset"
    return Fault(place, f"{what}, and it is {record_time(facts.now)} now", hint)


RULE = Rule(code="INC106", name="in-the-future", level=Level.ERROR, incident=_check)

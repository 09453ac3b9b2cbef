"""An impact of over 60 days.

Most often `started_at` has the wrong month or year, or nobody wrote that it was
resolved. Periods after a reopening count together; one that still runs is
counted until now.

To mend it, correct `started_at`, or write the `mitigated` or `resolved` entry
that is missing. An impact that really lasted so long may stay: this is a
notice.

Wrong:

    started_at: 2025-11-20T14:05Z

    - `2026-11-20T14:10Z` **reported** @synthetics: Probe fails.

Right:

    started_at: 2026-11-20T14:05Z

    - `2026-11-20T14:10Z` **reported** @synthetics: Probe fails.
"""

from collections.abc import Iterator
from typing import Final

from incitrack.checks.facts import Facts
from incitrack.checks.rule import Fault, Rule
from incitrack.model.check_levels import Level
from incitrack.model.impact import impact_periods
from incitrack.records.record import IncidentRecord

_LONGEST: Final = 60
_DAY: Final = 86_400


def _check(record: IncidentRecord, facts: Facts) -> Iterator[Fault]:
    incident = record.incident
    if not incident.timeline:
        return
    end = facts.now if incident.is_open else incident.timeline[-1].at
    if (end - (incident.started_at or incident.timeline[0].at)).days < _LONGEST:
        return  # no period within can be longer
    seconds = 0.0  # of a sum of timedeltas a timeline of nonsense could make too much
    for started_at, ended_at in impact_periods(incident):
        seconds += max(0.0, ((ended_at or facts.now) - started_at).total_seconds())
    if seconds > _LONGEST * _DAY:
        message = f"the impact lasts over {int(seconds // _DAY)} days"
        yield Fault(record.place("started_at"), message, "correct started_at, or write when it was resolved")


RULE = Rule(code="INC115", name="implausibly-long", level=Level.NOTICE, incident=_check)

"""The incidents of one year as the list's filters need them: columns, in which nothing depends on the moment."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final, TypedDict

from incitrack.metrics.clock import Clock, ClockName, State
from incitrack.metrics.evidence import Evidence
from incitrack.metrics.listed_clocks import clocks_of
from incitrack.metrics.remedies import Sort, terms_of
from incitrack.model.incident import Disposition
from incitrack.printable import printable
from incitrack.website.contents import Contents, ShownIncident
from incitrack.website.describe import Describer
from incitrack.website.listing.columns import Column, Sparse, column, column_of_lists, sparse

CLOCK_NAMES: Final = tuple(ClockName)
MEASURED: Final = ("detect", "acknowledge", "mitigate", "resolve")
"""The times that may be asked for, in the order of their bits."""

_RECURRING: Final = 1 << len(MEASURED)
_MET: Final = len(MEASURED) + 1
_MISSED: Final = _MET + len(CLOCK_NAMES)
_SECOND: Final = timedelta(seconds=1)
_BIT: Final = {name: place for place, name in enumerate(CLOCK_NAMES)}
_STARTS: Final = datetime.fromisoformat("1970-01-01T00:00:00+00:00")

RunningClock = tuple[int, str, int, int]
"""The place of its name, the name as it is listed, its deadline, and from when on it is at risk, in Unix time."""


class YearOfIncidents(TypedDict):
    """The incidents that were reported in a year of the team's calendar, the latest first; a row is one of them.

    `keys` has the number of an ID of this year and the whole key of any other. `at` has the report of the first
    row in Unix time and of each further one how many seconds earlier it was; `took` the seconds to the
    resolution, -1 where there is none. `offsets` says from which row on how many seconds the calendar is ahead of
    UTC. `marks` are bits: four for the times that are known and count (detect, acknowledge, mitigate, resolve),
    one for what came again, seven for the clocks that were met and seven for those missed, in the order of the
    policies. Clocks that still run are in `clocks`, by row, since at which moment they are late nobody knows here.
    `dispositions` and `asides` have what is not actionable.
    """

    year: int
    keys: list[int | str]
    titles: list[str]
    at: list[int]
    took: list[int]
    offsets: list[tuple[int, int]]
    marks: list[int]
    severity: Column
    status: Column
    service: Column
    owner: Column
    category: Column
    cause: Column
    teams: Sparse
    tags: Sparse
    factors: Sparse
    dispositions: dict[int, str]
    asides: dict[int, str]
    clocks: dict[int, list[RunningClock]]


def year_of_incidents(year: int, incidents: Sequence[ShownIncident], describe: Describer) -> YearOfIncidents:
    """The columns of some incidents, which were all reported in `year`, in their order."""
    contents, evidence = describe.contents, describe.contents.evidence
    facts = [shown.incident for shown in incidents]
    archive = contents.archive
    not_actionable = [(row, shown) for row, shown in enumerate(incidents) if not shown.incident.is_actionable]
    return {
        "year": year,
        "keys": [_key(shown.key, year) for shown in incidents],
        "titles": [printable(each.title) for each in facts],
        "at": _falling([_unix(shown.at) for shown in incidents]),
        "took": [_took(shown) for shown in incidents],
        "offsets": list(_offsets(incidents, contents)),
        "marks": [_marks(shown, evidence) for shown in incidents],
        "severity": column(each.severity for each in facts),
        "status": column(each.status.value for each in facts),
        "service": column_of_lists(each.services for each in facts),
        "owner": column(each.owner for each in facts),
        "category": column(each.category for each in facts),
        "cause": column(each.cause for each in facts),
        "teams": sparse(each.teams for each in facts),
        "tags": sparse(each.tags for each in facts),
        "factors": sparse(
            [term.key for term in terms_of(shown.record, archive) if term.sort is Sort.FACTOR]
            for shown in incidents
        ),
        "dispositions": {row: shown.incident.disposition.value for row, shown in not_actionable},
        "asides": {row: describe.aside(shown.incident) for row, shown in not_actionable},
        "clocks": {row: clocks for row, shown in enumerate(incidents) if (clocks := _running(shown, contents))},
    }


def _key(key: str, year: int) -> int | str:
    number = key[9:]
    of_year = number.isdecimal() and key == f"INC-{year:04d}-{int(number):04d}"
    return int(number) if of_year else key


def _unix(moment: datetime) -> int:
    return (moment - _STARTS) // _SECOND


def _falling(moments: list[int]) -> list[int]:
    return [*moments[:1], *(newer - older for newer, older in pairwise(moments))]


def _took(shown: ShownIncident) -> int:
    resolved = shown.incident.resolved_at
    return -1 if resolved is None or resolved < shown.at else (resolved - shown.at) // _SECOND


def _offsets(incidents: Sequence[ShownIncident], contents: Contents) -> Iterator[tuple[int, int]]:
    before = None
    for row, shown in enumerate(incidents):
        try:
            offset = (shown.at.astimezone(contents.zone).utcoffset() or timedelta()) // _SECOND
        except OverflowError:  # the first or the last hours of the calendar
            offset = 0
        if offset != before:
            yield row, offset
            before = offset


def _marks(shown: ShownIncident, evidence: Evidence) -> int:
    """What the figures make of it; nothing of an incident that is not actionable."""
    record = shown.record
    if record.incident.disposition is not Disposition.ACTIONABLE:
        return 0
    times = evidence.times(record)
    found = (times.time_to_detect, times.time_to_acknowledge, times.time_to_mitigate, times.time_to_resolve)
    marks = sum(1 << place for place, time in enumerate(found) if time is not None)
    marks |= _RECURRING if evidence.recurrences.came_again(record) else 0
    for name, state in evidence.clocks.tally(record):
        if state.is_stopped:
            marks |= 1 << (_BIT[name] + (_MET if state is State.MET else _MISSED))
    return marks


def _running(shown: ShownIncident, contents: Contents) -> list[RunningClock]:
    running = [clock for clock in contents.clocks.running(shown.record) if clock.tier is None]
    about = shown.postmortem.record if shown.postmortem else None
    return [
        (_BIT[each.clock.name], each.name, _unix(each.clock.deadline_at), _at_risk(each.clock))
        for each in clocks_of(shown.incident, about, running)
    ]


def _at_risk(clock: Clock) -> int:
    return _unix(clock.at_risk_at or clock.deadline_at)

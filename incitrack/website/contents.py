"""What a site may show of an archive: everything but what is restricted, sorted and joined once for all pages."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import takewhile
from typing import TypeVar
from zoneinfo import ZoneInfo

from incitrack.metrics.clock import Clock, State
from incitrack.metrics.clocks import Clocks
from incitrack.metrics.evidence import Evidence
from incitrack.metrics.figures import Figures, figures
from incitrack.metrics.pressing import pressing_clock
from incitrack.metrics.similarity import Alike, earlier_alike
from incitrack.model.incident import Incident
from incitrack.model.policies import Policies
from incitrack.model.status import Status
from incitrack.model.words import INCIDENT_ID
from incitrack.records.archive import Archive
from incitrack.records.newest_first import report_time
from incitrack.records.record import IncidentRecord, PostmortemRecord, Unreadable
from incitrack.records.recorded_times import RecordedTimes
from incitrack.records.unrestricted import hidden_ids, may_be_restricted, unrestricted
from incitrack.website.source_links import Repository

R = TypeVar("R", IncidentRecord, PostmortemRecord)

History = Callable[[], RecordedTimes | None]
"""Asked once, when the first page needs it."""


def no_history() -> None:
    """Nobody knows when anything was written down."""


@dataclass(frozen=True)
class ShownIncident:
    """An incident that has a page. `key` is its folder under `incidents/`: the ID, numbered where it is taken."""

    key: str
    record: IncidentRecord
    postmortem: "ShownPostmortem | None"
    at: datetime

    @property
    def incident(self) -> Incident:
        """What the record says."""
        return self.record.incident


@dataclass(frozen=True)
class ShownPostmortem:
    """A postmortem that has a page; `key` is its folder under `postmortems/`."""

    key: str
    record: PostmortemRecord


@dataclass(frozen=True)
class Contents:
    """What the pages draw from, as of `now` (UTC).

    `incidents` has the latest report first, `postmortems` the latest incident; `unreadable` is what is named
    with its reasons. Neither it nor `archive`, from which clocks are worked out, holds anything that may be
    restricted. `history` gives when the entries of incidents were written down, None where nobody knows. `hidden`
    are the IDs of which nothing may be shown, not even that another record is related to them.
    """

    now: datetime
    archive: Archive
    incidents: tuple[ShownIncident, ...]
    postmortems: tuple[ShownPostmortem, ...]
    unreadable: tuple[Unreadable, ...]
    repository: Repository | None
    history: History
    hidden: frozenset[str] = frozenset()

    @cached_property
    def recorded(self) -> RecordedTimes | None:
        """When the entries of incidents were written down, as far as that is known."""
        return self.history()

    @cached_property
    def policies(self) -> Policies:
        """What the team has decided."""
        return self.archive.policies

    @cached_property
    def clocks(self) -> Clocks:
        """The clocks of the incidents."""
        return Clocks(self.archive, self.now)

    @cached_property
    def evidence(self) -> Evidence:
        """What figures are drawn from, worked out once for all pages."""
        return Evidence(self.archive, self.now, self.clocks)

    def pressing_clock(self, shown: ShownIncident) -> Clock | None:
        """The clock that matters most of an incident that is not closed; None where none runs."""
        if shown.incident.status is Status.CLOSED:
            return None
        return pressing_clock(self.clocks.running(shown.record))

    @cached_property
    def figures(self) -> Figures:
        """The figures of all incidents, as one group."""
        return figures(self.evidence)

    def runs(self, shown: ShownIncident) -> bool:
        """Whether time changes anything of an incident: it or an action item is open, a clock runs or will begin.

        The clock of an action item begins on its due day, also where the item was done before.
        """
        later = shown.postmortem.record.postmortem.actions if shown.postmortem else ()
        items = (*shown.incident.actions, *later)
        return (
            shown.incident.is_open
            or any(item.is_open or (item.due is not None and item.due >= self.today) for item in items)
            or bool(self.clocks.running(shown.record))
        )

    @cached_property
    def zone(self) -> ZoneInfo:
        """The time zone of the team's calendar, in which its days and months begin."""
        return ZoneInfo(self.policies.severity.calendar.timezone if self.policies.severity else "UTC")

    @cached_property
    def today(self) -> date:
        """The day of `now` in the team's calendar."""
        return self.day(self.now)

    def day(self, moment: datetime) -> date:
        """The day on which a moment falls in the team's calendar."""
        try:
            return moment.astimezone(self.zone).date()
        except OverflowError:  # the first or the last hours of the calendar
            return moment.date()

    @cached_property
    def unclosed(self) -> tuple[ShownIncident, ...]:
        """The incidents that are not closed, the worst first.

        That is by severity, then by the state of the clock that matters most and by its deadline; those without
        one come last, the oldest report first.
        """
        unclosed = (shown for shown in self.incidents if shown.incident.status is not Status.CLOSED)
        return tuple(sorted(unclosed, key=self._urgency))

    @cached_property
    def open(self) -> tuple[ShownIncident, ...]:
        """Those of them that somebody still has to work on, in the same order; none that was set aside."""
        return tuple(s for s in self.unclosed if s.incident.is_open and s.incident.is_actionable)

    @cached_property
    def set_aside(self) -> tuple[ShownIncident, ...]:
        """Those that are open by their status alone: duplicates, false alarms and planned work."""
        return tuple(s for s in self.unclosed if s.incident.is_open and not s.incident.is_actionable)

    def _urgency(self, shown: ShownIncident) -> tuple[int, int, datetime, str]:
        clock = self.pressing_clock(shown)
        state, when = (clock.state.rank, clock.deadline_at) if clock else (len(State), shown.at)
        return self.rank(shown.incident.severity), state, when, shown.key

    def rank(self, severity: str) -> int:
        """0 for the worst severity; what the policy does not know ranks below all."""
        return self.policies.severity.rank(severity) if self.policies.severity else 0

    @cached_property
    def by_id(self) -> dict[str, ShownIncident]:
        """The incidents by ID; of two with one ID, the first by path."""
        found: dict[str, ShownIncident] = {}
        for shown in sorted(self.incidents, key=lambda each: each.record.path):
            found.setdefault(shown.incident.id, shown)
        return found

    @cached_property
    def claimed_twice(self) -> frozenset[str]:
        """The IDs that more than one record claims, by which none of them can be told."""
        counts = Counter(shown.incident.id for shown in self.incidents)
        return frozenset(identifier for identifier, count in counts.items() if count > 1)

    @cached_property
    def by_path(self) -> dict[str, ShownIncident]:
        """The incidents by the paths of their files."""
        return {shown.record.path: shown for shown in self.incidents}

    @cached_property
    def by_service(self) -> dict[str, tuple[ShownIncident, ...]]:
        """The incidents of each service that one names, the latest first."""
        found: dict[str, list[ShownIncident]] = {}
        for shown in self.incidents:
            for service in dict.fromkeys(shown.incident.services):
                found.setdefault(service, []).append(shown)
        return {service: tuple(incidents) for service, incidents in found.items()}

    @cached_property
    def named_by(self) -> dict[str, tuple[ShownIncident, ...]]:
        """By ID, the incidents whose `related` or `duplicate_of` names it, the latest first."""
        found: dict[str, list[ShownIncident]] = {}
        for shown in self.incidents:
            for other in {*shown.incident.related, *filter(None, [shown.incident.duplicate_of])}:
                found.setdefault(other, []).append(shown)
        return {identifier: tuple(incidents) for identifier, incidents in found.items()}

    @cached_property
    def alike(self) -> Alike:
        """The earlier incidents that an incident is like."""
        return earlier_alike(self.oldest_first)

    def assume_alike(self, alike: Alike) -> None:
        """Trust what somebody else knows of them."""
        vars(self)["alike"] = alike

    @property
    def oldest_first(self) -> list[Incident]:
        """The incidents by their report, the oldest first."""
        return [shown.incident for shown in reversed(self.incidents)]

    def days_ago(self, days: int) -> date:
        """The day so many days before the day of the build, or the first of the calendar."""
        return self.today - timedelta(days=min(days, self.today.toordinal() - 1))

    def since(self, days: int) -> tuple[ShownIncident, ...]:
        """The actionable incidents reported in the last `days` days, today included, the latest first."""
        first = self.days_ago(days - 1)
        recent = takewhile(lambda shown: self.day(shown.at) >= first, self.incidents)
        return tuple(s for s in recent if s.incident.is_actionable and self.day(s.at) <= self.today)


def contents_of(
    archive: Archive, now: datetime, repository: Repository | None, history: History = no_history
) -> Contents:
    """What a site for the team itself shows: all but the restricted records and their postmortems."""
    hidden, known = hidden_ids(archive), unrestricted(archive)
    postmortems = {record.path: ShownPostmortem(key, record) for key, record in _keyed(known.postmortems)}
    incidents = []
    for key, record in _keyed(known.incidents):
        found = known.postmortem_for(record)
        about = postmortems[found.path] if found else None
        incidents.append(ShownIncident(key, record, about, report_time(record.incident)))
    incidents.sort(key=lambda shown: (shown.at, _number(shown.key)), reverse=True)
    return Contents(
        now,
        replace(known, unreadable=()),
        tuple(incidents),
        tuple(sorted(postmortems.values(), key=lambda shown: _number(shown.key), reverse=True)),
        tuple(each for each in archive.unreadable if not (each.id in hidden or may_be_restricted(each))),
        repository,
        history,
        hidden,
    )


def _keyed(records: Iterable[R]) -> Iterator[tuple[str, R]]:
    """Each record with a key of its own: its ID; where two claim one ID, the later gets a number after it."""
    taken: dict[str, int] = {}
    for record in records:
        again = taken[record.id] = taken.get(record.id, 0) + 1
        yield (record.id if again == 1 else f"{record.id}-{again}"), record


def _number(key: str) -> tuple[int, int, str]:
    found = INCIDENT_ID.match(key)
    return (int(found[1]), int(found[2]), key) if found else (0, 0, key)

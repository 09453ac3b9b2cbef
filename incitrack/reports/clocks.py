"""The clocks of incidents in the order of their urgency, and their JSON shape."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Self, TypedDict

from incitrack.metrics.clock import Clock, ClockName, State
from incitrack.metrics.clocks import Clocks
from incitrack.model.action import ActionItem
from incitrack.model.incident import Incident
from incitrack.model.policies import Policies
from incitrack.model.status import Status
from incitrack.model.times import format_time
from incitrack.records.archive import Archive
from incitrack.records.record import IncidentRecord, PostmortemRecord


class ClockItem(TypedDict):
    """One element of `sla --json`. Times are UTC, durations whole seconds on the wall clock."""

    incident: str
    clock: str
    tier: str | None
    started_at: str
    deadline_at: str
    stopped_at: str | None
    state: str
    elapsed_s: int
    remaining_s: int


class ListedClock(NamedTuple):
    """A clock, the incident whose it is, and the action item that it is about, if it is about one."""

    clock: Clock
    incident: Incident
    action: ActionItem | None = None

    @property
    def owner(self) -> str | None:
        """Who has to see to it: the owner of the action item, else of the incident."""
        return self.action.owner if self.action else self.incident.owner

    @property
    def name(self) -> str:
        """`resolve`, `action A1`, or `resolve (enterprise)` for the clock of a customer tier."""
        tier = f" ({self.clock.tier})" if self.clock.tier else ""
        return f"{self.clock.name} {self.action.id}" if self.action else f"{self.clock.name}{tier}"


def clock_item(clock: Clock, now: datetime) -> ClockItem:
    """A clock as an element of a list."""
    return {
        "incident": clock.incident,
        "clock": str(clock.name),
        "tier": clock.tier,
        "started_at": format_time(clock.started_at),
        "deadline_at": format_time(clock.deadline_at),
        "stopped_at": None if clock.stopped_at is None else format_time(clock.stopped_at),
        "state": str(clock.state),
        "elapsed_s": clock.elapsed_s(now),
        "remaining_s": clock.remaining_s(now),
    }


def listed_clocks(
    records: Iterable[IncidentRecord], clocks: Clocks, archive: Archive, *, every: bool = False
) -> list[ListedClock]:
    """The clocks of some incidents, the worst first; of the met runs of `update` only with `every`."""
    found = (
        listed
        for record in records
        for listed in clocks_of(record.incident, archive.postmortem_of(record.id), clocks.of(record), every=every)
    )
    return worst_first(found, archive.policies)


def clocks_of(
    incident: Incident, postmortem: PostmortemRecord | None, clocks: Iterable[Clock], *, every: bool = False
) -> Iterator[ListedClock]:
    """The clocks of one incident as they are listed, in their order."""
    for clock in clocks:
        if every or not (clock.name is ClockName.UPDATE and clock.state is State.MET):
            yield ListedClock(clock, incident, _action(clock, incident, postmortem))


def _action(clock: Clock, incident: Incident, postmortem: PostmortemRecord | None) -> ActionItem | None:
    if clock.name is not ClockName.ACTION:
        return None
    holder = postmortem.postmortem if postmortem and clock.origin.in_postmortem else incident
    return holder.actions[clock.origin.item]


def worst_first(found: Iterable[ListedClock], policies: Policies) -> list[ListedClock]:
    """Clocks in order of state; of one state the worst severity first.

    Then what runs by its deadline, and of what has stopped the latest first.
    """
    ranks = {key: rank for rank, key in enumerate(policies.severity.severities if policies.severity else ())}
    return sorted(found, key=lambda listed: _urgency(listed, ranks))


def _urgency(listed: ListedClock, ranks: dict[str, int]) -> tuple[int, int, float, str]:
    clock = listed.clock
    when = clock.deadline_at if clock.stopped_at is None else clock.stopped_at
    moment = when.timestamp()
    rank = ranks.get(listed.incident.severity, len(ranks))
    return clock.state.rank, rank, moment if clock.stopped_at is None else -moment, clock.incident


@dataclass(frozen=True)
class Pressing:
    """The clock that matters most of each incident that is not closed, as of `now`, by the path of its record."""

    now: datetime
    clocks: Mapping[str, Clock]

    @classmethod
    def among(cls, records: Iterable[IncidentRecord], clocks: Clocks) -> Self:
        """Those of some records."""
        waiting = (record for record in records if record.incident.status is not Status.CLOSED)
        found = ((record.path, pressing_clock(clocks.of(record))) for record in waiting)
        return cls(clocks.now, {path: clock for path, clock in found if clock})

    def of(self, record: IncidentRecord) -> Clock | None:
        """The clock that matters most of an incident; None where none runs."""
        return self.clocks.get(record.path)


def pressing_clock(clocks: Iterable[Clock]) -> Clock | None:
    """The clock that matters most of one incident: of those that run the worst, then the nearest deadline."""
    running = (clock for clock in clocks if not clock.state.is_stopped and clock.tier is None)
    return min(running, key=lambda clock: (clock.state.rank, clock.deadline_at), default=None)

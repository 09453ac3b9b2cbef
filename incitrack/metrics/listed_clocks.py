"""The clocks of incidents as they are listed: each with what it is about, in the order of their urgency."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from incitrack.metrics.clock import Clock, ClockName, State
from incitrack.metrics.clocks import Clocks
from incitrack.model.action import ActionItem
from incitrack.model.incident import Incident
from incitrack.model.policies import Policies
from incitrack.records.archive import Archive
from incitrack.records.record import IncidentRecord, PostmortemRecord

Urgency = tuple[int, int, float, str]
"""What clocks are sorted by: state, severity, moment, incident."""


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


def listed_clocks(
    records: Iterable[IncidentRecord], clocks: Clocks, archive: Archive, *, every: bool = False
) -> list[ListedClock]:
    """The clocks of some incidents, the worst first; of the met runs of `update` only with `every`."""
    found = (
        listed
        for record in records
        for listed in clocks_of(record.incident, archive.postmortem_for(record), clocks.of(record), every=every)
    )
    return worst_first(found, archive.policies)


def clocks_of(
    incident: Incident, postmortem: PostmortemRecord | None, clocks: Iterable[Clock], *, every: bool = False
) -> Iterator[ListedClock]:
    """The clocks of one incident as they are listed, in their order."""
    for clock in clocks:
        if every or not (clock.name is ClockName.UPDATE and clock.state is State.MET):
            yield ListedClock(clock, incident, action_of(clock, incident, postmortem))


def action_of(clock: Clock, incident: Incident, postmortem: PostmortemRecord | None) -> ActionItem | None:
    """The action item that a clock is about; None for a clock of another name."""
    if clock.name is not ClockName.ACTION:
        return None
    holder = postmortem.postmortem if postmortem and clock.origin.in_postmortem else incident
    return holder.actions[clock.origin.item]


def worst_first(found: Iterable[ListedClock], policies: Policies) -> list[ListedClock]:
    """Clocks in order of state; of one state the worst severity first.

    Then what runs by its deadline, and of what has stopped the latest first.
    """
    return sorted(found, key=urgency_by(policies))


def urgency_by(policies: Policies) -> Callable[[ListedClock], Urgency]:
    """What tells the place of a clock in that order."""
    ranks = {key: rank for rank, key in enumerate(policies.severity.severities if policies.severity else ())}

    def urgency(listed: ListedClock) -> Urgency:
        clock = listed.clock
        when = clock.deadline_at if clock.stopped_at is None else clock.stopped_at
        moment = when.timestamp()
        rank = ranks.get(listed.incident.severity, len(ranks))
        return clock.state.rank, rank, moment if clock.stopped_at is None else -moment, clock.incident

    return urgency

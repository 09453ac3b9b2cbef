"""A clock: a target that runs from a moment to a deadline, and how that ended or stands."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Literal, NamedTuple

_SECOND: Final = timedelta(seconds=1)


class ClockName(StrEnum):
    """The clocks of the policies, in the order in which an incident meets them."""

    ACKNOWLEDGE = "acknowledge"
    RESOLVE = "resolve"
    UPDATE = "update"
    COMMUNICATE = "communicate"
    PROMISE = "promise"
    POSTMORTEM = "postmortem"
    ACTION = "action"


class State(StrEnum):
    """How a clock stands, the worst first: past its deadline, near it, running; stopped too late, or in time."""

    BREACHED = "breached"
    AT_RISK = "at-risk"
    RUNNING = "running"
    MISSED = "missed"
    MET = "met"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return _RANK[self]

    @property
    def is_stopped(self) -> bool:
        """Whether it is over: met or missed."""
        return self in {State.MISSED, State.MET}

    @property
    def is_late(self) -> bool:
        """Whether the deadline passed while it ran: breached or missed."""
        return self in {State.BREACHED, State.MISSED}


_RANK: Final = {state: rank for rank, state in enumerate(State)}


class Origin(NamedTuple):
    """What started a clock: an entry or an action item, by its place in the file's order, from 0.

    `in_postmortem` says that the action item stands in the postmortem's file.
    """

    section: Literal["timeline", "communications", "actions"]
    item: int
    in_postmortem: bool = False


class Run(NamedTuple):
    """A clock set going: since when, until when, by what, and by which severity's target, if any.

    Moments are UTC.
    """

    started_at: datetime
    deadline_at: datetime
    origin: Origin
    severity: str | None = None


class Clock(NamedTuple):
    """One run of a clock of an incident, as of the moment it was worked out for.

    `tier` is None for the clock that holds, else the customer tier whose own target it is. `at_risk_at` is the
    moment from which a clock that still runs is at risk, which may lie before its start; None for a stopped one.
    `severity` is the one whose target it is, which the incident may no longer have; None for a clock of no target.
    Moments are UTC.
    """

    incident: str
    name: ClockName
    tier: str | None
    started_at: datetime
    deadline_at: datetime
    stopped_at: datetime | None
    state: State
    origin: Origin
    at_risk_at: datetime | None
    severity: str | None = None

    def as_of(self, now: datetime) -> "Clock":
        """The same clock at another moment, of which nothing but the state depends."""
        state = state_at(now, self.deadline_at, self.stopped_at, self.at_risk_at)
        return self if state is self.state else self._replace(state=state)

    def elapsed_s(self, now: datetime) -> int:
        """Whole seconds on the wall clock from its start to its stop, else to `now`."""
        return int(((self.stopped_at or now) - self.started_at) / _SECOND)

    def remaining_s(self, now: datetime) -> int:
        """Whole seconds on the wall clock from its stop, else from `now`, to the deadline; negative when late."""
        return int((self.deadline_at - (self.stopped_at or now)) / _SECOND)


def state_at(
    now: datetime, deadline_at: datetime, stopped_at: datetime | None, at_risk_at: datetime | None
) -> State:
    """The state of a clock. What stops at its deadline is met, and what runs at it is not breached yet."""
    if stopped_at is not None:
        return State.MET if stopped_at <= deadline_at else State.MISSED
    if now > deadline_at:
        return State.BREACHED
    return State.AT_RISK if at_risk_at is not None and now >= at_risk_at else State.RUNNING

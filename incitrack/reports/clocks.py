"""The JSON shape of a clock."""

from datetime import datetime
from typing import TypedDict

from incitrack.metrics.clock import Clock
from incitrack.model.times import format_time


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

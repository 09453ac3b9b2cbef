"""The clocks of one incident among its facts: what runs, and what was too late."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from incitrack.metrics.clock import State
from incitrack.metrics.clock_words import left_text
from incitrack.metrics.listed_clocks import ListedClock
from incitrack.model.policies import Policies
from incitrack.reports.clock_table import clock_style
from incitrack.reports.incident_facts import Fact
from incitrack.reports.times_text import moment_line

_NAMED: Final = {State.BREACHED: "breached, ", State.AT_RISK: "at risk, "}


def clock_facts(clocks: Iterable[ListedClock], policies: Policies, now: datetime) -> Iterator[Fact]:
    """A line for each clock that runs, and for each that was missed; of what was met in time there is none.

    Nor is there one of action items, which are listed with their due days.
    """
    for listed in clocks:
        clock = listed.clock
        if clock.state is State.MET or listed.action:
            continue
        label = "Missed" if clock.state is State.MISSED else "Clock"
        state = _NAMED.get(clock.state, "")
        text = f"{listed.name}: {state}{left_text(clock, now)}, due {moment_line(clock.deadline_at)}"
        yield Fact(label, text, clock_style(clock, listed.incident.severity, policies))

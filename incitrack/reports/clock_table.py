"""Clocks one a line: as a table for a terminal, and whole for a pipe."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from incitrack.metrics.clock import Clock, State
from incitrack.metrics.clock_words import left_text
from incitrack.metrics.listed_clocks import ListedClock
from incitrack.model.policies import Policies
from incitrack.model.times import format_time, record_time
from incitrack.printable import printable_line
from incitrack.reports.columns import Cell, Column, table
from incitrack.reports.style import Paint, Style, severity_style
from incitrack.wording import duration_text

_ROOMY: Final = 110
_STYLES: Final = {
    State.BREACHED: Style.ALARM,
    State.AT_RISK: Style.WARNING,
    State.RUNNING: Style.ACTIVE,
    State.MISSED: Style.WARNING,
    State.MET: Style.GOOD,
}


def clock_style(clock: Clock, incident_severity: str, policies: Policies) -> Style:
    """The look of a clock's state; what runs of the worst severity cannot be overlooked."""
    severity = policies.severity
    worst = severity is not None and severity.rank(incident_severity) == 0
    if worst and not clock.state.is_stopped:
        return Style.URGENT
    return _STYLES[clock.state]


def clock_table(
    clocks: Sequence[ListedClock], policies: Policies, now: datetime, columns_wide: int, paint: Paint
) -> Iterator[str]:
    """A table of clocks, 80 columns wide or wider; a wide one has the deadline and the title too."""
    roomy = columns_wide >= _ROOMY
    columns = [
        Column("STATE", 8),
        Column("LEFT", 19),
        Column("ELAPSED", 12 if roomy else 11),
        Column("SEVERITY" if roomy else "SEV", 12 if roomy else 4),
        Column("ID", 16),
        Column("CLOCK", 24 if roomy else 11),
        Column("OWNER", 16 if roomy else 8),
        *([Column("DEADLINE", 17), Column("TITLE", None)] if roomy else []),
    ]
    rows = [_row(listed, policies, now, roomy=roomy) for listed in clocks]
    return table(columns, rows, columns_wide, paint)


def _row(listed: ListedClock, policies: Policies, now: datetime, *, roomy: bool) -> list[Cell]:
    clock, incident = listed.clock, listed.incident
    style = clock_style(clock, incident.severity, policies)
    return [
        Cell(str(clock.state), style),
        Cell(left_text(clock, now), style),
        Cell(_elapsed(clock, now)),
        Cell(incident.severity, severity_style(incident.severity, policies)),
        Cell(clock.incident, Style.STRONG),
        Cell(listed.name),
        Cell(listed.owner or "–", Style.PLAIN if listed.owner else Style.WARNING),
        *([Cell(_minute(clock.deadline_at)), Cell(printable_line(incident.title))] if roomy else []),
    ]


def _elapsed(clock: Clock, now: datetime) -> str:
    """What was done before its clock began took no time of it."""
    elapsed = timedelta(seconds=clock.elapsed_s(now))
    return duration_text(elapsed) if elapsed >= timedelta() else "–"


def _minute(moment: datetime) -> str:
    return f"{format_time(moment)[:16].replace('T', ' ')}Z"


def clock_lines(clocks: Iterable[ListedClock], now: datetime) -> Iterator[str]:
    """A line for each clock, with tabs between.

    State, what is left, elapsed, severity, ID, clock, owner, deadline and title.
    """
    for listed in clocks:
        clock, incident = listed.clock, listed.incident
        yield "\t".join(
            [
                str(clock.state),
                left_text(clock, now),
                _elapsed(clock, now),
                incident.severity,
                clock.incident,
                listed.name,
                listed.owner or "",
                record_time(clock.deadline_at),
                printable_line(incident.title),
            ]
        )

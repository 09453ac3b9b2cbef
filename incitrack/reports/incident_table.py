"""Incidents one a line: as a table for a terminal, and whole for a pipe."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from incitrack.metrics.clock_words import left_text
from incitrack.metrics.pressing import Pressing
from incitrack.model.incident import Incident
from incitrack.model.policies import Policies
from incitrack.model.times import format_time, record_time
from incitrack.printable import printable_line
from incitrack.records.newest_first import report_time
from incitrack.records.record import IncidentRecord
from incitrack.reports.clock_table import clock_style
from incitrack.reports.columns import Cell, Column, table
from incitrack.reports.style import Paint, Style, severity_style, status_style

_ROOMY = 110


def incident_table(
    records: Sequence[IncidentRecord],
    pressing: Pressing,
    policies: Policies,
    columns_wide: int,
    paint: Paint,
) -> Iterator[str]:
    """A table of incidents, 80 columns wide or wider; a wide one has the services and the time of day too.

    Where a clock runs, there is a column of the clock that matters most; in a narrow table it takes the place of
    the report's day, which the order tells.
    """
    roomy = columns_wide >= _ROOMY
    clock = any(pressing.of(record) for record in records)
    columns = [
        Column("ID", 20),
        Column("SEVERITY" if roomy else "SEV", 12 if roomy else 8),
        Column("STATUS", 12),
        *([Column("CLOCK", 32 if roomy else 16)] if clock else []),
        *([Column("REPORTED", 17)] if roomy or not clock else []),
        Column("OWNER", 16 if roomy else 10),
        *([Column("SERVICES", 28)] if roomy else []),
        Column("TITLE", None),
    ]
    rows = []
    for record in records:
        rows.append(_row(record.incident, policies, roomy=roomy))
        if clock:
            rows[-1][3 : 3 if roomy else 4] = [_clock_cell(record, pressing, policies, roomy=roomy)]
    return table(columns, rows, columns_wide, paint)


def _clock_cell(record: IncidentRecord, pressing: Pressing, policies: Policies, *, roomy: bool) -> Cell:
    if (clock := pressing.of(record)) is None:
        return Cell("")
    left = left_text(clock, pressing.now)
    return Cell(f"{clock.name} {left}" if roomy else left, clock_style(clock, record.incident.severity, policies))


def _row(incident: Incident, policies: Policies, *, roomy: bool) -> list[Cell]:
    reported = report_time(incident)
    return [
        Cell(incident.id, Style.STRONG),
        Cell(incident.severity, severity_style(incident.severity, policies)),
        Cell(str(incident.status), status_style(incident.status)),
        Cell(_minute(reported) if roomy else format_time(reported)[:10]),
        Cell(incident.owner or "–"),
        *([Cell(", ".join(incident.services))] if roomy else []),
        Cell(printable_line(incident.title), Style.PLAIN if incident.is_open else Style.FAINT),
    ]


def _minute(moment: datetime) -> str:
    return f"{format_time(moment)[:16].replace('T', ' ')}Z"


def incident_lines(records: Iterable[IncidentRecord], pressing: Pressing) -> Iterator[str]:
    """A line for each incident, with tabs between: ID, severity, status, report, owner, services and title.

    Where a clock runs, the one that matters most comes last.
    """
    for record in records:
        incident = record.incident
        yield "\t".join(
            [
                incident.id,
                incident.severity,
                str(incident.status),
                record_time(report_time(incident)),
                incident.owner or "",
                ",".join(incident.services),
                printable_line(incident.title),
                *([f"{clock.name} {left_text(clock, pressing.now)}"] if (clock := pressing.of(record)) else []),
            ]
        )

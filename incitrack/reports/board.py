"""The board: what is open, and what is resolved and not closed yet, in a column for each status."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import zip_longest
from typing import Final

from incitrack.metrics.clock import Clock, State
from incitrack.metrics.clock_words import left_text
from incitrack.metrics.pressing import Pressing
from incitrack.model.incident import Disposition, Incident
from incitrack.model.policies import Policies
from incitrack.model.status import Status
from incitrack.printable import printable_line
from incitrack.records.newest_first import oldest_first, report_time
from incitrack.records.record import IncidentRecord
from incitrack.reports.clock_table import clock_style
from incitrack.reports.columns import GAP, Cell
from incitrack.reports.style import Paint, Style, severity_style, status_style
from incitrack.reports.text_width import cut, width, wrapped
from incitrack.wording import duration_text

Board = dict[Status, list[IncidentRecord]]

_COLUMNS: Final = tuple(status for status in Status if status is not Status.CLOSED)
_NARROWEST: Final = 15
_TITLE_LINES: Final = 3


def board_of(records: Iterable[IncidentRecord], pressing: Pressing, policies: Policies) -> Board:
    """The incidents that are not closed by status, in the order of an incident's life.

    In a column the worst severity comes first; of one severity what is breached, at risk, and due soonest; then
    what has waited longest.
    """
    waiting = sorted(oldest_first(records), key=lambda record: _urgency(record, pressing, policies))
    return {status: [r for r in waiting if r.incident.status is status] for status in _COLUMNS}


def _urgency(record: IncidentRecord, pressing: Pressing, policies: Policies) -> tuple[int, int, float]:
    rank = policies.severity.rank(record.incident.severity) if policies.severity else 0
    if (clock := pressing.of(record)) is None:
        return rank, len(State), 0
    return rank, clock.state.rank, clock.deadline_at.timestamp()


def board_lines(
    board: Board, pressing: Pressing, policies: Policies, columns_wide: int, paint: Paint
) -> Iterator[str]:
    """The columns side by side, or one below the other where the terminal is too narrow for that."""
    share = (columns_wide - len(GAP) * (len(board) - 1)) // len(board)
    side_by_side = share >= _NARROWEST
    size = share if side_by_side else columns_wide
    columns = [[_head(status, found), *_cards(found, pressing, policies, size)] for status, found in board.items()]
    if side_by_side:
        for row in zip_longest(*columns, fillvalue=[]):
            yield GAP.join(_drawn(line, size, paint) for line in row).rstrip()
    else:
        for column in columns:
            yield from (_drawn(line, size, paint).rstrip() for line in [*column, []])


def _head(status: Status, records: Sequence[IncidentRecord]) -> list[Cell]:
    return [Cell(str(status), status_style(status)), Cell(f" {len(records)}", Style.FAINT)]


def _cards(
    records: Sequence[IncidentRecord], pressing: Pressing, policies: Policies, size: int
) -> Iterator[list[Cell]]:
    for record in records:
        yield []
        yield from _card(record.incident, pressing.of(record), policies, pressing.now, size)


def _card(
    incident: Incident, clock: Clock | None, policies: Policies, now: datetime, size: int
) -> Iterator[list[Cell]]:
    yield [Cell(cut(incident.id, size), Style.STRONG)]
    severity = Cell(cut(incident.severity, size), severity_style(incident.severity, policies))
    rest = f" {duration_text(now - report_time(incident))}"
    yield [severity, Cell(cut(rest, max(1, size - width(severity.text))), Style.FAINT)]
    if clock:
        style = clock_style(clock, incident.severity, policies)
        yield from ([Cell(line, style)] for line in wrapped(f"{clock.name} {left_text(clock, now)}", size))
    owner = f"@{incident.owner}" if incident.owner else "nobody yet"
    yield [Cell(cut(owner, size), Style.PLAIN if incident.owner else Style.ALARM)]
    if incident.disposition is not Disposition.ACTIONABLE:
        yield [Cell(cut(str(incident.disposition), size), Style.WARNING)]
    title = wrapped(printable_line(incident.title), size)
    shown = title[:_TITLE_LINES]
    if len(title) > _TITLE_LINES:
        shown[-1] = f"{shown[-1]} …"
    yield from ([Cell(cut(line, size))] for line in shown)


def _drawn(line: Sequence[Cell], size: int, paint: Paint) -> str:
    used = sum(width(cell.text) for cell in line)
    return "".join(paint(cell.text, cell.style) for cell in line) + " " * (size - used)

"""Action items one a line: as a table for a terminal, and whole for a pipe."""

from collections.abc import Iterable, Iterator, Sequence

from incitrack.printable import printable_line
from incitrack.reports.actions import ActionRow
from incitrack.reports.columns import Cell, Column, table
from incitrack.reports.style import Paint, Style


def action_table(rows: Sequence[ActionRow], columns_wide: int, paint: Paint) -> Iterator[str]:
    """A table of action items; what is overdue says by how many days."""
    columns = [
        Column("ID", 20),
        Column("STATUS", 11),
        Column("DUE", 21),
        Column("OWNER", 12),
        Column("TITLE", None),
    ]
    return table(columns, [_row(row) for row in rows], columns_wide, paint)


def _row(row: ActionRow) -> list[Cell]:
    due = row["due"] or "–"
    late = f", {row['days_overdue']} d late" if row["overdue"] else ""
    is_open = row["status"] in {"open", "in-progress"}
    return [
        Cell(row["id"], Style.STRONG),
        Cell(row["status"], Style.PLAIN if is_open else Style.FAINT),
        Cell(f"{due}{late}", Style.ALARM if late else Style.PLAIN),
        Cell(row["owner"] or "–", Style.PLAIN if row["owner"] else Style.WARNING),
        Cell(printable_line(row["title"]), Style.PLAIN if is_open else Style.FAINT),
    ]


def action_lines(rows: Iterable[ActionRow]) -> Iterator[str]:
    """A line for each action item: ID, status, due day, days overdue, owner and title, with tabs between."""
    for row in rows:
        late = str(row["days_overdue"]) if row["overdue"] else ""
        words = (row["id"], row["status"], row["due"] or "", late, row["owner"] or "")
        yield "\t".join((*words, printable_line(row["title"])))

"""A timeline or what was told, as a terminal shows it: a heading for each day, the text under its time."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from incitrack.model.entry import Communication, Kind, TimelineEntry
from incitrack.printable import printable
from incitrack.reports.reflow import reflow
from incitrack.reports.style import Paint, Style
from incitrack.reports.text_width import padded, width
from incitrack.wording import clock_text, late_text, weekday_text

_INDENT: Final = "  "


def entry_lines(
    entries: Sequence[TimelineEntry] | Sequence[Communication],
    columns: int | None,
    paint: Paint,
    recorded: Mapping[TimelineEntry | Communication, datetime],
) -> Iterator[str]:
    """The lines of some entries in the order of the file, times in UTC; without `columns` nothing is wrapped.

    An entry that was `recorded` late says so under its text.
    """
    day = None
    for entry in entries:
        if (today := entry.at.astimezone(UTC).date()) != day:
            day = today
            yield paint(weekday_text(day), Style.FAINT)
        yield from _entry(entry, columns, paint)
        if late := late_text(entry.at, recorded.get(entry)):
            yield f"{' ' * _hang(entry)}{paint(late, Style.FAINT)}"


def _entry(entry: TimelineEntry | Communication, columns: int | None, paint: Paint) -> Iterator[str]:
    clock = clock_text(entry.at)
    hang = " " * _hang(entry)
    head = _head(entry)
    text = printable(entry.text)
    # A text that begins with a block of its own stands under its head.
    joint = "" if not text else "\n" if text.startswith(("\n", "```", "~~~")) else " "
    whole = f"{head}{':' if text else ''}{joint}{text.lstrip(chr(10))}"
    for index, line in enumerate(reflow(whole, columns and columns - len(hang))):
        if index == 0:
            painted = paint(head, _style(entry)) + line[len(head) :] if line.startswith(head) else line
            yield _INDENT + paint(padded(clock, len(clock)), Style.FAINT) + _INDENT + painted
        else:
            yield f"{hang}{line}".rstrip()


def _hang(entry: TimelineEntry | Communication) -> int:
    return len(_INDENT) + width(clock_text(entry.at)) + 2


def _head(entry: TimelineEntry | Communication) -> str:
    by = f" @{entry.by}" if entry.by else ""
    via = f" via {', '.join(entry.channels)}" if isinstance(entry, Communication) and entry.channels else ""
    return f"{entry.kind}{by}{via}"


def _style(entry: TimelineEntry | Communication) -> Style:
    if isinstance(entry, Communication):
        return Style.ACTIVE
    if entry.kind.is_transition or entry.kind is Kind.MITIGATED:
        return Style.STRONG
    return Style.ACTIVE

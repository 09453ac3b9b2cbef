"""Tables for a terminal: columns under a heading, one of which gives way where the terminal is narrow."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from incitrack.reports.style import Paint, Style
from incitrack.reports.text_width import cut, padded, width

GAP: Final = "  "
_LEAST: Final = 20


class Cell(NamedTuple):
    """A text on one line, and its look."""

    text: str
    style: Style = Style.PLAIN


class Column(NamedTuple):
    """A column's heading and the most that its texts may take; None gives way to the others."""

    heading: str
    most: int | None


def table(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], columns_wide: int, paint: Paint
) -> Iterator[str]:
    """The lines of a table that is `columns_wide` at most, if the yielding columns can have 20 of it.

    A text that is longer than its column ends in ….
    """
    widths = _widths(columns, rows, columns_wide)
    yield paint(
        _line([padded(column.heading, size) for column, size in zip(columns, widths, strict=True)]), Style.FAINT
    )
    for row in rows:
        texts = [padded(cut(cell.text, size), size) for cell, size in zip(row, widths, strict=True)]
        texts[-1] = texts[-1].rstrip()
        yield _line([_painted(text, cell, paint) for text, cell in zip(texts, row, strict=True)])


def _painted(text: str, cell: Cell, paint: Paint) -> str:
    bare = text.rstrip()
    return text if cell.style is Style.PLAIN else paint(bare, cell.style) + text[len(bare) :]


def _line(texts: Sequence[str]) -> str:
    return GAP.join(texts).rstrip()


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], columns_wide: int) -> list[int]:
    natural = [
        max([width(column.heading), *(width(row[index].text) for row in rows)])
        for index, column in enumerate(columns)
    ]
    sizes = [
        size if c.most is None else min(size, max(c.most, width(c.heading)))
        for c, size in zip(columns, natural, strict=True)
    ]
    yielding = [index for index, column in enumerate(columns) if column.most is None]
    taken = sum(sizes) - sum(sizes[index] for index in yielding) + len(GAP) * (len(columns) - 1)
    for index in yielding:
        share = max(_LEAST, (columns_wide - taken) // len(yielding))
        sizes[index] = min(sizes[index], share)
    return sizes

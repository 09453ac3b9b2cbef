"""A section of the figures: a table and what is to be said below it."""

from typing import Final, NamedTuple

from incitrack.reports.style import Style

ENDLESS: Final = 1_000_000
"""The width of a table in a pipe, where nothing is cut."""


class Row(NamedTuple):
    """A line of a table. `style` is the look of the text at `at`, counted from 0."""

    texts: tuple[str, ...]
    style: Style = Style.PLAIN
    at: int = 1


class Section(NamedTuple):
    """A table with its headings, and remarks; either may be empty."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    remarks: tuple[str, ...] = ()

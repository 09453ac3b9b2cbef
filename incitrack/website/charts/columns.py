"""Columns by month, each a stack of parts."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from incitrack.metrics.months import Month
from incitrack.website.charts.month_axis import month_words
from incitrack.website.charts.paths import coordinate, rectangle
from incitrack.website.charts.plot import Plot, css_of, sheet_for
from incitrack.website.charts.ticks import duration_ticks, number_ticks
from incitrack.website.views.charts import DrawingView, PointView, WordView

_WIDEST: Final = 44
_DIGIT: Final = 7.8
_LEAST_HEIGHT: Final = 2.0


class Part(NamedTuple):
    """A part of a column, drawn as tall as its value; nothing is drawn of 0."""

    value: int
    title: str
    href: str
    css: str
    fill: str = ""


class Column(NamedTuple):
    """A month's column, from the bottom up; `is_going_on` where the month is not over."""

    month: Month
    parts: Sequence[Part]
    is_going_on: bool = False

    @property
    def total(self) -> int:
        """Its parts together."""
        return sum(part.value for part in self.parts)


def stacked_columns(label: str, columns: Sequence[Column]) -> DrawingView:
    """Columns whose parts stand on one another, with the sum above each."""
    width = sheet_for(len(columns))
    plot = Plot(width, len(columns), number_ticks(max(column.total for column in columns)))
    return _drawing(label, plot, columns, [*_stacked(plot, columns)], _sums(plot, columns))


def duration_columns(label: str, columns: Sequence[Column]) -> DrawingView:
    """Columns whose values are seconds, and whose sums stand in their titles alone."""
    width = sheet_for(len(columns))
    ticks = duration_ticks(max(column.total for column in columns))
    plot = Plot(width, len(columns), ticks, right=84)
    return _drawing(label, plot, columns, [*_stacked(plot, columns)], ())


def grouped_columns(label: str, columns: Sequence[Column]) -> DrawingView:
    """Columns whose parts stand beside one another."""
    width = sheet_for(len(columns) * max(1, len(columns[0].parts)) // 2)
    largest = max((part.value for column in columns for part in column.parts), default=0)
    plot = Plot(width, len(columns), number_ticks(largest))
    return _drawing(label, plot, columns, [*_grouped(plot, columns)], ())


def _drawing(
    label: str, plot: Plot, columns: Sequence[Column], points: Sequence[PointView], words: Sequence[WordView]
) -> DrawingView:
    months = [column.month for column in columns]
    return DrawingView(
        label,
        css_of(plot.width),
        plot.width,
        plot.height,
        tuple(plot.grid()),
        tuple(points),
        (*plot.tick_words(), *month_words(plot, months), *words),
        from_end=True,
    )


def _stacked(plot: Plot, columns: Sequence[Column]) -> Iterator[PointView]:
    wide = min(_WIDEST, plot.slot * 0.72)
    for place, column in enumerate(columns):
        x, so_far = plot.x(place + 0.5) - wide / 2, 0
        for part in column.parts:
            if part.value:
                bottom, top = plot.y(so_far), plot.y(so_far + part.value)
                so_far += part.value
                path = rectangle(x, top, wide, max(_LEAST_HEIGHT, bottom - top - 1))
                yield _bar(part, column, path)


def _grouped(plot: Plot, columns: Sequence[Column]) -> Iterator[PointView]:
    for place, column in enumerate(columns):
        wide = min(_WIDEST, plot.slot * 0.86) / len(column.parts)
        x = plot.x(place + 0.5) - wide * len(column.parts) / 2
        for number, part in enumerate(column.parts):
            if part.value:
                top = plot.y(part.value)
                yield _bar(part, column, rectangle(x + number * wide, top, wide - 1, plot.floor - top))


def _bar(part: Part, column: Column, path: str) -> PointView:
    css = f"{part.css} going-on" if column.is_going_on else part.css
    return PointView(part.title, part.href, css, path, part.fill)


def _sums(plot: Plot, columns: Sequence[Column]) -> tuple[WordView, ...]:
    return tuple(
        WordView(
            f"{column.total:,}",
            "middle sum",
            coordinate(plot.x(place + 0.5)),
            coordinate(plot.y(column.total) - 5),
        )
        for place, column in enumerate(columns)
        if column.total and len(f"{column.total:,}") * _DIGIT <= plot.slot
    )

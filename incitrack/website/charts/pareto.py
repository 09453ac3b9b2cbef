"""A Pareto chart: columns from the most frequent down, and the line of what they make up together."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from incitrack.website.charts.paths import coordinate, disc, line, rectangle
from incitrack.website.charts.plot import BOTTOM, HEIGHT, MEDIUM, SMALL, TOP, Plot, css_of
from incitrack.website.charts.ticks import Tick
from incitrack.website.views.charts import DrawingView, PointView, ShapeView, WordView

MOST: Final = 8
"""Of more kinds the rest is left to the table."""

_LETTERS: Final = 10
_LONGEST: Final = 12
"""A word may be a little longer than a line should be."""
_LINES: Final = 3
_SHARES: Final = (Tick(0, "0 %"), Tick(0.5, "50 %"), Tick(1, "100 %"))


class Ranked(NamedTuple):
    """A kind, how often it was named, its share of all, 0 to 1, and that of it and those before it."""

    name: str
    times: int
    share: float
    cumulative: float
    title: str
    href: str


def pareto_chart(label: str, ranked: Sequence[Ranked]) -> DrawingView:
    """The first eight of at least one kind, in Pareto order; columns and line are of one scale."""
    shown = ranked[:MOST]
    width = MEDIUM if len(shown) > 3 else SMALL
    plot = Plot(width, len(shown), _SHARES, height=HEIGHT + 40, bottom=BOTTOM + 40)
    places = [(plot.x(place + 0.5), plot.y(each.cumulative)) for place, each in enumerate(shown)]
    return DrawingView(
        label,
        css_of(width),
        width,
        plot.height,
        (*plot.grid(), *_columns(plot, shown), ShapeView("cumulative", line(places))),
        tuple(_points(plot, shown, places)),
        (*plot.tick_words(), *_names(plot, shown)),
    )


def _columns(plot: Plot, shown: Sequence[Ranked]) -> Iterator[ShapeView]:
    for place, each in enumerate(shown):
        x, y = plot.x(place + 0.14), plot.y(each.share)
        yield ShapeView("bar", rectangle(x, y, plot.slot * 0.72, plot.floor - y))


def _points(plot: Plot, shown: Sequence[Ranked], places: Sequence[tuple[float, float]]) -> Iterator[PointView]:
    for number, (each, place) in enumerate(zip(shown, places, strict=True)):
        hit = rectangle(plot.x(number), TOP, plot.slot, plot.floor - TOP)
        yield PointView(each.title, each.href, "dot", disc(*place, 3.5), hit=hit)


def _names(plot: Plot, shown: Sequence[Ranked]) -> Iterator[WordView]:
    """Below each column how often, and the name in as many lines as it takes."""
    for place, each in enumerate(shown):
        x = coordinate(plot.x(place + 0.5))
        yield WordView(f"{each.times:,}", "middle sum", x, coordinate(plot.floor + 17))
        for number, text in enumerate(wrapped(each.name)):
            yield WordView(text, "middle small", x, coordinate(plot.floor + 33 + 14 * number))


def wrapped(name: str) -> list[str]:
    """A name in at most three lines of about ten letters; what does not fit is cut."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > _LETTERS:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    cut = [each if len(each) <= _LONGEST else f"{each[: _LONGEST - 1]}…" for each in lines[:_LINES]]
    return [*cut[:-1], f"{cut[-1]} …"] if len(lines) > _LINES else cut

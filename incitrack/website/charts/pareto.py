"""A Pareto chart: columns from the most frequent down, and the line of what they make up together."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from incitrack.website.charts.paths import coordinate, disc, line, rectangle
from incitrack.website.charts.plot import HEIGHT, Plot
from incitrack.website.charts.ticks import Tick, number_ticks
from incitrack.website.views.charts import DrawingView, PointView, ShapeView, WordView

MOST: Final = 8
"""Of more kinds the rest is left to the table."""

_LETTERS: Final = 11
_LINES: Final = 3
_RIGHT: Final = 46


class Ranked(NamedTuple):
    """A kind, how often it was named, and the share, 0 to 1, of it and those before it."""

    name: str
    times: int
    cumulative: float
    title: str
    href: str


def pareto_chart(label: str, ranked: Sequence[Ranked]) -> DrawingView:
    """The first eight of at least one kind, in Pareto order."""
    shown = ranked[:MOST]
    width, css = (640, "medium") if len(shown) > 3 else (320, "small")
    plot = Plot(
        width,
        len(shown),
        number_ticks(shown[0].times),
        left=44,
        right=_RIGHT,
        height=HEIGHT + 16,
        reads_from_end=False,
    )
    shares = Plot(width, len(shown), [Tick(0, ""), Tick(1, "")], left=44, right=_RIGHT, height=HEIGHT + 16)
    places = [(shares.x(place + 0.5), shares.y(each.cumulative)) for place, each in enumerate(shown)]
    return DrawingView(
        label,
        css,
        width,
        plot.height + 8,
        (*plot.grid(), *_columns(plot, shown), ShapeView("cumulative", line(places))),
        tuple(_points(plot, shown, places)),
        (*plot.tick_words(), *_share_words(shares), *_names(plot, shown)),
    )


def _columns(plot: Plot, shown: Sequence[Ranked]) -> Iterator[ShapeView]:
    for place, each in enumerate(shown):
        x, y = plot.x(place + 0.14), plot.y(each.times)
        yield ShapeView("bar", rectangle(x, y, plot.slot * 0.72, plot.floor - y))


def _points(plot: Plot, shown: Sequence[Ranked], places: Sequence[tuple[float, float]]) -> Iterator[PointView]:
    for number, (each, place) in enumerate(zip(shown, places, strict=True)):
        hit = rectangle(
            plot.x(number), plot.y(plot.ticks[-1].value), plot.slot, plot.floor - plot.y(plot.ticks[-1].value)
        )
        yield PointView(each.title, each.href, "dot", disc(*place, 3.5), hit=hit)


def _share_words(shares: Plot) -> Iterator[WordView]:
    for share in (0.0, 0.5, 1.0):
        x, y = shares.width - _RIGHT + 6, shares.y(share) + 4
        yield WordView(f"{share:.0%}".replace("%", " %"), "start", coordinate(x), coordinate(y))


def _names(plot: Plot, shown: Sequence[Ranked]) -> Iterator[WordView]:
    for place, each in enumerate(shown):
        x = coordinate(plot.x(place + 0.5))
        yield WordView(f"{each.times:,}", "middle sum", x, coordinate(plot.y(each.times) - 5))
        for number, text in enumerate(wrapped(each.name)):
            yield WordView(text, "middle small", x, coordinate(plot.floor + 16 + 13 * number))


def wrapped(name: str) -> list[str]:
    """A name in at most three lines of about eleven letters; what does not fit is cut."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > _LETTERS:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    cut = [each if len(each) <= _LETTERS + 1 else f"{each[:_LETTERS]}…" for each in lines[:_LINES]]
    return [*cut[:-1], f"{cut[-1]} …"] if len(lines) > _LINES else cut

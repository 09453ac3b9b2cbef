"""A Pareto chart: columns from the most frequent down, and the line of what they make up together."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil
from typing import Final, NamedTuple

from incitrack.website.charts.paths import coordinate, disc, line, rectangle
from incitrack.website.charts.plot import BOTTOM, BROAD, HEIGHT, SMALL, TOP, WIDE, Plot, css_of
from incitrack.website.charts.ticks import Tick
from incitrack.website.views.charts import DrawingView, PointView, ShapeView, WordView

MOST: Final = 8
"""Of more kinds the rest is left to the table."""

_LETTER: Final = 7.6
"""How wide a letter is at most on average."""
_LINES: Final = 3
_LINE: Final = 14
_FEW: Final = 3
"""Of so many columns each has room enough on the smallest sheet."""
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
    longest = max(len(word) for each in shown for word in each.name.split() or [""])
    widths = (BROAD, WIDE) if len(shown) > _FEW else (SMALL,)
    plots = [Plot(width, len(shown), _SHARES) for width in widths]
    plot = next((each for each in plots if _letters(each) >= longest), plots[-1])
    names = _LINE * max(len(wrapped(each.name, _letters(plot))) for each in shown)
    plot = replace(plot, height=HEIGHT + names, bottom=BOTTOM + names)
    places = [(plot.x(place + 0.5), plot.y(each.cumulative)) for place, each in enumerate(shown)]
    return DrawingView(
        label,
        css_of(plot.width),
        plot.width,
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
        for number, text in enumerate(wrapped(each.name, _letters(plot))):
            yield WordView(text, "middle small", x, coordinate(plot.floor + 33 + _LINE * number))


def _letters(plot: Plot) -> int:
    """How many letters a line below a column has room for."""
    return int(plot.slot / _LETTER)


def wrapped(name: str, letters: int) -> list[str]:
    """A name in at most three lines of so many letters; a longer word is parted, what does not fit is cut."""
    lines = [""]
    for word in [part for each in name.split() for part in _parts(each, letters)]:
        if lines[-1] and len(lines[-1]) + 1 + len(word) > letters:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return [*lines[: _LINES - 1], f"{lines[_LINES - 1]} …"] if len(lines) > _LINES else lines


def _parts(word: str, letters: int) -> list[str]:
    """A word in equal parts that fit, each but the last with a hyphen."""
    count = ceil(len(word) / (letters - 1)) if len(word) > letters else 1
    length = ceil(len(word) / count)
    parts = [word[start : start + length] for start in range(0, len(word), length)]
    return [*(f"{part}-" for part in parts[:-1]), parts[-1]]

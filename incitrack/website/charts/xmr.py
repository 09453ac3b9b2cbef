"""An XmR chart: values by month, their mean and natural limits, and what lies beyond chance."""

from collections.abc import Callable, Iterator, Sequence
from math import ceil
from typing import Final, NamedTuple

from incitrack.metrics.months import Month
from incitrack.metrics.process_limits import Limits, Signal
from incitrack.website.charts.month_axis import month_words
from incitrack.website.charts.paths import coordinate, diamond, disc, line, rectangle, triangle
from incitrack.website.charts.plot import TOP, Plot, css_of, sheet_for
from incitrack.website.charts.ticks import Tick
from incitrack.website.views.charts import DrawingView, PointView, ShapeView, WordView

_ROOM: Final = 27
_LETTER: Final = 7.4


class Individual(NamedTuple):
    """A month's value, and why it is a signal, None for noise; `is_better` where it lies below the mean."""

    month: Month
    value: float
    signal: Signal | None
    is_better: bool
    title: str
    href: str


def xmr_chart(
    label: str,
    values: Sequence[Individual],
    limits: Limits,
    ticks: Callable[[float], list[Tick]],
    texts: tuple[str, str, str],
) -> DrawingView:
    """The chart of at least one value; `ticks` gives the lines of an axis up to a value.

    `texts` say the mean and the limits, in their order; a lower limit that goes without saying is "".
    """
    width = sheet_for(len(values))
    largest = max(limits.upper, *(each.value for each in values), 0.0)
    plot = Plot(width, len(values), ticks(largest), left=_left(texts), right=84)
    places = [(plot.x(place + 0.5), plot.y(each.value)) for place, each in enumerate(values)]
    return DrawingView(
        label,
        css_of(width),
        width,
        plot.height,
        (*plot.grid(), *_limits(plot, limits), ShapeView("individuals", line(places))),
        tuple(_points(plot, values)),
        (
            *plot.tick_words(),
            *_limit_words(plot, limits, texts),
            *month_words(plot, [each.month for each in values]),
        ),
        from_end=True,
    )


def _limits(plot: Plot, limits: Limits) -> Iterator[ShapeView]:
    for css, value in (("mean", limits.mean), ("limit", limits.upper), ("limit", limits.lower)):
        if value or css == "mean":
            y = plot.y(value)
            yield ShapeView(css, line([(plot.left, y), (plot.width - plot.right, y)]))


def _left(texts: tuple[str, str, str]) -> int:
    """How much room the names and values of the lines take."""
    return 12 + ceil(_LETTER * max(len(word) for word in ("limit", *texts)))


def _limit_words(plot: Plot, limits: Limits, texts: tuple[str, str, str]) -> Iterator[WordView]:
    """The names and values of the lines at their beginning, as far as they have room."""
    mean, lower, upper = map(plot.y, limits)
    mean_text, lower_text, upper_text = texts
    yield from _line_words(plot, "limit", upper_text, upper)
    if mean - upper > _ROOM:
        yield from _line_words(plot, "mean", mean_text, mean)
    if limits.lower and lower - mean > _ROOM:
        yield from _line_words(plot, "limit", lower_text, lower)


def _line_words(plot: Plot, name: str, value: str, y: float) -> Iterator[WordView]:
    x = coordinate(plot.left - 6)
    yield WordView(name, "end small", x, coordinate(y - 2))
    yield WordView(value, "end small", x, coordinate(y + 11))


def _points(plot: Plot, values: Sequence[Individual]) -> Iterator[PointView]:
    for place, each in enumerate(values):
        css, path = mark_of(each.signal, plot.x(place + 0.5), plot.y(each.value), is_better=each.is_better)
        hit = rectangle(plot.x(place), TOP, plot.slot, plot.floor - TOP)
        yield PointView(each.title, each.href, css, path, hit=hit)


def mark_of(signal: Signal | None, x: float, y: float, *, is_better: bool = False) -> tuple[str, str]:
    """(class, path) of the mark of a value: each reason has a shape of its own; a better run points down."""
    css = "signal better" if is_better else "signal"
    match signal:
        case None:
            return "noise", disc(x, y, 3)
        case Signal.OUTSIDE:
            return css, diamond(x, y, 7)
        case Signal.RUN:
            return css, triangle(x, y, 6, down=is_better)

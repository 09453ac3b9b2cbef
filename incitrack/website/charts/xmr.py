"""An XmR chart: values by month, their mean and natural limits, and what lies beyond chance."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from incitrack.metrics.months import Month
from incitrack.metrics.process_limits import Limits, Signal
from incitrack.website.charts.month_axis import month_words
from incitrack.website.charts.paths import coordinate, diamond, disc, line, rectangle, triangle
from incitrack.website.charts.plot import TOP, Plot, css_of, sheet_for
from incitrack.website.charts.ticks import Tick
from incitrack.website.views.charts import DrawingView, PointView, ShapeView, WordView

_ROOM: Final = 12


class Individual(NamedTuple):
    """A month's value, and why it is a signal; None for noise."""

    month: Month
    value: float
    signal: Signal | None
    title: str
    href: str


def xmr_chart(
    label: str, values: Sequence[Individual], limits: Limits, ticks: Callable[[float], list[Tick]]
) -> DrawingView:
    """The chart of at least one value; `ticks` gives the lines of an axis up to a value."""
    width = sheet_for(len(values))
    largest = max(limits.upper, *(each.value for each in values), 0.0)
    plot = Plot(width, len(values), ticks(largest), left=44, right=84)
    places = [(plot.x(place + 0.5), plot.y(each.value)) for place, each in enumerate(values)]
    return DrawingView(
        label,
        css_of(width),
        width,
        plot.height,
        (*plot.grid(), *_limits(plot, limits), ShapeView("individuals", line(places))),
        tuple(_points(plot, values)),
        (*plot.tick_words(), *_limit_words(plot, limits), *month_words(plot, [each.month for each in values])),
        from_end=True,
    )


def _limits(plot: Plot, limits: Limits) -> Iterator[ShapeView]:
    for css, value in (("mean", limits.mean), ("limit", limits.upper), ("limit", limits.lower)):
        if value or css == "mean":
            y = plot.y(value)
            yield ShapeView(css, line([(plot.left, y), (plot.width - plot.right, y)]))


def _limit_words(plot: Plot, limits: Limits) -> Iterator[WordView]:
    """The names of the lines at their beginning, as far as they have room."""
    x, mean, upper = coordinate(plot.left - 6), plot.y(limits.mean), plot.y(limits.upper)
    yield WordView("limit", "end small", x, coordinate(upper + 4))
    if mean - upper > _ROOM:
        yield WordView("mean", "end small", x, coordinate(mean + 4))
    if limits.lower and plot.y(limits.lower) - mean > _ROOM:
        yield WordView("limit", "end small", x, coordinate(plot.y(limits.lower) + 4))


def _points(plot: Plot, values: Sequence[Individual]) -> Iterator[PointView]:
    for place, each in enumerate(values):
        css, path = mark_of(each.signal, plot.x(place + 0.5), plot.y(each.value))
        hit = rectangle(plot.x(place), TOP, plot.slot, plot.floor - TOP)
        yield PointView(each.title, each.href, css, path, hit=hit)


def mark_of(signal: Signal | None, x: float, y: float) -> tuple[str, str]:
    """(class, path) of the mark of a value: each reason to look has a shape of its own."""
    match signal:
        case None:
            return "noise", disc(x, y, 3)
        case Signal.OUTSIDE:
            return "signal", diamond(x, y, 7)
        case Signal.RUN:
            return "signal", triangle(x, y, 6)

"""A line of medians by month, with the band up to the 90th percentile."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from incitrack.metrics.months import Month
from incitrack.website.charts.month_axis import month_words
from incitrack.website.charts.paths import Place, band, diamond, disc, line, rectangle
from incitrack.website.charts.plot import TOP, Plot, css_of, sheet_for
from incitrack.website.charts.ticks import growing_duration_ticks
from incitrack.website.views.charts import DrawingView, PointView, ShapeView

FEW: Final = 5
"""A median of fewer than these is drawn hollow."""


class Spread(NamedTuple):
    """A month's median and 90th percentile in seconds, of `n`; None for none."""

    month: Month
    median: int | None
    p90: int | None
    n: int
    title: str
    href: str


def median_band(label: str, spreads: Sequence[Spread]) -> DrawingView:
    """The chart; at least one month has a median. Equal steps up stand for equal factors."""
    known = [value for spread in spreads for value in (spread.median, spread.p90) if value is not None]
    width = sheet_for(len(spreads))
    ticks = growing_duration_ticks(min(known), max(known))
    plot = Plot(width, len(spreads), ticks, right=66, grows=True)
    medians = [_place(plot, place, spread.median) for place, spread in enumerate(spreads)]
    upper = [_place(plot, place, spread.p90) for place, spread in enumerate(spreads)]
    return DrawingView(
        label,
        css_of(width),
        width,
        plot.height,
        (
            *plot.grid(),
            ShapeView("band", band(upper, medians)),
            *_alone(medians, upper),
            ShapeView("p90", line(upper)),
            ShapeView("median", line(medians)),
        ),
        tuple(_points(plot, spreads)),
        (*plot.tick_words(), *month_words(plot, [spread.month for spread in spreads])),
        from_end=True,
    )


def _place(plot: Plot, place: int, value: int | None) -> Place | None:
    return None if value is None else (plot.x(place + 0.5), plot.y(value))


def _alone(medians: Sequence[Place | None], upper: Sequence[Place | None]) -> Iterator[ShapeView]:
    """A bar for the band of a month between two that have none."""
    around = [None, *medians, None]
    for before, place, after, top in zip(around, medians, around[2:], upper, strict=False):
        if place and top and not before and not after:
            yield ShapeView("band", rectangle(place[0] - 3, top[1], 6, place[1] - top[1]))


def _points(plot: Plot, spreads: Sequence[Spread]) -> Iterator[PointView]:
    for place, spread in enumerate(spreads):
        if spread.median is None or spread.p90 is None:
            continue
        x, few = plot.x(place + 0.5), " few" if spread.n < FEW else ""
        shapes = disc(x, plot.y(spread.median), 3.5)
        if spread.p90 != spread.median:
            shapes += diamond(x, plot.y(spread.p90), 3)
        hit = rectangle(plot.x(place), TOP, plot.slot, plot.floor - TOP)
        yield PointView(spread.title, spread.href, f"dot{few}", shapes, hit=hit)

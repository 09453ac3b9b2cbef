"""The axis of months: as many of their names as there is room for, and the years below."""

from collections.abc import Iterator, Sequence
from typing import Final

from incitrack.metrics.months import Month
from incitrack.website.charts.paths import coordinate
from incitrack.website.charts.plot import Plot
from incitrack.website.views.charts import WordView
from incitrack.wording import MONTHS

_ROOM: Final = 32
_YEAR: Final = 44


def month_words(plot: Plot, months: Sequence[Month]) -> Iterator[WordView]:
    """The names of months, and each year where it begins."""
    every = next(count for count in (1, 3, 6, 12) if count == 12 or plot.slot * count >= _ROOM)
    name_y, year_y = coordinate(plot.floor + 18), coordinate(plot.floor + 35)
    for place, month in enumerate(months):
        x = coordinate(plot.x(place + 0.5))
        if (month.number - 1) % every == 0:
            yield WordView(MONTHS[month.number - 1][:3], "middle", x, name_y)
        if _begins_a_year(place, months, plot):
            yield WordView(str(month.year), "middle year", x, year_y)


def _begins_a_year(place: int, months: Sequence[Month], plot: Plot) -> bool:
    """Whether it is the first of its year here; the very first needs room before the next year."""
    if place:
        return months[place - 1].year != months[place].year
    first_year = sum(month.year == months[0].year for month in months)
    return first_year == len(months) or first_year * plot.slot >= _YEAR

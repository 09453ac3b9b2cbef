"""A heat map of weekdays and hours."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from incitrack.metrics.reporting_hours import Hour
from incitrack.website.charts.paths import coordinate, rectangle
from incitrack.website.views.charts import DrawingView, PointView, ShapeView, WordView
from incitrack.wording import WEEKDAYS

_CELL: Final = 36
_LEFT: Final = 48
_TOP: Final = 26
_LEVELS: Final = 5


def heat_map(
    label: str, counts: Mapping[Hour, int], title: Callable[[Hour], str], href: Callable[[Hour], str]
) -> DrawingView:
    """A row for each weekday, a column for each hour; a cell that has anything holds its number and a link."""
    most = max(counts.values(), default=0)
    found = [(day, hour) for day in range(1, 8) for hour in range(24) if counts.get((day, hour))]
    return DrawingView(
        label,
        "wide",
        _LEFT + 24 * (_CELL + 2),
        _TOP + 7 * _CELL + 4,
        (ShapeView("cells", "".join(_cell(day, hour) for day in range(1, 8) for hour in range(24))),),
        tuple(
            PointView(title(cell), href(cell), f"heat level-{level(counts[cell], most)}", _cell(*cell))
            for cell in found
        ),
        (*_axes(), *(_number(cell, counts[cell]) for cell in found)),
    )


def _cell(day: int, hour: int) -> str:
    return rectangle(_x(hour), _y(day), _CELL, _CELL - 2)


def level(count: int, most: int) -> int:
    """How strongly a cell is coloured: 0 for nothing, then 1 to 5 in proportion to the most."""
    return -(-count * _LEVELS // most) if count else 0


def _axes() -> Iterator[WordView]:
    for hour in range(24):
        yield WordView(f"{hour:02d}", "middle", coordinate(_x(hour) + _CELL / 2), coordinate(_TOP - 8))
    for day, name in enumerate(WEEKDAYS, start=1):
        yield WordView(name[:3], "end", coordinate(_LEFT - 8), coordinate(_y(day) + _CELL / 2 + 4))


def _number(cell: Hour, count: int) -> WordView:
    day, hour = cell
    return WordView(
        f"{count:,}", "middle count-in", coordinate(_x(hour) + _CELL / 2), coordinate(_y(day) + _CELL / 2 + 4)
    )


def _x(hour: int) -> float:
    return _LEFT + hour * (_CELL + 2)


def _y(day: int) -> float:
    return _TOP + (day - 1) * _CELL

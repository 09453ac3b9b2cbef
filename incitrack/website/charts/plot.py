"""The place of a chart on its sheet: margins, and where a value of each axis lies."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from incitrack.website.charts.paths import coordinate, line
from incitrack.website.charts.ticks import Tick
from incitrack.website.views.charts import ShapeView, WordView

HEIGHT: Final = 240
TOP: Final = 24
BOTTOM: Final = 44

SMALL, BROAD, WIDE = 320, 720, 960
"""How wide a chart is at the size at which its words are read: also known to the styles.

Those from `BROAD` on fill their card, and their words grow with it.
"""

_SIZES: Final = {SMALL: "small", BROAD: "broad", WIDE: "wide"}
_MOST: Final = {SMALL: 9, BROAD: 20}


def sheet_for(marks: int) -> int:
    """How wide a sheet so many marks beside each other need, each wide enough to be met with a finger."""
    return next((width for width, most in _MOST.items() if marks <= most), WIDE)


def css_of(width: int) -> str:
    """The class of a sheet in the styles."""
    return _SIZES[width]


@dataclass(frozen=True)
class Plot:
    """A plot of `slots` equally wide places on a sheet `width` wide; `ticks` are the lines of the upright axis."""

    width: int
    slots: int
    ticks: Sequence[Tick]
    left: int = 12
    right: int = 48
    height: int = HEIGHT
    grows: bool = False
    """Whether equal steps up stand for equal factors."""
    bottom: int = BOTTOM

    @property
    def slot(self) -> float:
        """How wide a place is."""
        return (self.width - self.left - self.right) / max(1, self.slots)

    @property
    def floor(self) -> float:
        """Where the lowest line lies."""
        return self.height - self.bottom

    def x(self, slot: float) -> float:
        """The left edge of a place; its middle at `slot + 0.5`."""
        return self.left + slot * self.slot

    def y(self, value: float) -> float:
        """How far down a value lies; what is beyond the ends of the axis lies on its end."""
        low, high = self._scaled(self.ticks[0].value), self._scaled(self.ticks[-1].value)
        share = (self._scaled(value) - low) / (high - low)
        return self.floor - min(1.0, max(0.0, share)) * (self.floor - TOP)

    def _scaled(self, value: float) -> float:
        return math.log(max(1.0, value)) if self.grows else value

    def grid(self) -> Iterator[ShapeView]:
        """A line at each tick."""
        for tick in self.ticks:
            y = self.y(tick.value)
            path = line([(self.left, y), (self.width - self.right, y)])
            yield ShapeView("floor" if tick is self.ticks[0] else "grid", path)

    def tick_words(self) -> Iterator[WordView]:
        """What is written at each tick: at the end, where the latest is."""
        x = coordinate(self.width - self.right + 6)
        for tick in self.ticks:
            yield WordView(tick.text, "start", x, coordinate(self.y(tick.value) + 4))

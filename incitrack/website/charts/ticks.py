"""Where an axis has its lines: round numbers, and round amounts of time."""

import math
from bisect import bisect_left, bisect_right
from datetime import timedelta
from typing import Final, NamedTuple

from incitrack.wording import duration_text

_DURATIONS: Final = (60, 600, 3600, 6 * 3600, 86400, 7 * 86400, 28 * 86400, 180 * 86400, 5 * 365 * 86400)
_NAMES: Final = ("1 min", "10 min", "1 h", "6 h", "1 d", "1 week", "4 weeks", "180 d", "5 years")
_STEPS: Final = (60, 300, 600, 1800, 3600, 7200, 4 * 3600, 12 * 3600, 86400, 2 * 86400, 7 * 86400, 28 * 86400)


class Tick(NamedTuple):
    """A line of an axis: its value, and what is written at it."""

    value: float
    text: str


def number_ticks(largest: float, lines: int = 4) -> list[Tick]:
    """From 0 to the first round number from `largest` on, by 1, 2 or 5 and their tens; whole numbers only."""
    step = max(1, _round_up(largest / lines))
    return [Tick(value, f"{value:,}") for value in range(0, _end(largest, step) + 1, step)]


def duration_ticks(largest: float, lines: int = 4) -> list[Tick]:
    """From 0 seconds to the first round amount of time from `largest` on, evenly."""
    wanted = max(1.0, largest / lines)
    place = bisect_left(_STEPS, wanted)
    step = _STEPS[place] if place < len(_STEPS) else _STEPS[-1] * _round_up(wanted / _STEPS[-1])
    values = range(0, _end(largest, step) + 1, step)
    return [Tick(value, duration_text(timedelta(seconds=value)) if value else "0") for value in values]


def growing_duration_ticks(smallest: float, largest: float) -> list[Tick]:
    """Round amounts of time, each several times the one before, at least two, around what is given in seconds."""
    first = max(0, bisect_right(_DURATIONS, smallest) - 1)
    last = min(len(_DURATIONS) - 1, max(first + 1, bisect_left(_DURATIONS, largest)))
    first = min(first, last - 1)
    return [Tick(_DURATIONS[i], _NAMES[i]) for i in range(first, last + 1)]


def _round_up(value: float) -> int:
    power = 10 ** max(0, math.floor(math.log10(value))) if value > 0 else 1
    return next(int(factor * power) for factor in (1, 2, 5, 10) if factor * power >= value)


def _end(largest: float, step: int) -> int:
    return max(1, math.ceil(largest / step)) * step

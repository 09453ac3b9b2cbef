"""How natural process limits read to people: what a month may have by chance, and when that can be told at all."""

from collections.abc import Callable
from typing import Final, NamedTuple

from incitrack.metrics.baseline import Chart
from incitrack.metrics.process_limits import FEWEST, Limits
from incitrack.reports.figure_words import seconds_text
from incitrack.wording import count_text


class Reading(NamedTuple):
    """How the values of a chart read, and its (lower, upper) limits; a lower one of "" goes without saying."""

    text: Callable[[float], str]
    bounds: Callable[[Limits], tuple[str, str]]

    def within(self, limits: Limits) -> str:
        """`2 to 22`, `up to 3 d 4 h`: what is noise."""
        lower, upper = self.bounds(limits)
        if not lower:
            return f"up to {upper}"
        return upper if lower == upper else f"{lower} to {upper}"


def _number_text(value: float) -> str:
    """`2.6`, `1,022`: with decimals where they count."""
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"


def _count_bounds(limits: Limits) -> tuple[str, str]:
    """The least and the greatest whole number within the limits; where none lies between them, they themselves."""
    whole = limits.whole
    return (f"{whole[0]:,}", f"{whole[1]:,}") if whole else (f"{limits.lower:,.2f}", f"{limits.upper:,.2f}")


def _time_bounds(limits: Limits) -> tuple[str, str]:
    return seconds_text(limits.lower) if limits.lower else "", seconds_text(limits.upper)


COUNTS: Final = Reading(_number_text, _count_bounds)
TIMES: Final = Reading(seconds_text, _time_bounds)


def undecided(chart: Chart | None) -> str:
    """`cannot be told yet: only 5 months are complete, and it takes 6`, of a chart that is none or is rough."""
    months = "fewer than two months" if chart is None else f"only {count_text(len(chart.points), 'month')}"
    return f"cannot be told yet: {months} are complete, and it takes {FEWEST}"


def on_signals(chart: Chart | None) -> str:
    """The same as a sentence."""
    return f"What is signal and what is noise {undecided(chart)}."

"""Whether a period's number is a signal or noise, in words."""

from collections.abc import Callable, Iterator
from typing import Final, assert_never

from incitrack.metrics.baseline import Chart, Point
from incitrack.metrics.period_review import PeriodReview
from incitrack.metrics.periods import Period
from incitrack.metrics.process_limits import RUN, Signal
from incitrack.reports.figure_words import seconds_text
from incitrack.reports.periodic.period_words import period_name
from incitrack.wording import count_text, list_text

_FEW: Final = 6
"""Limits drawn from fewer months than this move a good deal with the next one."""


def verdict(review: PeriodReview) -> str:
    """One sentence on the number of incidents, for the head of a report."""
    points = _of_period(review.baseline.monthly_incidents, review.period)
    if not points:
        return "Whether the number is a signal or noise cannot be said yet."
    loud = [period_name(Period.month(point.month)) for point in points if point.signal]
    if not loud:
        return "The number is noise: it lies within what the months vary by themselves."
    months = f" ({list_text(loud)})" if len(points) > 1 else ""
    return f"**The number is a signal**{months}: it is more than the months vary by themselves."


def signal_sentences(review: PeriodReview) -> Iterator[str]:
    """A sentence on each chart and month, and one on how much can be said."""
    counts, times = review.baseline.monthly_incidents, review.baseline.time_to_resolve
    if counts is None:
        yield "Fewer than two months are complete: what is signal and what is noise cannot be told yet."
        return
    yield _chart("Incidents a month", counts, review.period, lambda value: f"{value:,.3g}")
    if times is not None:
        yield _chart("Mean time to resolve of a month", times, review.period, seconds_text)
    if not review.is_over:
        yield "Only months that are complete are judged."
    if len(counts.points) < _FEW:
        yield f"With only {count_text(len(counts.points), 'month')} behind them the limits are rough."


def _chart(what: str, chart: Chart, period: Period, text: Callable[[float], str]) -> str:
    limits = chart.limits
    points = _of_period(chart, period)
    noise = f"from {text(limits.lower)} " if limits.lower else ""
    noise += f"{'to' if noise else 'up to'} {text(limits.upper)}"
    n = count_text(len(chart.points), "month")
    says = [f"{what}: on average {text(limits.mean)} (n = {n}); {noise} is noise."]
    for signal, alike in ((signal, [p for p in points if p.signal is signal]) for signal in (*Signal, None)):
        if alike:
            said = list_text([f"{period_name(Period.month(p.month))} ({text(p.value)})" for p in alike])
            says.append(f"{said} {'is' if len(alike) == 1 else 'are'} {_judged(signal)}")
    return " ".join(says)


def _judged(signal: Signal | None) -> str:
    match signal:
        case None:
            return "noise: no reason need be looked for."
        case Signal.OUTSIDE:
            return "a signal, outside of these limits: ask what was different."
        case Signal.RUN:
            return f"a signal, of {RUN} months or more in a row on one side of the average: something has changed."
        case _:
            assert_never(signal)


def _of_period(chart: Chart | None, period: Period) -> list[Point]:
    return [point for point in chart.points if period.first <= point.month <= period.last] if chart else []

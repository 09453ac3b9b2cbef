"""Whether a period's number is a signal or noise, in words."""

from collections.abc import Iterator
from typing import assert_never

from incitrack.metrics.baseline import Chart, Point
from incitrack.metrics.period_review import PeriodReview
from incitrack.metrics.periods import Period
from incitrack.metrics.process_limits import RUN, Signal
from incitrack.reports.limit_words import COUNTS, TIMES, Reading, on_signals, undecided
from incitrack.reports.periodic.period_words import period_name
from incitrack.wording import count_text, list_text


def verdict(review: PeriodReview) -> str:
    """One sentence on the number of incidents, for the head of a report."""
    chart = review.baseline.monthly_incidents
    points = _of_period(chart, review.period)
    if chart is None or chart.is_rough:
        return f"Whether the number is a signal or noise {undecided(chart)}."
    if not points:
        return "Whether the number is a signal or noise cannot be told yet: only complete months are judged."
    expected = f"{COUNTS.within(chart.limits)} a month (n = {count_text(len(chart.points), 'month')})"
    loud = [period_name(Period.month(point.month)) for point in points if point.signal]
    if not loud:
        return f"The number is noise: it lies within what the months vary by themselves, {expected}."
    months = f" ({list_text(loud)})" if len(points) > 1 else ""
    return f"**The number is a signal**{months}: it is more than the months vary by themselves, {expected}."


def signal_sentences(review: PeriodReview) -> Iterator[str]:
    """A sentence on each chart and month, and one on how much can be said."""
    counts, times = review.baseline.monthly_incidents, review.baseline.time_to_resolve
    if counts is None:
        yield on_signals(counts)
        return
    yield _chart("Incidents a month", counts, review.period, COUNTS)
    if times is not None:
        yield _chart("Mean time to resolve of a month", times, review.period, TIMES)
    if not review.is_over:
        yield "Only months that are complete are judged."


def _chart(what: str, chart: Chart, period: Period, reading: Reading) -> str:
    text, limits = reading.text, chart.limits
    average = f"{what}: on average {text(limits.mean)} (n = {count_text(len(chart.points), 'month')})"
    if chart.is_rough:
        return f"{average}. {on_signals(chart)}"
    points = _of_period(chart, period)
    says = [f"{average}; {reading.within(limits)} is noise."]
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

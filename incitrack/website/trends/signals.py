"""Signal and noise: what the months vary by themselves, and what is more than that."""

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Final, NamedTuple

from incitrack.metrics.baseline import Chart, Point
from incitrack.metrics.months import Month
from incitrack.metrics.process_limits import RUN, Signal
from incitrack.reports import limit_words
from incitrack.reports.limit_words import Reading, on_signals
from incitrack.website.charts.ticks import Tick, duration_ticks, number_ticks
from incitrack.website.charts.xmr import Individual, mark_of, xmr_chart
from incitrack.website.describe import Describer
from incitrack.website.trends.by_month import number_cell
from incitrack.website.trends.grounds import DRAWN, Grounds, counted_link
from incitrack.website.trends.wording import month_cell, month_name, short_name
from incitrack.website.views.charts import CellView, ChartView, ColumnView, KeyView, TableView, VerdictView
from incitrack.wording import MONTHS, count_text, list_text

_NAMED: Final = 3
_RECENT: Final = 12


class Series(NamedTuple):
    """What is charted: its words, how a value reads, its axis, the list's filters for what is behind it.

    `better` and `worse` are months below and above the mean.
    """

    anchor: str
    heading: str
    name: str
    column: str
    reading: Reading
    ticks: Callable[[float], list[Tick]]
    filters: dict[str, str | int]
    better: str
    worse: str


COUNTS: Final = Series(
    "signals",
    "Signal or noise: incidents a month",
    "Signals: incidents",
    "Incidents",
    limit_words.COUNTS,
    number_ticks,
    {},
    "quieter",
    "busier",
)
TIMES: Final = Series(
    "signals-resolve",
    "Signal or noise: mean time to resolve",
    "Signals: resolving",
    "Mean time to resolve",
    limit_words.TIMES,
    duration_ticks,
    {"measured": "resolve"},
    "faster",
    "slower",
)


def signals_chart(series: Series, chart: Chart | None, grounds: Grounds, describe: Describer) -> ChartView:
    """Whether a month stands out from what chance does."""
    if chart is None:
        return ChartView(
            series.anchor,
            series.heading,
            on_signals(chart),
        )
    points = chart.points[-DRAWN:]
    texts = (series.reading.text(chart.limits.mean), *series.reading.bounds(chart.limits))
    return ChartView(
        series.anchor,
        series.heading,
        _message(chart, series),
        ("So few months draw rough limits.",) if chart.is_rough else tuple(_why(chart, series)),
        xmr_chart(
            f"{series.heading}, with natural process limits",
            [_individual(point, chart, series, describe) for point in points],
            chart.limits,
            series.ticks,
            texts,
        ),
        tuple(_keys({(point.signal, _is_better(point, chart)) for point in points})) if not chart.is_rough else (),
        TableView(
            series.heading,
            (
                ColumnView("Month"),
                ColumnView(series.column, "right"),
                ColumnView("n", "right"),
                ColumnView("Judged"),
            ),
            tuple(_row(point, chart, series, grounds, describe) for point in reversed(points)),
        ),
        notes=(
            f"n = {count_text(len(chart.points), 'month')}, complete ones alone.",
            f"The limits are the mean, {texts[0]}, ± 2.66 × the mean change between months.",
            *([f"Shown are the last {DRAWN}."] if len(chart.points) > DRAWN else []),
        ),
        verdict=verdict_on(chart, series),
    )


def _message(chart: Chart, series: Series) -> str:
    if chart.is_rough:
        return on_signals(chart)
    noise = series.reading.within(chart.limits)
    recent = [point for point in chart.points[-_RECENT:] if point.signal]
    latest = recent[-_NAMED:]
    if not latest:
        earlier = " of the last 12" if len(chart.points) > _RECENT else ""
        return f"No month{earlier} stands out: {noise} is noise."
    said = list_text([f"{month_name(point.month)} ({series.reading.text(point.value)})" for point in latest])
    more = f", and {len(recent) - len(latest):,} before," if len(recent) > len(latest) else ""
    verb = "stands" if len(recent) == 1 else "stand"
    return f"{said}{more} {verb} out: {noise} is noise."


def verdict_on(chart: Chart, series: Series) -> VerdictView:
    """How many of the last months stand out, in a few words."""
    if chart.is_rough:
        return VerdictView(series.name, "too few months", f"n = {len(chart.points):,}")
    found = [point for point in chart.points[-_RECENT:] if point.signal]
    better = sum(_is_better(point, chart) for point in found)
    way = " for the better" if better == len(found) else "" if better else " for the worse"
    months = count_text(min(_RECENT, len(chart.points)), "month")
    return VerdictView(
        series.name, f"{count_text(len(found), 'signal')}{way}" if found else "no signal", f"in {months}"
    )


def _is_better(point: Point, chart: Chart) -> bool:
    """Whether a signal is one for the better: fewer incidents, shorter times."""
    return point.signal is not None and point.value < chart.limits.mean


def _keys(drawn: set[tuple[Signal | None, bool]]) -> Iterator[KeyView]:
    """The marks that are drawn, and what each means."""
    for signal in (None, *Signal):
        for is_better in (False, True):
            if (signal, is_better) in drawn:
                yield KeyView(_judged(signal, is_better=is_better), *mark_of(signal, 8, 6, is_better=is_better))


def _why(chart: Chart, series: Series) -> Iterator[str]:
    if Signal.OUTSIDE in {point.signal for point in chart.points[-_RECENT:]}:
        yield "A month outside of the limits: ask what was different in it."
    for run in _runs(chart):
        if run[-1] in chart.points[-DRAWN:]:
            what = series.better if _is_better(run[-1], chart) else series.worse
            span = _span(run[0].month, run[-1].month)
            so = ": something has changed for good" if run[-1] is chart.points[-1] else ""
            yield f"A run of {len(run):,} {what} months, {span}{so}."


def _runs(chart: Chart) -> Iterator[list[Point]]:
    """The months in a row on one side of the mean, where they are enough to be a signal."""
    mean = chart.limits.mean
    for side, found in groupby(chart.points, key=lambda point: (point.value > mean) - (point.value < mean)):
        run = list(found)
        if side and len(run) >= RUN:
            yield run


def _span(first: Month, last: Month) -> str:
    """`March to October 2025`, `November 2025 to June 2026`."""
    began = MONTHS[first.number - 1] if first.year == last.year else month_name(first)
    return f"{began} to {month_name(last)}"


def _individual(point: Point, chart: Chart, series: Series, describe: Describer) -> Individual:
    is_better = _is_better(point, chart)
    judged = _judgement(point, chart)
    title = f"{short_name(point.month)}: {series.reading.text(point.value)}, {judged}"
    signal = None if chart.is_rough else point.signal
    return Individual(point.month, point.value, signal, is_better, title, _link(point, series, describe))


def _link(point: Point, series: Series, describe: Describer) -> str:
    return counted_link(describe.links, month=str(point.month), **series.filters) if point.n else ""


def _judgement(point: Point, chart: Chart) -> str:
    if chart.is_rough:
        return "not judged yet"
    return _judged(point.signal, is_better=_is_better(point, chart))


def _judged(signal: Signal | None, *, is_better: bool) -> str:
    match signal:
        case None:
            return "noise"
        case Signal.OUTSIDE:
            return f"signal for the {'better' if is_better else 'worse'}, outside of the limits"
        case Signal.RUN:
            where = "better, below" if is_better else "worse, above"
            return f"signal for the {where} the mean {RUN} times or more in a row"


def _row(
    point: Point, chart: Chart, series: Series, grounds: Grounds, describe: Describer
) -> tuple[CellView, ...]:
    return (
        month_cell(point.month, grounds, describe),
        CellView(series.reading.text(point.value)),
        number_cell(point.n, _link(point, series, describe)),
        CellView(_judgement(point, chart).capitalize()),
    )

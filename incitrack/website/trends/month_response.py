"""How fast a month's incidents were dealt with, and which clocks were kept, beside the month before."""

from typing import Final

from incitrack.metrics.clock import ClockName
from incitrack.metrics.compliance import Compliance
from incitrack.metrics.period_review import PeriodReview
from incitrack.metrics.summary import Summary
from incitrack.reports.figure_words import NOTHING, half_text, percent_text, seconds_text, share_of
from incitrack.website.charts.columns import Part
from incitrack.website.charts.row_bar import row_bar
from incitrack.website.charts.textures import fill_of
from incitrack.website.describe import Describer
from incitrack.website.trends.by_month import number_cell
from incitrack.website.trends.grounds import Grounds, counted_link
from incitrack.website.views.charts import CellView, ChartView, ColumnView, TableView
from incitrack.wording import count_text

_TIMES: Final = {
    "time_to_detect": ("To detect", "detect"),
    "time_to_acknowledge": ("To acknowledge", "acknowledge"),
    "time_to_mitigate": ("To mitigate", "mitigate"),
    "time_to_resolve": ("To resolve", "resolve"),
    "impact_duration": ("Impact", ""),
}


def how_fast(review: PeriodReview, describe: Describer) -> ChartView:
    """The response times of the month."""
    times, before = review.figures.times, review.before
    known = times["time_to_resolve"]
    if not any(found.n for found in times.values()):
        return ChartView("times", "How fast", "No response time is known.")
    columns = [ColumnView("Time"), *_columns("Median", "9 of 10 within", "n")]
    columns += _columns("Median before", "n before") if before else []
    rows = []
    for name, (label, measured) in _TIMES.items():
        link = counted_link(describe.links, month=str(review.period), measured=measured) if measured else ""
        cells = [CellView(label), *_times(times[name]), number_cell(times[name].n, link)]
        if before:
            cells += [CellView(seconds_text(before.times[name].median_s)), CellView(f"{before.times[name].n:,}")]
        rows.append(tuple(cells))
    return ChartView(
        "times",
        "How fast",
        f"{half_text('resolved', known, review.figures.incidents)}." if known.n else "Nothing was resolved yet.",
        table=TableView("Response times", tuple(columns), tuple(rows)),
        in_sight=True,
        notes=("A time whose beginning or end is not known is left out of its n.",),
    )


def _columns(*names: str) -> list[ColumnView]:
    return [ColumnView(name, "right") for name in names]


def _times(found: Summary) -> tuple[CellView, CellView]:
    return CellView(seconds_text(found.median_s)), CellView(seconds_text(found.p90_s))


def clocks_of_month(review: PeriodReview, grounds: Grounds, describe: Describer) -> ChartView:
    """Which clocks were kept and which missed."""
    kept = {name: found for name, found in review.figures.sla.items() if found.n}
    if not kept:
        return ChartView("clocks", "Clocks", "No clock has come to an end, and none is late.")
    met, n = sum(found.met for found in kept.values()), sum(found.n for found in kept.values())
    before = review.before
    return ChartView(
        "clocks",
        "Clocks",
        f"{percent_text(share_of(met, n))} of clocks were kept: {met:,} of {n:,}.",
        table=TableView(
            "Clocks kept",
            (
                ColumnView("Clock"),
                ColumnView("Kept and missed", "bar"),
                ColumnView("Kept", "right"),
                ColumnView("Missed in", "right"),
                *([ColumnView("Kept before", "right")] if before else []),
            ),
            tuple(
                (*_row(name, found, review, grounds, describe), *([_kept(before.sla[name])] if before else []))
                for name, found in kept.items()
            ),
        ),
        in_sight=True,
        notes=(f"n = {count_text(n, 'clock')}, stopped or late; those still in time are left out.",),
    )


def _row(
    name: ClockName, found: Compliance, review: PeriodReview, grounds: Grounds, describe: Describer
) -> tuple[CellView, ...]:
    month, links = str(review.period), describe.links
    missed = counted_link(links, month=month, missed=name.value)
    late = found.n - found.met
    says = f"{found.n:,} {name.value} clocks"
    bar = [
        Part(found.met, f"{found.met:,} of {says} kept", counted_link(links, month=month, met=name.value), "kept"),
        Part(late, f"{late:,} of {says} missed", missed, "missed", fill_of("missed")),
    ]
    missed_by = grounds.missed(name, review.records)
    return (
        CellView(name.value.capitalize()),
        CellView(bar=row_bar(bar, found.n)),
        _kept(found),
        CellView(f"{missed_by:,}", missed if missed_by else "", "incident" if missed_by == 1 else "incidents"),
    )


def _kept(found: Compliance) -> CellView:
    return CellView(percent_text(found.rate), note=f"of {found.n:,}") if found.n else CellView(NOTHING)

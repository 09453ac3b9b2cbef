"""How long it took to acknowledge, to mitigate and to resolve, by month."""

from datetime import timedelta
from typing import Final, NamedTuple

from incitrack.metrics.months import Month
from incitrack.metrics.summary import Summary
from incitrack.reports.figure_words import half_text, seconds_text
from incitrack.website.charts.median_band import FEW, Spread, median_band
from incitrack.website.charts.paths import diamond, disc, rectangle
from incitrack.website.describe import Describer
from incitrack.website.trends.by_month import number_cell
from incitrack.website.trends.comparing import durations_compared, durations_verdict
from incitrack.website.trends.grounds import Grounds, counted_link
from incitrack.website.trends.wording import drawn_note, in_month, month_cell
from incitrack.website.views.charts import CellView, ChartView, ColumnView, KeyView, TableView, VerdictView
from incitrack.wording import count_text


class Measure(NamedTuple):
    """A response time: its figure's name, the list's filter, words for it, and whose time is not known."""

    figure: str
    measured: str
    heading: str
    done: str
    unknown: str


DETECT: Final = Measure(
    "time_to_detect", "detect", "Time to detect", "detected", "whose start is not known to lie before the report"
)
MEASURES: Final = (
    Measure(
        "time_to_acknowledge",
        "acknowledge",
        "Time to acknowledge",
        "acknowledged",
        "that nobody has acknowledged, or whose report has no time",
    ),
    Measure(
        "time_to_mitigate",
        "mitigate",
        "Time to mitigate",
        "mitigated",
        "whose start is not known, or which are neither mitigated nor resolved",
    ),
    Measure(
        "time_to_resolve",
        "resolve",
        "Time to resolve",
        "resolved",
        "that are open, or whose report has no time",
    ),
)

_STANDS_IN: Final = "The resolution stands in for it, so that the figures are those of the time to resolve."
_KEYS: Final = (
    KeyView("median", "dot", disc(8, 6, 3.5)),
    KeyView(f"median of fewer than {FEW}", "dot few", disc(8, 6, 3.5)),
    KeyView("9 of 10 within", "dot", diamond(8, 6, 3.5)),
    KeyView("between the two", "band", rectangle(0, 0, 16, 12)),
)


def response_time(measure: Measure, grounds: Grounds, describe: Describer) -> ChartView:
    """Whether it became faster: the median and the 90th percentile of each month."""
    anchor = f"to-{measure.measured}"
    found = grounds.figures.times[measure.figure]
    if not found.n or not grounds.months:
        return ChartView(anchor, measure.heading, f"No incident was {measure.done} yet, so far as is known.")
    summaries = {month: grounds.figures_of(month).times[measure.figure] for month in grounds.drawn}
    left_out = len(grounds.counted) - found.n
    is_own = not _is_time_to_resolve(measure, grounds)
    drawing = None
    if is_own and any(each.n for each in summaries.values()):
        spreads = [_spread(month, summaries[month], measure, grounds, describe) for month in grounds.drawn]
        drawing = median_band(f"{measure.heading} by month: median and 90th percentile", spreads)
    return ChartView(
        anchor,
        measure.heading,
        _message(measure, grounds, found) if is_own else f"No incident was {measure.done} before it was resolved.",
        (*(() if is_own else (_STANDS_IN,)), f"Of all {found.n:,}: {_half_and_most(found)}."),
        drawing,
        _KEYS if drawing else (),
        TableView(
            f"{measure.heading} by month",
            (
                ColumnView("Month"),
                ColumnView("Median", "right"),
                ColumnView("9 of 10 within", "right"),
                ColumnView("n", "right"),
            ),
            tuple(_row(month, summaries[month], measure, grounds, describe) for month in reversed(grounds.drawn)),
        ),
        notes=(
            f"n = {count_text(found.n, 'incident')}, each in the month of its report.",
            *(["Logarithmic scale."] if drawing else []),
            *([f"Left out: {left_out:,} {measure.unknown}."] if left_out else []),
            *drawn_note(grounds),
        ),
        verdict=_verdict(measure, grounds, found) if is_own else VerdictView(measure.heading, "as the resolution"),
    )


def _is_time_to_resolve(measure: Measure, grounds: Grounds) -> bool:
    """Whether the resolution is all that is known of every incident, so that the chart would be the same again."""
    if measure is MEASURES[-1]:
        return False
    times = [grounds.evidence.times(record) for record in grounds.counted]
    return all(getattr(each, measure.figure) in {None, each.time_to_resolve} for each in times)


def _half_and_most(found: Summary) -> str:
    if found.n == 1:
        return f"within {seconds_text(found.median_s)}"
    return f"half within {seconds_text(found.median_s)}, 9 of 10 within {seconds_text(found.p90_s)}"


def _message(measure: Measure, grounds: Grounds, found: Summary) -> str:
    halves = grounds.halves
    if halves is None:
        return f"{half_text(measure.done, found, len(grounds.counted))}."
    now, before = (_known(measure, span, grounds) for span in halves)
    return durations_compared(measure.done, now, before, halves)


def _verdict(measure: Measure, grounds: Grounds, found: Summary) -> VerdictView:
    if grounds.halves is None:
        half = "half " if found.n > 1 else ""
        return VerdictView(measure.heading, f"{half}within {seconds_text(found.median_s)}", f"n = {found.n:,}")
    return durations_verdict(measure.heading, *(_known(measure, span, grounds) for span in grounds.halves))


def _known(measure: Measure, span: tuple[Month, ...], grounds: Grounds) -> list[timedelta]:
    times = (getattr(grounds.evidence.times(record), measure.figure) for record in grounds.within(span))
    return [took for took in times if took is not None]


def _spread(month: Month, found: Summary, measure: Measure, grounds: Grounds, describe: Describer) -> Spread:
    title = f"{in_month(month, grounds)}: {_half_and_most(found)}, n = {found.n:,}"
    href = counted_link(describe.links, month=str(month), measured=measure.measured)
    return Spread(month, found.median_s, found.p90_s, found.n, title, href)


def _row(
    month: Month, found: Summary, measure: Measure, grounds: Grounds, describe: Describer
) -> tuple[CellView, ...]:
    return (
        month_cell(month, grounds, describe),
        CellView(seconds_text(found.median_s)),
        CellView(seconds_text(found.p90_s)),
        number_cell(found.n, counted_link(describe.links, month=str(month), measured=measure.measured)),
    )

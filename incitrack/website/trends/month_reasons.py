"""Why a month's incidents happened: their causes and contributing factors."""

from collections.abc import Mapping, Sequence
from typing import Final

from incitrack.metrics.pareto import Portion
from incitrack.metrics.period_review import PeriodReview
from incitrack.metrics.remedies import Sort
from incitrack.reports.figure_words import share_text
from incitrack.reports.portion_words import PORTION_HEADINGS, none_named, portion_row
from incitrack.website.describe import Describer, term
from incitrack.website.trends.by_month import number_cell
from incitrack.website.trends.grounds import Grounds, counted_link
from incitrack.website.views.charts import CellView, ChartView, ColumnView, TableView
from incitrack.wording import count_text

_MOST: Final = 8


def reasons_of_month(sort: Sort, review: PeriodReview, grounds: Grounds, describe: Describer) -> ChartView:
    """The causes, or the contributing factors, of the month's incidents in Pareto order.

    What came back after a remedy hangs on action items of any other incident, and is left to the trends.
    """
    taxonomy, figures = grounds.policies.taxonomy, review.figures
    is_cause = sort is Sort.CAUSE
    portions, labels = (figures.causes, taxonomy.causes) if is_cause else (figures.factors, taxonomy.factors)
    anchor, heading = ("causes", "Causes") if is_cause else ("factors", "Contributing factors")
    if not portions:
        return ChartView(anchor, heading, none_named(sort.value, len(review.records)))
    rows = []
    for portion in portions[:_MOST]:
        _, _, *shares, _ = portion_row(portion, labels)
        link = counted_link(describe.links, month=str(review.period), **{sort.value: portion.key})
        rows.append(
            (CellView(term(labels, portion.key)), number_cell(portion.count, link), *map(CellView, shares))
        )
    named = sum(portion.count for portion in portions)
    columns = (ColumnView(sort.value.capitalize()), *(ColumnView(each, "right") for each in PORTION_HEADINGS[:-1]))
    return ChartView(
        anchor,
        heading,
        _message(sort, portions, labels),
        table=TableView(f"{heading} in Pareto order", columns, tuple(rows)),
        in_sight=True,
        notes=(
            f"n = {count_text(named, 'naming')}.",
            *([f"Shown are {_MOST} of {len(portions):,}."] if len(portions) > _MOST else []),
        ),
    )


def _message(sort: Sort, portions: Sequence[Portion], labels: Mapping[str, str | None] | None) -> str:
    most, named = portions[0].count, sum(portion.count for portion in portions)
    first = [each for each in portions if each.count == most]
    if len(first) == 1:
        return f"Most often named: {term(labels, first[0].key)}, {share_text(most, named)}."
    times = "once" if most == 1 else f"{most:,} times"
    return f"No {sort.value} stands out: {len(first):,} are named {times} each."

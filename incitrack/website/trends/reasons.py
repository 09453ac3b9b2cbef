"""Causes and contributing factors in Pareto order: the few that make up the most."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from incitrack.metrics.pareto import Portion
from incitrack.metrics.remedies import Sort
from incitrack.reports.figure_words import percent_text
from incitrack.website.charts.pareto import MOST, Ranked, pareto_chart
from incitrack.website.charts.paths import disc, rectangle
from incitrack.website.describe import Describer, term
from incitrack.website.trends.by_month import number_cell
from incitrack.website.trends.grounds import Grounds, counted_link
from incitrack.website.views.charts import CellView, ChartView, ColumnView, KeyView, TableView, VerdictView
from incitrack.wording import count_text, list_text

_STAND_OUT: Final = 3
"""Where it takes more to make up half, none stands out."""
_FEW: Final = 10
"""Of fewer namings no order is concluded from."""


class _Kind(NamedTuple):
    anchor: str
    heading: str
    one: str
    many: str


_KINDS: Final = {
    Sort.CAUSE: _Kind("causes", "Causes", "cause", "causes"),
    Sort.FACTOR: _Kind("factors", "Contributing factors", "factor", "factors"),
}


def reasons(sort: Sort, grounds: Grounds, describe: Describer) -> ChartView:
    """Which causes, or which factors, are named most, and how much they make up together."""
    kind, portions = _KINDS[sort], _portions(sort, grounds)
    if not portions:
        where = "No incident names its cause yet." if sort is Sort.CAUSE else "No postmortem names a factor yet."
        return ChartView(kind.anchor, kind.heading, where)
    labels = _labels(sort, grounds)
    named = sum(portion.count for portion in portions)
    left_out = sum(not _has(sort, record.id, grounds, record.incident.cause) for record in grounds.counted)
    return ChartView(
        kind.anchor,
        kind.heading,
        _message(kind, portions, labels, named),
        drawing=pareto_chart(
            f"{kind.heading} in Pareto order, with the share of all up to each",
            [_ranked(each, sort, labels, describe) for each in portions],
        ),
        keys=(
            KeyView("share", "bar", rectangle(0, 0, 16, 12)),
            KeyView("share of it and those before it", "dot", disc(8, 6, 3.5)),
        ),
        table=TableView(
            f"{kind.heading} in Pareto order",
            (
                ColumnView(kind.one.capitalize()),
                ColumnView("Incidents", "right"),
                ColumnView("Share", "right"),
                ColumnView("Up to here", "right"),
                ColumnView("Came back", "right"),
            ),
            tuple(_row(each, sort, labels, describe) for each in portions),
        ),
        notes=(
            f"n = {count_text(named, 'naming')} in {count_text(len(grounds.counted) - left_out, 'incident')}.",
            *([f"Left out: {count_text(left_out, 'incident')} without any."] if left_out else []),
            *([f"Drawn are the first {MOST} of {len(portions):,}."] if len(portions) > MOST else []),
            "Came back: named again at a service where an action item that named it was done.",
        ),
        verdict=_verdict(kind, portions, labels, named),
    )


def _portions(sort: Sort, grounds: Grounds) -> tuple[Portion, ...]:
    return grounds.figures.causes if sort is Sort.CAUSE else grounds.figures.factors


def _labels(sort: Sort, grounds: Grounds) -> Mapping[str, str | None] | None:
    taxonomy = grounds.policies.taxonomy
    return taxonomy.causes if sort is Sort.CAUSE else taxonomy.factors


def _has(sort: Sort, identifier: str, grounds: Grounds, cause: str | None) -> bool:
    if sort is Sort.CAUSE:
        return bool(cause)
    found = grounds.evidence.archive.postmortem_of(identifier)
    return bool(found and found.postmortem.factors)


def _message(kind: _Kind, portions: Sequence[Portion], labels: Mapping[str, str | None] | None, named: int) -> str:
    if named < _FEW:
        return f"Too few {kind.many} are named to rank them: {named:,}."
    half = _half(portions)
    first = [f"“{term(labels, each.key)}”" for each in portions[:half]]
    makes = "makes" if half == 1 else "make"
    if half > _STAND_OUT:
        return f"No few {kind.many} stand out: it takes {half:,} of {len(portions):,} to make up half."
    share = percent_text(portions[half - 1].cumulative)
    return f"{list_text(first)} {makes} up {share} of the {kind.many} named."


def _verdict(
    kind: _Kind, portions: Sequence[Portion], labels: Mapping[str, str | None] | None, named: int
) -> VerdictView:
    if named < _FEW:
        return VerdictView(kind.heading, "too few named", f"{named:,}")
    half = _half(portions)
    if half > _STAND_OUT:
        return VerdictView(kind.heading, "none stands out", f"{half:,} of {len(portions):,} make up half")
    names = list_text([term(labels, each.key) for each in portions[:half]])
    share = percent_text(portions[half - 1].cumulative)
    return VerdictView(kind.heading, f"{share} from {half:,} of {len(portions):,}", names)


def _half(portions: Sequence[Portion]) -> int:
    """How many it takes, from the most frequent on, to make up half."""
    return next(number for number, each in enumerate(portions, start=1) if 2 * each.cumulative >= 1)


def _ranked(each: Portion, sort: Sort, labels: Mapping[str, str | None] | None, describe: Describer) -> Ranked:
    name, href = term(labels, each.key), counted_link(describe.links, **{sort.value: each.key})
    title = f"{name}: {each.count:,}, {percent_text(each.share)}; {percent_text(each.cumulative)} up to here"
    return Ranked(name, each.count, float(each.share), float(each.cumulative), title, href)


def _row(
    each: Portion, sort: Sort, labels: Mapping[str, str | None] | None, describe: Describer
) -> tuple[CellView, ...]:
    return (
        CellView(term(labels, each.key)),
        number_cell(each.count, counted_link(describe.links, **{sort.value: each.key})),
        CellView(percent_text(each.share)),
        CellView(percent_text(each.cumulative)),
        CellView(f"{each.came_back:,}"),
    )

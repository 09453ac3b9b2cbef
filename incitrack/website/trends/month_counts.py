"""A month's incidents by severity and by service, beside the month before."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from incitrack.metrics.period_review import PeriodReview, Tally
from incitrack.records.record import IncidentRecord
from incitrack.reports.periodic.period_words import change_text, compared_text
from incitrack.website.charts.columns import Part
from incitrack.website.charts.row_bar import row_bar
from incitrack.website.charts.textures import fill_of
from incitrack.website.describe import Describer
from incitrack.website.trends.by_month import number_cell
from incitrack.website.trends.grounds import Grounds, counted_link
from incitrack.website.trends.ranked_services import severity_bar
from incitrack.website.trends.wording import left_out, month_name, severity_name
from incitrack.website.views.charts import CellView, ChartView, ColumnView, TableView
from incitrack.wording import count_text

_MOST: Final = 12


def how_many(review: PeriodReview) -> str:
    """`12 incidents were reported, 3 fewer than in September 2026 (15)`, as a sentence."""
    n = review.figures.incidents
    count = "No incident was" if not n else f"{count_text(n, 'incident')} {'was' if n == 1 else 'were'}"
    reported = "reported" if review.is_over else "reported so far"
    earlier = review.period.before
    if review.before is None or earlier is None:
        return f"{count} {reported}; nothing was recorded before."
    before = review.before.incidents
    return f"{count} {reported}, {compared_text(n, before)} in {month_name(earlier.first)} ({before:,})."


def by_severity(review: PeriodReview, describe: Describer) -> ChartView:
    """How many of each severity."""
    tallies = review.by_severity
    if not any(each.n or each.before for each in tallies):
        return ChartView("severities", "By severity", "None of any severity.", notes=tuple(_notes(review)))
    whole = max(max(each.n, each.before) for each in tallies)
    rows = []
    for each in tallies:
        severity = describe.severity(each.key)
        name, href = severity_name(severity), _link(review, describe, severity=each.key)
        part = Part(each.n, f"{name}: {each.n:,}", href, severity.css, fill_of(severity.css))
        cells = _counts(each, review, describe, severity=each.key)
        rows.append((CellView(name), CellView(bar=row_bar([part], whole)), *cells))
    return ChartView(
        "severities",
        "By severity",
        _worst(review, describe),
        table=TableView("Incidents by severity", _columns("Severity", review), tuple(rows)),
        in_sight=True,
        notes=tuple(_notes(review)),
    )


def _worst(review: PeriodReview, describe: Describer) -> str:
    """How many of the worst severity that either month had."""
    tally = next(each for each in review.by_severity if each.n or each.before)
    name = severity_name(describe.severity(tally.key))
    if review.before is None:
        return f"{name}: {tally.n:,}."
    return f"{name}: {tally.n:,}, {compared_text(tally.n, tally.before)} the month before ({tally.before:,})."


def _notes(review: PeriodReview) -> list[str]:
    left = left_out(review.set_aside)
    return [f"Left out, because nobody had to act: {left}."] if left else []


def by_service(review: PeriodReview, grounds: Grounds, describe: Describer) -> ChartView:
    """How many of each service, the most affected first."""
    tallies = review.by_service
    if not tallies:
        return ChartView("services", "By service", "No service was affected.")
    more = tallies[_MOST:]
    rest = any(each.n for each in more)
    return ChartView(
        "services",
        "By service",
        _most_affected(tallies, grounds),
        table=TableView(
            "Incidents by service",
            _columns("Service", review),
            tuple(_service_rows(tallies[:_MOST], review, grounds, describe)),
        ),
        in_sight=True,
        notes=(
            "An incident of two services stands at both.",
            *([f"{count_text(len(more), 'more service')} had {more[0].n:,} or fewer each."] if rest else []),
        ),
    )


def _most_affected(tallies: Sequence[Tally], grounds: Grounds) -> str:
    most = tallies[0].n
    affected = sum(each.n > 0 for each in tallies)
    first = [each.key for each in tallies if each.n == most]
    if not most:
        return "No service was affected."
    if len(first) == affected > 1:
        each = "one incident" if most == 1 else count_text(most, "incident")
        return f"{count_text(affected, 'service')} affected, {each} each."
    if len(first) > 1:
        return f"{count_text(affected, 'service')} affected, {len(first):,} of them most: {most:,} each."
    name = grounds.policies.services.name_of(first[0])
    return f"{name} was affected most: {most:,}. In all {count_text(affected, 'service')}."


def _service_rows(
    tallies: Sequence[Tally], review: PeriodReview, grounds: Grounds, describe: Describer
) -> list[tuple[CellView, ...]]:
    records: dict[str, list[IncidentRecord]] = defaultdict(list)
    for record in review.records:
        for service in dict.fromkeys(record.incident.services):
            records[service].append(record)
    whole, month = max(max(each.n, each.before) for each in tallies), str(review.period)
    rows = []
    for each in tallies:
        about = describe.service(each.key)
        bar = severity_bar(each.key, tuple(records[each.key]), whole, grounds, describe, month=month)
        cells = _counts(each, review, describe, service=each.key)
        rows.append((CellView(about.text, about.href or ""), CellView(bar=bar), *cells))
    return rows


def _columns(what: str, review: PeriodReview) -> tuple[ColumnView, ...]:
    columns = (ColumnView(what), ColumnView("How many", "bar"), ColumnView("Incidents", "right"))
    if review.before is None:
        return columns
    return (*columns, ColumnView("Before", "right"), ColumnView("Change", "right"))


def _counts(tally: Tally, review: PeriodReview, describe: Describer, **filters: str | int) -> list[CellView]:
    cells = [number_cell(tally.n, _link(review, describe, **filters))]
    if review.before is not None and review.period.before is not None:
        before = counted_link(describe.links, month=str(review.period.before), **filters)
        cells += [number_cell(tally.before, before), CellView(change_text(tally.n, tally.before))]
    return cells


def _link(review: PeriodReview, describe: Describer, **filters: str | int) -> str:
    return counted_link(describe.links, month=str(review.period), **filters)

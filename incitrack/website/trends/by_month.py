"""Incidents by month and severity."""

from collections import Counter
from collections.abc import Iterator

from incitrack.metrics.months import Month
from incitrack.website.charts.columns import Column, Part, stacked_columns
from incitrack.website.charts.paths import rectangle
from incitrack.website.charts.textures import fill_of
from incitrack.website.describe import Describer
from incitrack.website.trends.comparing import counts_compared, counts_verdict
from incitrack.website.trends.grounds import Grounds, counted_link
from incitrack.website.trends.wording import (
    count_notes,
    drawn_note,
    going_on_note,
    in_month,
    month_cell,
    severity_name,
)
from incitrack.website.views.charts import CellView, ChartView, ColumnView, KeyView, TableView, VerdictView
from incitrack.website.views.words import SeverityView
from incitrack.wording import count_text

_ANCHOR = "incidents"
_HEADING = "Incidents by month and severity"


def incidents_by_month(grounds: Grounds, describe: Describer) -> ChartView:
    """Whether there are more or fewer, of all and of the worst severity."""
    if not grounds.counted or not grounds.months:
        return ChartView(_ANCHOR, _HEADING, "No incident counts yet.")
    severities = [describe.severity(key) for key in grounds.severities]
    first, *more = _messages(grounds, severities)
    return ChartView(
        _ANCHOR,
        _HEADING,
        first,
        tuple(more),
        stacked_columns(
            "Incidents by month, stacked by severity",
            [Column(m, _parts(m, severities, grounds, describe), m == grounds.going_on) for m in grounds.drawn],
        ),
        severity_keys(severities),
        TableView(
            "Incidents by month and severity",
            (
                ColumnView("Month"),
                *(ColumnView(each.key, "right") for each in severities),
                ColumnView("All", "right"),
            ),
            tuple(_row(month, severities, grounds, describe) for month in reversed(grounds.drawn)),
        ),
        notes=(
            *count_notes(grounds, "each in the month of its report"),
            *going_on_note(grounds),
            *drawn_note(grounds),
        ),
        verdict=_verdict(grounds),
    )


def _verdict(grounds: Grounds) -> VerdictView:
    halves = grounds.halves
    if halves is None:
        return VerdictView("Incidents", "too short a history", f"{len(grounds.counted):,} so far")
    return counts_verdict("Incidents", *(len(grounds.within(span)) for span in halves))


def severity_keys(severities: list[SeverityView]) -> tuple[KeyView, ...]:
    """A sample of each severity's colour and texture."""
    return tuple(
        KeyView(severity_name(each), each.css, rectangle(0, 0, 16, 12), fill_of(each.css)) for each in severities
    )


def _messages(grounds: Grounds, severities: list[SeverityView]) -> Iterator[str]:
    halves = grounds.halves
    if halves is None:
        yield f"{count_text(len(grounds.counted), 'incident')} so far, too short a history to compare."
        return
    now, before = grounds.within(halves.now), grounds.within(halves.before)
    yield counts_compared("incidents", len(now), len(before), halves)
    if len(severities) > 1:
        worst = severities[0]
        here, there = (sum(r.incident.severity == worst.key for r in found) for found in (now, before))
        yield counts_compared(f"{severity_name(worst)} incidents", here, there, halves)


def _parts(month: Month, severities: list[SeverityView], grounds: Grounds, describe: Describer) -> list[Part]:
    counts = Counter(record.incident.severity for record in grounds.of(month))
    return [
        Part(
            counts[each.key],
            f"{in_month(month, grounds)}: {counts[each.key]:,} {severity_name(each)}",
            counted_link(describe.links, month=str(month), severity=each.key),
            each.css,
            fill_of(each.css),
        )
        for each in severities
    ]


def _row(
    month: Month, severities: list[SeverityView], grounds: Grounds, describe: Describer
) -> tuple[CellView, ...]:
    counts = Counter(record.incident.severity for record in grounds.of(month))
    to, wanted = describe.links, str(month)
    return (
        month_cell(month, grounds, describe),
        *(number_cell(counts[s.key], counted_link(to, month=wanted, severity=s.key)) for s in severities),
        number_cell(counts.total(), counted_link(to, month=wanted)),
    )


def number_cell(number: int, href: str) -> CellView:
    """A number that leads to the incidents that it counts; 0 leads nowhere."""
    return CellView(f"{number:,}", href if number else "")

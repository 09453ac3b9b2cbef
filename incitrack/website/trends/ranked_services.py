"""Services by how many incidents they had, and how severe these were."""

from collections import Counter
from typing import Final

from incitrack.records.record import IncidentRecord
from incitrack.reports.figure_words import share_text
from incitrack.website.charts.columns import Part
from incitrack.website.charts.row_bar import row_bar
from incitrack.website.charts.textures import fill_of
from incitrack.website.describe import Describer
from incitrack.website.trends.by_month import number_cell, severity_keys
from incitrack.website.trends.came_again import again_cell
from incitrack.website.trends.grounds import Grounds, counted_link
from incitrack.website.trends.wording import count_notes, severity_name
from incitrack.website.views.charts import CellView, ChartView, ColumnView, StretchView, TableView, VerdictView
from incitrack.wording import count_text, list_text

_ANCHOR: Final = "services"
_HEADING: Final = "Services"
_MOST: Final = 15
_NAMED: Final = 3

Ranking = list[tuple[str, tuple[IncidentRecord, ...]]]


def ranked_services(grounds: Grounds, describe: Describer) -> ChartView:
    """Which services had the most incidents."""
    ranked = sorted(grounds.by_service.items(), key=lambda each: (-len(each[1]), each[0]))
    if not ranked:
        return ChartView(_ANCHOR, _HEADING, "No service had an incident that counts.")
    more = ranked[_MOST:]
    rest = f"{count_text(len(more), 'more service')} had {len(more[0][1]):,} or fewer each." if more else ""
    severities = [describe.severity(key) for key in grounds.severities]
    return ChartView(
        _ANCHOR,
        _HEADING,
        _message(ranked, grounds),
        keys=severity_keys(severities),
        table=TableView(
            "Services by their incidents",
            (
                ColumnView("Service"),
                ColumnView("Incidents by severity", "bar"),
                ColumnView("Incidents", "right"),
                ColumnView("Came again", "right"),
            ),
            tuple(_row(key, records, ranked, grounds, describe) for key, records in ranked[:_MOST]),
        ),
        in_sight=True,
        notes=(
            *count_notes(grounds),
            "An incident of two services stands at both.",
            *([rest] if rest else []),
        ),
        verdict=_verdict(ranked, grounds),
    )


def _message(ranked: Ranking, grounds: Grounds) -> str:
    """The service with the most; of equals all, as long as they can be named."""
    name_of, most = grounds.policies.services.name_of, len(ranked[0][1])
    first = [name_of(key) for key, records in ranked if len(records) == most]
    if len(first) == len(ranked) > 1 or len(first) > _NAMED:
        return f"No service stands out: {len(first):,} have {most:,} each."
    share = share_text(most, len(grounds.counted))
    if len(first) > 1:
        return f"{list_text(first)} have the most incidents: {most:,} each."
    return f"{first[0]} has the most incidents: {share}."


def _verdict(ranked: Ranking, grounds: Grounds) -> VerdictView:
    most = len(ranked[0][1])
    first = [grounds.policies.services.name_of(key) for key, records in ranked if len(records) == most]
    if len(first) > 1:
        return VerdictView(_HEADING, "none stands out", f"{len(first):,} have {most:,} each")
    return VerdictView(_HEADING, first[0], share_text(most, len(grounds.counted)))


def _row(
    key: str, records: tuple[IncidentRecord, ...], ranked: Ranking, grounds: Grounds, describe: Describer
) -> tuple[CellView, ...]:
    service, links = describe.service(key), describe.links
    again = grounds.evidence.recurrences.share(records)
    return (
        CellView(service.text, service.href or ""),
        CellView(bar=severity_bar(key, records, len(ranked[0][1]), grounds, describe)),
        number_cell(len(records), counted_link(links, service=key)),
        again_cell(again, counted_link(links, service=key, recurring=1)),
    )


def severity_bar(
    service: str,
    records: tuple[IncidentRecord, ...],
    whole: int,
    grounds: Grounds,
    describe: Describer,
    **filters: str | int,
) -> tuple[StretchView, ...]:
    """A service's incidents by severity, as a bar that is full at `whole`; `filters` tell how they were chosen."""
    counts = Counter(record.incident.severity for record in records)
    name = grounds.policies.services.name_of(service)
    severities = [describe.severity(each) for each in grounds.severities]
    parts = [
        Part(
            counts[each.key],
            f"{name}: {counts[each.key]:,} {severity_name(each)}",
            counted_link(describe.links, service=service, severity=each.key, **filters),
            each.css,
            fill_of(each.css),
        )
        for each in severities
    ]
    return row_bar(parts, whole)

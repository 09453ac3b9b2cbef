"""Recurrence: how many incidents came again, and what keeps coming back."""

from collections.abc import Sequence
from typing import Final

from incitrack.metrics.months import Month
from incitrack.metrics.recurring_groups import RecurringGroup
from incitrack.records.record import IncidentRecord
from incitrack.reports.figure_words import median_text, percent_text, share_of, share_text
from incitrack.website.charts.columns import Column, Part, stacked_columns
from incitrack.website.charts.paths import rectangle
from incitrack.website.charts.textures import fill_of
from incitrack.website.describe import Describer, term
from incitrack.website.trends.by_month import number_cell
from incitrack.website.trends.comparing import span_before, span_now
from incitrack.website.trends.grounds import Grounds, counted_link
from incitrack.website.trends.wording import drawn_note, in_month, month_cell, month_name
from incitrack.website.views.charts import CellView, ChartView, ColumnView, KeyView, TableView, VerdictView
from incitrack.wording import count_text, month_text

_ANCHOR: Final = "recurrence"
_HEADING: Final = "Recurrence"
_MOST: Final = 10
_NAMED: Final = 60
_WHAT: Final = "of the service and cause of one in the 90 days before"
_KEYS: Final = (
    KeyView("came again", "again", rectangle(0, 0, 16, 12), fill_of("again")),
    KeyView("the others", "plain", rectangle(0, 0, 16, 12)),
)


def recurrence(grounds: Grounds, describe: Describer) -> ChartView:
    """How many incidents of each month came again."""
    if not grounds.counted or not grounds.months:
        return ChartView(_ANCHOR, _HEADING, "No incident counts yet.")
    without_cause = sum(not record.incident.cause for record in grounds.counted)
    found = grounds.figures.recurrence
    drawn = any(grounds.of(month) for month in grounds.drawn)
    return ChartView(
        _ANCHOR,
        _HEADING,
        _message(grounds),
        (f"Of all since {_since(grounds)}: {share_text(found.recurred, found.n)}.",),
        stacked_columns(
            "Incidents by month, those that came again below",
            [_column(m, grounds, describe) for m in grounds.drawn],
        )
        if drawn
        else None,
        _KEYS if drawn else (),
        TableView(
            "Incidents that came again, by month",
            (
                ColumnView("Month"),
                ColumnView("Incidents", "right"),
                ColumnView("Came again", "right"),
                ColumnView("Share", "right"),
            ),
            tuple(_row(month, grounds, describe) for month in reversed(grounds.drawn)),
        ),
        notes=(
            f"n = {count_text(found.n, 'incident')}. One came again that is {_WHAT}, report to report.",
            *(
                [f"{count_text(without_cause, 'incident')} without a cause cannot have come again."]
                if without_cause
                else []
            ),
            *drawn_note(grounds),
        ),
        verdict=_verdict(grounds),
    )


def _since(grounds: Grounds) -> str:
    first = grounds.months[0]
    return month_name(first)


def _again(records: Sequence[IncidentRecord], grounds: Grounds) -> int:
    return grounds.evidence.recurrences.share(records).recurred


def _message(grounds: Grounds) -> str:
    halves = grounds.halves
    if not any(record.incident.cause for record in grounds.counted):
        return "Whether anything came again is not known: no incident names its cause."
    if halves is None:
        return f"{share_text(_again(grounds.counted, grounds), len(grounds.counted))} came again."
    now, before = grounds.within(halves.now), grounds.within(halves.before)
    if not now:
        return f"Nothing came again: there was no incident in {span_now(halves)}."
    again, earlier = _again(now, grounds), _again(before, grounds)
    if not again and not earlier:
        n = f"(n = {len(now):,}), nor of {span_before(halves)} (n = {len(before):,})"
        return f"Nothing of {span_now(halves)} came again {n}."
    here = f"{share_text(again, len(now))} of {span_now(halves)} came again"
    if not before:
        return f"{here}; there was none in {span_before(halves)}."
    return f"{here}, {share_text(earlier, len(before))} of {span_before(halves)}."


def _verdict(grounds: Grounds) -> VerdictView:
    """The shares of both spans; whether their difference is one by chance is not held to a test."""
    if not any(record.incident.cause for record in grounds.counted):
        return VerdictView(_HEADING, "not known")
    spans = grounds.halves or (grounds.months, ())
    now, before = (_share(grounds.within(span), grounds) for span in spans)
    return VerdictView(_HEADING, f"{now} came again", f"{before} before" if grounds.halves else "")


def _share(records: Sequence[IncidentRecord], grounds: Grounds) -> str:
    return percent_text(share_of(_again(records, grounds), len(records)))


def _column(month: Month, grounds: Grounds, describe: Describer) -> Column:
    records = grounds.of(month)
    again = _again(records, grounds)
    name, links = in_month(month, grounds), describe.links
    parts = [
        Part(
            again,
            f"{name}: {again:,} of {len(records):,} came again",
            counted_link(links, month=str(month), recurring=1),
            "again",
            fill_of("again"),
        ),
        Part(
            len(records) - again,
            f"{name}: {len(records):,} in all",
            counted_link(links, month=str(month)),
            "plain",
        ),
    ]
    return Column(month, parts, month == grounds.going_on)


def _row(month: Month, grounds: Grounds, describe: Describer) -> tuple[CellView, ...]:
    records, links = grounds.of(month), describe.links
    again = _again(records, grounds)
    return (
        month_cell(month, grounds, describe),
        number_cell(len(records), counted_link(links, month=str(month))),
        number_cell(again, counted_link(links, month=str(month), recurring=1)),
        CellView(percent_text(share_of(again, len(records)))),
    )


def what_comes_back(grounds: Grounds, describe: Describer) -> ChartView:
    """The longest chains of one service and cause, and whether the later ones went faster."""
    groups = grounds.evidence.recurring.of(grounds.counted)
    heading = "What keeps coming back"
    if not groups:
        return ChartView(
            "recurring", heading, "Nothing does: no incident had the service and cause of an earlier one."
        )
    first = groups[0]
    return ChartView(
        "recurring",
        heading,
        f"Most often “{group_name(first, grounds)}”, {len(first.incidents):,} in a row.",
        table=groups_table(groups[:_MOST], grounds, describe),
        in_sight=True,
        notes=(
            f"n = {count_text(len(groups), 'row')}, each incident within 90 days of the one before.",
            *([f"Shown are the {_MOST} longest."] if len(groups) > _MOST else []),
            "Times are medians, in brackets of how many.",
        ),
        verdict=VerdictView("Coming back", f"{len(first.incidents):,} in a row", group_name(first, grounds)),
    )


def group_name(group: RecurringGroup, grounds: Grounds) -> str:
    """`Checkout: capacity`."""
    service = grounds.policies.services.name_of(group.service)
    return f"{service}: {term(grounds.policies.taxonomy.causes, group.cause)}"


def groups_table(groups: Sequence[RecurringGroup], grounds: Grounds, describe: Describer) -> TableView:
    """Groups with the time to resolve of their first incident and of the later ones."""
    return TableView(
        "Incidents of one service and cause that followed each other",
        (
            ColumnView("Service: cause"),
            ColumnView("Incidents", "right"),
            ColumnView("From – to"),
            ColumnView("To resolve: first", "right"),
            ColumnView("Later", "right"),
        ),
        tuple(_group(group, grounds, describe) for group in groups),
    )


def _group(group: RecurringGroup, grounds: Grounds, describe: Describer) -> tuple[CellView, ...]:
    days = [month_text(grounds.contents.day(at)) for at in (group.first_at, group.last_at)]
    return (
        CellView(group_name(group, grounds)),
        CellView(f"{len(group.incidents):,}", group_link(group, grounds, describe)),
        CellView(" – ".join(dict.fromkeys(days))),
        CellView(median_text(group.first.time_to_resolve)),
        CellView(median_text(group.later.time_to_resolve)),
    )


def group_link(group: RecurringGroup, grounds: Grounds, describe: Describer) -> str:
    """To the incidents of a group: by service and cause where these have no others, else by the IDs."""
    alike = grounds.by_service_and_cause[group.service, group.cause]
    if len(alike) == len(group.incidents):
        return counted_link(describe.links, service=group.service, cause=group.cause)
    wanted = set(group.incidents)
    return grounds.link_to(describe.links, [record for record in alike if record.id in wanted], most=_NAMED)

"""Recurrence: how many incidents came again, and what keeps coming back."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from incitrack.metrics.months import Month
from incitrack.metrics.recurrence import Recurrence
from incitrack.metrics.recurring_groups import RecurringGroup
from incitrack.records.record import IncidentRecord
from incitrack.reports.figure_words import NOTHING, median_text, percent_text, share_text
from incitrack.reports.recurrence_words import again_text, n_text
from incitrack.website.charts.columns import Column, Part, stacked_columns
from incitrack.website.charts.paths import rectangle
from incitrack.website.charts.textures import fill_of
from incitrack.website.describe import Describer, term
from incitrack.website.trends.by_month import number_cell
from incitrack.website.trends.comparing import span_before, span_now
from incitrack.website.trends.grounds import Grounds, Halves, counted_link
from incitrack.website.trends.wording import drawn_note, in_month, month_cell, month_name
from incitrack.website.views.charts import CellView, ChartView, ColumnView, KeyView, TableView, VerdictView
from incitrack.wording import count_text, month_text

_ANCHOR: Final = "recurrence"
_HEADING: Final = "Recurrence"
_UNKNOWN: Final = "Whether anything came again is not known: no incident names its cause."
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
    found = grounds.figures.recurrence
    if not found.is_known:
        return ChartView(_ANCHOR, _HEADING, _UNKNOWN, verdict=VerdictView(_HEADING, "not known"))
    drawn = any(grounds.of(month) for month in grounds.drawn)
    return ChartView(
        _ANCHOR,
        _HEADING,
        _message(grounds),
        (*_judged(grounds), f"Of all since {_since(grounds)}: {again_text(found)}."),
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
            *([f"Not judged: {found.n - found.judged:,} without a cause."] if found.judged < found.n else []),
            *drawn_note(grounds),
        ),
        verdict=_verdict(grounds),
    )


def _since(grounds: Grounds) -> str:
    first = grounds.months[0]
    return month_name(first)


def _again(records: Sequence[IncidentRecord], grounds: Grounds) -> Recurrence:
    return grounds.evidence.recurrences.share(records)


def _spans(halves: Halves, grounds: Grounds) -> tuple[Recurrence, Recurrence]:
    return _again(grounds.within(halves.now), grounds), _again(grounds.within(halves.before), grounds)


def _message(grounds: Grounds) -> str:
    halves = grounds.halves
    if halves is None:
        found = grounds.figures.recurrence
        return f"{share_text(found.recurred, found.n)} came again."
    now, before = _spans(halves, grounds)
    if not now.n:
        return f"Nothing came again: there was no incident in {span_now(halves)}."
    if not now.is_known:
        return f"Whether anything of {span_now(halves)} came again is {again_text(now)}."
    here = f"{share_text(now.recurred, now.n)} of {span_now(halves)} came again"
    if not before.n:
        return f"{here}; there was none in {span_before(halves)}."
    if not before.is_known:
        return f"{here}; of {span_before(halves)} that is {again_text(before)}."
    if not now.recurred and not before.recurred:
        n = f"(n = {now.n:,}), nor of {span_before(halves)} (n = {before.n:,})"
        return f"Nothing of {span_now(halves)} came again {n}."
    return f"{here}, {share_text(before.recurred, before.n)} of {span_before(halves)}."


def _judged(grounds: Grounds) -> Iterator[str]:
    """How many of the spans could be judged, where not all could."""
    if grounds.halves is None:
        return
    now, before = _spans(grounds.halves, grounds)
    if now.judged < now.n or before.judged < before.n:
        yield f"A cause is named by {now.judged:,} of {now.n:,}, and by {before.judged:,} of {before.n:,} before."


def _verdict(grounds: Grounds) -> VerdictView:
    """The shares of both spans; whether their difference is one by chance is not held to a test."""
    if grounds.halves is None:
        return VerdictView(_HEADING, f"{percent_text(grounds.figures.recurrence.rate)} came again")
    now, before = _spans(grounds.halves, grounds)
    was = f"{percent_text(before.rate) if before.is_known else 'not known'} before"
    return VerdictView(_HEADING, f"{percent_text(now.rate)} came again" if now.is_known else "not known", was)


def _column(month: Month, grounds: Grounds, describe: Describer) -> Column:
    records = grounds.of(month)
    again = _again(records, grounds).recurred
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
        again_cell(again, counted_link(links, month=str(month), recurring=1)),
        CellView(percent_text(again.rate) if again.is_known else NOTHING),
    )


def again_cell(found: Recurrence, href: str) -> CellView:
    """How many came again, a link to them, and how many could be judged where not all could."""
    if not found.is_known:
        return CellView("not known")
    judged = f"of {found.judged:,} judged" if found.judged < found.n else ""
    return replace(number_cell(found.recurred, href), note=judged)


def what_comes_back(grounds: Grounds, describe: Describer) -> ChartView:
    """The longest chains of one service and cause, and whether the later ones went faster."""
    groups = grounds.evidence.recurring.of(grounds.counted)
    heading = "What keeps coming back"
    found = grounds.figures.recurrence
    if not found.is_known:
        return ChartView("recurring", heading, _UNKNOWN, verdict=VerdictView("Coming back", "not known"))
    if not groups:
        n = f" ({n_text(found)})" if found.n else ""
        nothing = f"Nothing does: no incident had the service and cause of an earlier one{n}."
        return ChartView("recurring", heading, nothing)
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

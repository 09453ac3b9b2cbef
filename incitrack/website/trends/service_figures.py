"""A service in figures: its incidents by month, how fast they were dealt with, and how available it was."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Final

from incitrack.metrics.availability import ServiceMonth, target
from incitrack.metrics.figures import GroupFigures, group_figures
from incitrack.metrics.months import Month, month_of
from incitrack.metrics.service_uptime import ServiceUptime
from incitrack.records.newest_first import report_time
from incitrack.records.record import IncidentRecord
from incitrack.reports.figure_words import NOTHING, half_text, percent_text, seconds_text, share_text, target_text
from incitrack.reports.recurrence_words import again_text
from incitrack.website.charts.columns import Column, Part, duration_columns, stacked_columns
from incitrack.website.charts.paths import rectangle
from incitrack.website.charts.textures import fill_of
from incitrack.website.describe import Describer
from incitrack.website.trends.by_month import number_cell, severity_keys
from incitrack.website.trends.comparing import counts_compared
from incitrack.website.trends.grounds import Grounds, counted_link
from incitrack.website.trends.response_times import DETECT, MEASURES
from incitrack.website.trends.wording import drawn_note, going_on_note, in_month, month_cell, severity_name
from incitrack.website.views.charts import CellView, ChartView, ColumnView, KeyView, TableView
from incitrack.wording import count_text, day_text, duration_text

_DIGITS: Final = 2
_KEYS: Final = (
    KeyView("down, within the target or without one", "plain", rectangle(0, 0, 16, 12)),
    KeyView("down, and below the target", "missed", rectangle(0, 0, 16, 12), fill_of("missed")),
)


def service_by_month(key: str, grounds: Grounds, describe: Describer) -> ChartView:
    """A service's incidents by month and severity, and whether they became fewer."""
    records = grounds.by_service.get(key, ())
    heading = "Incidents by month"
    if not records or not grounds.months:
        return ChartView("by-month", heading, "No incident of it counts yet.")
    by_month: dict[Month, list[IncidentRecord]] = defaultdict(list)
    for record in records:
        by_month[month_of(report_time(record.incident), grounds.policies)].append(record)
    severities = [describe.severity(each) for each in grounds.severities]
    columns = [_column(month, by_month.get(month, []), key, grounds, describe) for month in grounds.drawn]
    drawn = any(column.total for column in columns)
    return ChartView(
        "by-month",
        heading,
        _compared(by_month, len(records), grounds),
        drawing=stacked_columns("Incidents by month, stacked by severity", columns) if drawn else None,
        keys=severity_keys(severities) if drawn else (),
        table=TableView(
            "Incidents by month",
            (ColumnView("Month"), ColumnView("Incidents", "right")),
            tuple(
                (
                    month_cell(month, grounds, describe),
                    number_cell(
                        len(by_month.get(month, ())),
                        counted_link(describe.links, service=key, month=str(month)),
                    ),
                )
                for month in reversed(grounds.drawn)
            ),
        ),
        notes=(f"n = {count_text(len(records), 'incident')}.", *going_on_note(grounds), *drawn_note(grounds)),
    )


def _compared(by_month: dict[Month, list[IncidentRecord]], n: int, grounds: Grounds) -> str:
    halves = grounds.halves
    if halves is None:
        return f"{count_text(n, 'incident')} so far, too short a history to compare."
    now, before = (sum(len(by_month.get(month, ())) for month in span) for span in halves)
    return counts_compared("incidents", now, before, halves)


def _column(
    month: Month, records: list[IncidentRecord], key: str, grounds: Grounds, describe: Describer
) -> Column:
    counts = Counter(record.incident.severity for record in records)
    parts = [
        Part(
            counts[each.key],
            f"{in_month(month, grounds)}: {counts[each.key]:,} {severity_name(each)}",
            counted_link(describe.links, service=key, month=str(month), severity=each.key),
            each.css,
            fill_of(each.css),
        )
        for each in map(describe.severity, grounds.severities)
    ]
    return Column(month, parts, month == grounds.going_on)


def service_figures(key: str, grounds: Grounds, describe: Describer) -> ChartView:
    """How a service's incidents were dealt with: response times, clocks, recurrence, action items."""
    records = grounds.by_service.get(key, ())
    heading = "Figures"
    if not records:
        return ChartView("figures", heading, "There is nothing to count yet.")
    found = group_figures(grounds.evidence, key, records)
    known = found.times["time_to_resolve"]
    return ChartView(
        "figures",
        heading,
        f"{half_text('resolved', known, found.incidents)}." if known.n else "Nothing was resolved yet.",
        tuple(_sentences(found)),
        table=TableView(
            "Response times",
            (ColumnView("Time"), *(ColumnView(name, "right") for name in ("Median", "9 of 10 within", "n"))),
            tuple(
                (
                    CellView(measure.heading.removeprefix("Time ").capitalize()),
                    CellView(seconds_text(found.times[measure.figure].median_s)),
                    CellView(seconds_text(found.times[measure.figure].p90_s)),
                    number_cell(
                        found.times[measure.figure].n,
                        counted_link(describe.links, service=key, measured=measure.measured),
                    ),
                )
                for measure in (DETECT, *MEASURES)
            ),
        ),
        in_sight=True,
        notes=("A time whose beginning or end is not known is left out of its n.",),
    )


def _sentences(found: GroupFigures) -> Iterator[str]:
    clocks = [each for each in found.sla.values() if each.n]
    met, n = sum(each.met for each in clocks), sum(each.n for each in clocks)
    yield f"Clocks kept: {share_text(met, n)}." if n else "No clock has come to an end."
    yield f"Came again: {again_text(found.recurrence)}."
    if found.actions.opened:
        done = share_text(found.actions.done, found.actions.opened)
        yield f"Action items done: {done}, overdue {found.actions.overdue:,}."


def service_availability(key: str, grounds: Grounds, describe: Describer) -> ChartView:
    """How available a service was, month by month, beside its target."""
    heading = "Downtime by month"
    if not grounds.months:
        return ChartView("availability", heading, "There is no month to look back on yet.")
    by_month = grounds.availability.get(key, {})
    down = [by_month.get(month) for month in grounds.drawn]
    aim = target(key, grounds.policies)
    drawn = any(down)
    return ChartView(
        "availability",
        heading,
        availability_sentence(grounds.uptimes.get(key), aim, grounds.uptimes_since),
        drawing=duration_columns(
            "Downtime by month", [_downtime(m, by_month.get(m), key, grounds, describe) for m in grounds.drawn]
        )
        if drawn
        else None,
        keys=_KEYS if drawn else (),
        table=TableView(
            "Availability by month",
            (ColumnView("Month"), *(ColumnView(n, "right") for n in ("Available", "Down for", "Incidents"))),
            tuple(_row(month, by_month.get(month), key, grounds, describe) for month in reversed(grounds.drawn)),
        ),
        notes=(
            "Incidents count whose severity is one of downtime; those that overlap count once.",
            "What is to come of this month counts as up in its row; the sentence above ends now.",
            *(["Before that nothing was recorded."] if grounds.uptimes_since else []),
            *drawn_note(grounds),
        ),
    )


def availability_sentence(found: ServiceUptime | None, aim: float | None, since: date | None) -> str:
    """`99.97 % available in the last 12 months, within the target of 99.9 %`, as far as is known.

    `since` is the day from which on that counts where it is less than a year.
    """
    if found is None or not found.length:
        return "No month has begun of which availability could be told."
    rate = percent_text(found.rate, _DIGITS)
    when = f"since {day_text(since)}" if since else "in the last 12 months"
    says = f"{rate} available {when}" if found.downtime else f"Never down {when}"
    if aim is None:
        return f"{says}; it has no target."
    return f"{says}, {'below' if found.misses else 'within'} the target of {target_text(aim, _DIGITS)}."


def availability_words(found: ServiceUptime, aim: float | None) -> str:
    """`99.97 %`, `never down, target 99.90 %`, `99.97 %, below the target of 99.99 %`, as far as is known."""
    if not found.length:
        return ""
    rate = percent_text(found.rate, _DIGITS) if found.downtime else "never down"
    if aim is None:
        return rate
    return f"{rate}, {'below the target of' if found.misses else 'target'} {target_text(aim, _DIGITS)}"


def _downtime(month: Month, found: ServiceMonth | None, key: str, grounds: Grounds, describe: Describer) -> Column:
    if found is None:
        return Column(month, (), month == grounds.going_on)
    down, records = round(found.downtime.total_seconds()), grounds.down_in(key, month)
    rate = percent_text(found.rate, _DIGITS)
    title = f"{in_month(month, grounds)}: down for {duration_text(found.downtime)}, {rate} available"
    link = grounds.link_to(describe.links, records) or counted_link(describe.links, service=key)
    css = "missed" if found.misses else "plain"
    return Column(month, [Part(down, title, link, css, fill_of(css))], month == grounds.going_on)


def _row(
    month: Month, found: ServiceMonth | None, key: str, grounds: Grounds, describe: Describer
) -> tuple[CellView, ...]:
    records = grounds.down_in(key, month) if found else []
    below = found is not None and found.misses
    return (
        month_cell(month, grounds, describe),
        CellView(percent_text(found.rate if found else Fraction(1), _DIGITS), note="below" if below else ""),
        CellView(duration_text(found.downtime) if found else NOTHING),
        CellView(f"{len(records):,}", grounds.link_to(describe.links, records)),
    )

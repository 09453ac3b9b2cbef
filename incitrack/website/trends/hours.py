"""Weekdays and hours: when incidents are reported."""

from collections.abc import Mapping
from typing import Final

from incitrack.metrics.comparison import is_uneven
from incitrack.metrics.reporting_hours import HOURS, Hour, busiest, by_hour, by_weekday, reporting_hours
from incitrack.reports.figure_words import percent_text, share_of, share_text
from incitrack.website.charts.heat_map import heat_map
from incitrack.website.charts.paths import rectangle
from incitrack.website.describe import Describer
from incitrack.website.trends.by_month import number_cell
from incitrack.website.trends.grounds import Grounds, counted_link
from incitrack.website.trends.wording import count_notes
from incitrack.website.views.charts import CellView, ChartView, ColumnView, KeyView, TableView, VerdictView
from incitrack.wording import WEEKDAYS, count_text, list_text

_ANCHOR: Final = "hours"
_HEADING: Final = "Hour of day and day of week"
_STRETCH: Final = 8
_FEWEST: Final = 5 * HOURS
"""Of fewer incidents nothing is said: each hour should have five."""


def reported_when(grounds: Grounds, describe: Describer) -> ChartView:
    """On which weekdays and at which hours incidents are reported, on the clocks of the team's zone."""
    if not grounds.counted:
        return ChartView(_ANCHOR, _HEADING, "No incident counts yet.")
    cells = reporting_hours(grounds.counted, grounds.policies)
    links = describe.links

    def title(cell: Hour) -> str:
        return f"{WEEKDAYS[cell[0] - 1][:3]} {cell[1]:02d}:00: {cells[cell]:,}"

    return ChartView(
        _ANCHOR,
        _HEADING,
        *_messages(cells, len(grounds.counted)),
        drawing=heat_map(
            "Incidents by weekday and hour of their report",
            cells,
            title,
            lambda cell: counted_link(links, weekday=cell[0], hour=cell[1]),
        ),
        keys=(
            KeyView("fewer", "heat level-1", rectangle(0, 0, 16, 12)),
            KeyView("more", "heat level-5", rectangle(0, 0, 16, 12)),
        ),
        table=_table(cells, len(grounds.counted), describe),
        notes=tuple(count_notes(grounds, "by the clock at its report")),
        verdict=_verdict(cells, len(grounds.counted)),
    )


def _table(cells: Mapping[Hour, int], n: int, describe: Describer) -> TableView:
    links = describe.links
    days = (number_cell(count, counted_link(links, weekday=day)) for day, count in enumerate(by_weekday(cells), 1))
    return TableView(
        "Incidents by weekday and hour of their report",
        (ColumnView("Hour"), *(ColumnView(name[:3], "right") for name in WEEKDAYS), ColumnView("All", "right")),
        (
            *(_row(hour, cells, describe) for hour in range(HOURS)),
            (CellView("All"), *days, number_cell(n, counted_link(links))),
        ),
    )


def _messages(cells: Mapping[Hour, int], n: int) -> tuple[str, tuple[str, ...]]:
    """What is said of the hours, and of the weekdays in (…,) after it; nothing of what chance may do."""
    if n < _FEWEST:
        return f"Too few to tell a habit: {count_text(n, 'incident')}, and a week has 168 hours.", ()
    hours, days = by_hour(cells), by_weekday(cells)
    first, count = busiest(hours, _STRETCH)
    even = f"an even spread would be {percent_text(share_of(_STRETCH, HOURS))}"
    if is_uneven(hours):
        last = (first + _STRETCH - 1) % HOURS
        says = f"{share_text(count, n)} were reported between {first:02d}:00 and {last:02d}:59; {even}."
    else:
        says = "No hour stands out: they differ by no more than chance."
    return says, (_of_days(days, n),)


def _verdict(cells: Mapping[Hour, int], n: int) -> VerdictView:
    name, hours = "Hour and weekday", by_hour(cells)
    if n < _FEWEST:
        return VerdictView(name, "too few to tell", f"{n:,}")
    if not is_uneven(hours):
        return VerdictView(name, "no hour stands out")
    first, count = busiest(hours, _STRETCH)
    return VerdictView(name, f"{first:02d}:00 to {(first + _STRETCH - 1) % HOURS:02d}:59", share_text(count, n))


def _of_days(days: list[int], n: int) -> str:
    most = max(days)
    if not is_uneven(days):
        return "No weekday stands out beyond chance."
    names = [f"{WEEKDAYS[number]}s" for number, count in enumerate(days) if count == most]
    each = " each" if len(names) > 1 else ""
    even = percent_text(share_of(1, len(days)))
    return f"Most on {list_text(names)}: {share_text(most, n)}{each}, where an even spread would be {even}."


def _row(hour: int, cells: Mapping[Hour, int], describe: Describer) -> tuple[CellView, ...]:
    links, days = describe.links, range(1, 8)
    total = by_hour(cells)[hour]
    return (
        CellView(f"{hour:02d}"),
        *(number_cell(cells.get((day, hour), 0), counted_link(links, weekday=day, hour=hour)) for day in days),
        number_cell(total, counted_link(links, hour=hour)),
    )

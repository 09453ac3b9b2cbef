"""Words that several charts say in the same way."""

from collections.abc import Mapping
from datetime import date

from incitrack.metrics.months import Month
from incitrack.model.incident import Disposition
from incitrack.website.addresses import month_page
from incitrack.website.charts.textures import fills
from incitrack.website.describe import Describer
from incitrack.website.trends.grounds import DRAWN, Grounds
from incitrack.website.views.charts import CellView, FillView
from incitrack.website.views.words import SeverityView
from incitrack.wording import MONTHS, count_text, list_text, month_text, severity_text

_SET_ASIDE = {
    Disposition.FALSE_POSITIVE: ("false positive", "false positives"),
    Disposition.PLANNED: ("planned one", "planned ones"),
    Disposition.DUPLICATE: ("duplicate", "duplicates"),
}


def month_name(month: Month) -> str:
    """`October 2026`."""
    return month_text(date(month.year, month.number, 1))


def month_cell(month: Month, grounds: Grounds, describe: Describer) -> CellView:
    """A month that leads to its review."""
    note = "so far" if month == grounds.going_on else ""
    return CellView(month_name(month), describe.links.to(month_page(str(month))), note)


def severity_name(severity: SeverityView) -> str:
    """`P1 Critical`, `P1`."""
    return severity_text(severity.key, severity.name)


def in_month(month: Month, grounds: Grounds) -> str:
    """`Oct 2026`, `Nov 2026 so far`: short, for a chart has many."""
    return f"{short_name(month)} so far" if month == grounds.going_on else short_name(month)


def short_name(month: Month) -> str:
    """`Oct 2026`."""
    return f"{MONTHS[month.number - 1][:3]} {month.year}"


def count_notes(grounds: Grounds, by: str = "") -> list[str]:
    """What the number of incidents is of, `by` what they stand where they do, and what is left out of it."""
    n = count_text(len(grounds.counted), "incident")
    notes = [f"n = {n}, {by} ({grounds.contents.zone.key})." if by else f"n = {n}."]
    if left := left_out(grounds.set_aside):
        notes.append(f"Left out, because nobody had to act: {left}.")
    return notes


def left_out(set_aside: Mapping[Disposition, int]) -> str:
    """`2 false positives and 1 duplicate`; "" for nothing."""
    return list_text(
        [count_text(set_aside[each], *words) for each, words in _SET_ASIDE.items() if set_aside.get(each)]
    )


def drawn_note(grounds: Grounds) -> list[str]:
    """That not all months are drawn, where that is so."""
    all_months = len(grounds.months)
    return [f"Shown are the last {DRAWN} of {all_months:,} months."] if all_months > DRAWN else []


def going_on_note(grounds: Grounds) -> list[str]:
    """What the lighter last column is, where a month is not over."""
    return ["The last month is lighter: it is not over, and not compared."] if grounds.going_on else []


def page_fills(grounds: Grounds, describe: Describer) -> tuple[FillView, ...]:
    """The patterns that the charts of a page may be painted with."""
    severities = [describe.severity(key).css for key in grounds.severities]
    return tuple(fills([*severities, "missed", "again", "done"]))

"""Action items: opened, done, and overdue."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from incitrack.metrics.action_items import ActionFigures
from incitrack.metrics.action_months import ActionMonth, actions_by_month
from incitrack.metrics.months import Month
from incitrack.reports.figure_words import seconds_text, share_text
from incitrack.website.addresses import ACTIONS
from incitrack.website.charts.columns import Column, Part, grouped_columns
from incitrack.website.charts.paths import rectangle
from incitrack.website.charts.textures import fill_of
from incitrack.website.describe import Describer
from incitrack.website.trends.grounds import Grounds
from incitrack.website.trends.wording import drawn_note, in_month, month_cell
from incitrack.website.views.charts import CellView, ChartView, ColumnView, KeyView, TableView, VerdictView
from incitrack.wording import count_text

_ANCHOR: Final = "actions"
_HEADING: Final = "Action items"
_WORDS: Final = {"overdue": "due and overdue now"}
_KEYS: Final = (
    KeyView("opened", "plain", rectangle(0, 0, 16, 12)),
    KeyView("done", "done", rectangle(0, 0, 16, 12), fill_of("done")),
    KeyView("due then, and overdue now", "missed", rectangle(0, 0, 16, 12), fill_of("missed")),
)


def action_items(grounds: Grounds, describe: Describer) -> ChartView:
    """Whether what was promised gets done."""
    found = grounds.figures.actions
    if not found.opened:
        return ChartView(_ANCHOR, _HEADING, "No incident has an action item yet.")
    by_month = actions_by_month(grounds.evidence, grounds.counted)
    none = ActionMonth()
    months = [(month, by_month.get(month, none)) for month in grounds.drawn]
    drawn = any(each.opened or each.done or each.overdue for _, each in months)
    return ChartView(
        _ANCHOR,
        _HEADING,
        _message(found),
        tuple(_more(found)),
        grouped_columns(
            "Action items by month: opened, done, overdue",
            [Column(m, _parts(m, each, grounds, describe), m == grounds.going_on) for m, each in months],
        )
        if drawn
        else None,
        _KEYS if drawn else (),
        TableView(
            "Action items by month, and of how many incidents they are",
            (
                ColumnView("Month"),
                *(ColumnView(name, "right") for word in ("Opened", "Done", "Overdue") for name in (word, "for")),
            ),
            tuple(_row(month, each, grounds, describe) for month, each in reversed(months)),
        ),
        notes=(
            f"n = {count_text(found.opened, 'action item')}. One is opened in the month of its incident’s report.",
            *drawn_note(grounds),
        ),
        verdict=_verdict(found),
    )


def _message(found: ActionFigures) -> str:
    overdue = count_text(found.overdue, "action item") if found.overdue else "No action item"
    verb = "are" if found.overdue > 1 else "is"
    return f"{overdue} {verb} overdue. Done: {share_text(found.done, found.opened)}."


def _verdict(found: ActionFigures) -> VerdictView:
    done = f"{found.done:,} of {found.opened:,} done"
    if not found.overdue:
        return VerdictView(_HEADING, "none overdue", done)
    return VerdictView(_HEADING, f"{found.overdue:,} overdue", done, "is-worse")


def _more(found: ActionFigures) -> Iterator[str]:
    if found.done:
        yield f"Done by their day: {share_text(found.on_time, found.done)}."
    if found.open:
        waiting = f", half of them for {seconds_text(found.median_age_s)} or longer" if found.open > 1 else ""
        yield f"Open: {found.open:,}{waiting}."
    if dropped := found.opened - found.done - found.open:
        yield f"Dropped: {dropped:,}."


def _counts(found: ActionMonth) -> list[tuple[str, Counter[str], str]]:
    return [
        ("opened", found.opened, "plain"),
        ("done", found.done, "done"),
        ("overdue", found.overdue, "missed"),
    ]


def _parts(month: Month, found: ActionMonth, grounds: Grounds, describe: Describer) -> list[Part]:
    name = in_month(month, grounds)
    return [
        Part(
            counts.total(),
            f"{name}: {count_text(counts.total(), 'action item')} {_WORDS.get(word, word)}",
            _link(counts, grounds, describe) or describe.links.to(ACTIONS),
            css,
            fill_of(css),
        )
        for word, counts, css in _counts(found)
    ]


def _row(month: Month, found: ActionMonth, grounds: Grounds, describe: Describer) -> tuple[CellView, ...]:
    cells = [month_cell(month, grounds, describe)]
    for _, counts, _ in _counts(found):
        cells.append(CellView(f"{counts.total():,}"))
        of = f"{len(counts):,}" if counts else ""
        cells.append(
            CellView(
                of,
                _link(counts, grounds, describe),
                "incident" if len(counts) == 1 else "incidents" if counts else "",
            )
        )
    return tuple(cells)


def _link(counts: Counter[str], grounds: Grounds, describe: Describer) -> str:
    return grounds.link_to(describe.links, [grounds.by_path[path] for path in counts])

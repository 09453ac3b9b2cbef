"""What a proposed policy would change, for people: what is kept before and after, and each clock that differs."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from incitrack.metrics.clock import Clock, ClockName
from incitrack.metrics.clock_words import left_text
from incitrack.metrics.what_if import Change, WhatIf
from incitrack.metrics.what_if import Row as Comparison
from incitrack.reports.figure_words import share_text
from incitrack.reports.metrics_sections import Row, Section
from incitrack.reports.metrics_text import section_lines
from incitrack.reports.style import Paint, Style
from incitrack.wording import count_text

_UNGOVERNED: Final = {ClockName.PROMISE, ClockName.ACTION}
"""Clocks whose deadlines people set one by one: no policy changes them."""


def what_if_lines(found: WhatIf, now: datetime, columns_wide: int | None, paint: Paint) -> Iterator[str]:
    """The tables, `columns_wide` at most, or with nothing cut where that is None."""
    yield paint(_headline(found), Style.STRONG)
    for severity, count in found.unknown.items():
        yield f"{count_text(count, 'incident')} of {severity}, which the proposed policy does not have: no clocks"
    rows = tuple(
        _comparison(row) for row in found.rows if row.name not in _UNGOVERNED and (row.before.n or row.after.n)
    )
    kept = Section(("SEVERITY", "CLOCK", "KEPT BEFORE", "KEPT AFTER"), rows)
    yield from section_lines(kept, None, columns_wide, paint)
    for heading, changes in (
        ("WOULD BE LATE", [change for change in found.changes if change.is_worse]),
        ("NO LONGER LATE", [change for change in found.changes if not change.is_worse]),
    ):
        section = Section(
            (heading, "SEVERITY", "CLOCK", "BEFORE", "AFTER"), tuple(_change(change, now) for change in changes)
        )
        yield from section_lines(section, None, columns_wide, paint)


def _headline(found: WhatIf) -> str:
    worse = sum(change.is_worse for change in found.changes)
    judged = count_text(found.incidents, "incident")
    if not found.changes:
        return f"{judged}: the proposed policy changes nothing that was kept or missed"
    better = len(found.changes) - worse
    return f"{judged}: {count_text(worse, 'clock')} more would be late, and {better:,} no longer"


def _comparison(row: Comparison) -> Row:
    before, after = row.before, row.after
    worse = before.rate is not None and after.rate is not None and after.rate < before.rate
    better = before.rate is not None and after.rate is not None and after.rate > before.rate
    style = Style.WARNING if worse else Style.GOOD if better else Style.PLAIN
    texts = (row.severity, row.name.value, share_text(before.met, before.n), share_text(after.met, after.n))
    return Row(texts, style, 3)


def _change(change: Change, now: datetime) -> Row:
    before, after = (_ended(clock, now) for clock in (change.before, change.after))
    texts = (change.incident, change.severity, change.name.value, before, after)
    return Row(texts, Style.WARNING if change.is_worse else Style.GOOD, 4)


def _ended(clock: Clock | None, now: datetime) -> str:
    return "no clock" if clock is None else f"{clock.state}, {left_text(clock, now)}"

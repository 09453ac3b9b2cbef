"""The figures of groups for a person: a line for each group, in as many tables as the terminal has room for."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from incitrack.metrics.clock import ClockName
from incitrack.metrics.compliance import Compliance
from incitrack.metrics.figures import Figures, GroupFigures
from incitrack.metrics.recurrence import Recurrence
from incitrack.reports.columns import GAP, Cell, Column, table
from incitrack.reports.figure_words import NOTHING, median_text, percent_text, share_of
from incitrack.reports.metrics_sections import ENDLESS
from incitrack.reports.style import Paint, Style
from incitrack.reports.text_width import width, wrapped

_KEY: Final = 24

_TIMES: Final = {
    "time_to_detect": "TO DETECT",
    "time_to_acknowledge": "TO ACKNOWLEDGE",
    "time_to_mitigate": "TO MITIGATE",
    "time_to_resolve": "TO RESOLVE",
    "impact_duration": "IMPACT",
}
_EXPLAINED: Final = "Medians and shares, with the number that each is of in brackets. KEPT: clocks that were met."


class _Filled(NamedTuple):
    heading: str
    cells: tuple[Cell, ...]

    @property
    def width(self) -> int:
        return max(width(self.heading), *(width(cell.text) for cell in self.cells))


def group_lines(figures: Figures, columns_wide: int | None, paint: Paint) -> Iterator[str]:
    """Tables of at least one group, each with the keys; in a pipe (None) one table, however wide."""
    room = columns_wide or ENDLESS
    yield from (paint(line, Style.FAINT) for line in wrapped(_EXPLAINED, room))
    keys = _Filled(str(figures.by or "").upper(), tuple(Cell(g.key, Style.STRONG) for g in figures.groups))
    most = keys.width if columns_wide is None else min(keys.width, _KEY)
    for block in _blocks([*_columns(figures.groups)], room - most):
        yield ""
        columns = [Column(keys.heading, most), *(Column(each.heading, each.width) for each in block)]
        rows = list(zip(keys.cells, *(each.cells for each in block), strict=True))
        yield from table(columns, rows, room, paint)


def _blocks(columns: Sequence[_Filled], room: int) -> Iterator[list[_Filled]]:
    """The columns in runs that fit beside the key."""
    block: list[_Filled] = []
    taken = 0
    for column in columns:
        needed = len(GAP) + column.width
        if block and taken + needed > room:
            yield block
            block, taken = [], 0
        block.append(column)
        taken += needed
    yield block


def _columns(groups: Sequence[GroupFigures]) -> Iterator[_Filled]:
    """What there is to say of any of the groups; a column of nothing is left out."""
    yield _filled("INCIDENTS", [f"{group.incidents:,}" for group in groups])
    for name, heading in _TIMES.items():
        if any(group.times[name].n for group in groups):
            yield _filled(heading, [median_text(group.times[name]) for group in groups])
    yield _filled("CAME AGAIN", [_again(group.recurrence) for group in groups])
    for clock in ClockName:
        if any(group.sla[clock].n for group in groups):
            yield _filled(f"{clock.value.upper()} KEPT", [_kept(group.sla[clock]) for group in groups])
    if any(group.actions.opened for group in groups):
        yield _filled("ACTIONS DONE", [_share(group.actions.done, group.actions.opened) for group in groups])
        yield _filled("OVERDUE", [f"{group.actions.overdue:,}" for group in groups])
    if any(group.postmortems.required or group.postmortems.published for group in groups):
        yield _filled("POSTMORTEMS REQUIRED", [f"{group.postmortems.required:,}" for group in groups])
        yield _filled("PUBLISHED", [f"{group.postmortems.published:,}" for group in groups])


def _filled(heading: str, texts: Sequence[str]) -> _Filled:
    return _Filled(heading, tuple(Cell(text, Style.FAINT if text == NOTHING else Style.PLAIN) for text in texts))


def _kept(found: Compliance) -> str:
    return _share(found.met, found.n)


def _again(found: Recurrence) -> str:
    """Of those that name a cause in brackets, where not all do."""
    n = f"{found.n:,}" if found.judged == found.n else f"{found.judged:,} of {found.n:,}"
    share = percent_text(found.rate) if found.is_known else "not known"
    return f"{share} ({n})" if found.n else NOTHING


def _share(part: int, whole: int) -> str:
    return f"{percent_text(share_of(part, whole))} ({whole:,})" if whole else NOTHING

"""The figures of a whole history for a person, section by section, read at a glance."""

from collections.abc import Iterator, Sequence
from typing import Final

from incitrack.metrics.clock import ClockName
from incitrack.metrics.figures import Figures, GroupFigures
from incitrack.reports.columns import Cell, Column, table
from incitrack.reports.figure_words import NOTHING, percent_text, seconds_text, share_text
from incitrack.reports.metrics_lists import list_sections
from incitrack.reports.metrics_sections import ENDLESS, Row, Section
from incitrack.reports.postmortem_words import postmortem_parts
from incitrack.reports.recurrence_words import again_text, judged_by
from incitrack.reports.style import Paint, Style
from incitrack.reports.text_width import wrapped
from incitrack.wording import count_text

_PIPE: Final = 80
_LONGEST: Final = 8
"""How many rows of a list a terminal is given; a pipe gets them all."""

_LABEL: Final = 17
_TIMES: Final = {
    "time_to_detect": "to detect",
    "time_to_acknowledge": "to acknowledge",
    "time_to_mitigate": "to mitigate",
    "time_to_resolve": "to resolve",
    "impact_duration": "impact",
}


def metrics_lines(figures: Figures, columns_wide: int | None, paint: Paint) -> Iterator[str]:
    """The sections of figures without groups; in a pipe (None) every list is whole, and nothing is cut."""
    group = figures.groups[0]
    most = None if columns_wide is None else _LONGEST
    room = columns_wide or _PIPE
    yield paint(count_text(group.incidents, "incident"), Style.STRONG)
    for section in [_times(group), _clocks(group)]:
        yield from section_lines(section, None, columns_wide, paint)
    yield ""
    for label, text in _facts(group):
        first, *more = wrapped(text, room - _LABEL)
        yield f"{paint(label, Style.STRONG)}{' ' * (_LABEL - len(label))}{first}"
        yield from (" " * _LABEL + line for line in more)
    for section in list_sections(figures, group):
        yield from section_lines(section, most, columns_wide, paint)


def _times(group: GroupFigures) -> Section:
    rows = [
        (label, f"{found.n:,}", *map(seconds_text, (found.mean_s, found.median_s, found.p90_s)), _sum(found.sum_s))
        for name, label in _TIMES.items()
        for found in [group.times[name]]
    ]
    return Section(("RESPONSE", "OF", "MEAN", "MEDIAN", "9 OF 10 WITHIN", "SUM"), tuple(map(_row, rows)))


def _sum(seconds: int) -> str:
    return seconds_text(seconds) if seconds else NOTHING


def _clocks(group: GroupFigures) -> Section:
    rows = [
        Row(
            (
                name.value,
                percent_text(found.rate),
                f"{found.n:,}",
                f"{found.missed:,}",
                f"{found.breached:,}",
            ),
            Style.ALARM if found.breached else Style.PLAIN,
        )
        for name, found in group.sla.items()
        if found.n
    ]
    return Section(("CLOCK", "KEPT", "OF", "STOPPED LATE", "LATE AND RUNNING"), tuple(rows))


def _facts(group: GroupFigures) -> Iterator[tuple[str, str]]:
    recurrence, late = group.recurrence, group.late_upgrades
    had = " had the service and cause of one in the 90 days before"
    share = share_text(recurrence.recurred, recurrence.n)
    says = f"{share}{had}{judged_by(recurrence)}" if recurrence.is_known else again_text(recurrence)
    yield "Came again", says
    yield "Raised late", f"{share_text(late.upgraded, late.n)} got a worse severity after the first hour"
    postmortems = group.postmortems
    words = postmortem_parts(postmortems, group.sla[ClockName.POSTMORTEM])
    if postmortems.median_days_to_publish is not None:
        days = f"{postmortems.median_days_to_publish:g}"
        words.append(f"median {days} days to publish (of {postmortems.n_to_publish:,})")
    yield "Postmortems", ", ".join(words)
    yield "Action items", ", ".join(_actions(group))


def _actions(group: GroupFigures) -> Iterator[str]:
    actions = group.actions
    yield f"{actions.opened:,} opened"
    if actions.opened:
        yield f"{share_text(actions.done, actions.opened)} done"
    if actions.done:
        yield f"{share_text(actions.on_time, actions.done)} on time"
    yield f"{actions.overdue:,} overdue"
    if actions.open:
        yield f"{actions.open:,} open, for {seconds_text(actions.median_age_s)} (median)"


def _row(texts: Sequence[str]) -> Row:
    return Row(tuple(texts))


def section_lines(section: Section, most: int | None, columns_wide: int | None, paint: Paint) -> Iterator[str]:
    """A section's table, an empty line before it; nothing where it has neither rows nor a remark."""
    if not section.rows and not section.remarks:
        return
    yield ""
    rows = section.rows[:most]
    if rows:
        first, *others = section.headings
        room = columns_wide or ENDLESS
        columns = [Column(first, None), *(Column(heading, room) for heading in others)]
        cells = [
            [Cell(text, row.style if at == row.at else Style.PLAIN) for at, text in enumerate(row.texts)]
            for row in rows
        ]
        yield from table(columns, cells, room, paint)
    if more := len(section.rows) - len(rows):
        yield paint(f"… and {more:,} more: --json, or in a pipe", Style.FAINT)
    for remark in section.remarks:
        yield from (wrapped(remark, columns_wide) if columns_wide else [remark])

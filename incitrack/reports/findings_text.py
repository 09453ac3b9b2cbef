"""Findings for a person to read: where, what, the line itself, what to do, and how much was looked at."""

from collections.abc import Iterator
from typing import Final

from incitrack.checks.finding import Finding
from incitrack.checks.outcome import Outcome
from incitrack.model.check_levels import Level
from incitrack.model.times import record_time
from incitrack.printable import printable_line
from incitrack.records.archive import Archive
from incitrack.records.record import FileKind
from incitrack.reports.findings_excerpt import Excerpts
from incitrack.reports.style import Paint, Style
from incitrack.reports.text_width import wrapped

_STYLES: Final = {Level.ERROR: Style.ALARM, Level.WARNING: Style.WARNING, Level.NOTICE: Style.ACTIVE}
_PLURALS: Final[dict[FileKind, str]] = {
    "incident": "incidents",
    "postmortem": "postmortems",
    "policy": "policies",
}
_PAGE: Final = 80


def findings_text(outcome: Outcome, archive: Archive, columns_wide: int | None, paint: Paint) -> str:
    """Each finding in a paragraph, and at last how many there are and what was looked at.

    `columns_wide` is the terminal's width; None leaves sentences whole, and only lines of files are cut.
    """
    excerpts = Excerpts(archive)
    lines: list[str] = []
    for finding in outcome.findings:
        lines += [*_paragraph(finding, excerpts, columns_wide, paint), ""]
    return "\n".join([*lines, *_counts(outcome, columns_wide, paint)])


def _paragraph(finding: Finding, excerpts: Excerpts, columns_wide: int | None, paint: Paint) -> Iterator[str]:
    style = _STYLES[finding.level]
    place = paint(printable_line(str(finding.place)), Style.STRONG)
    yield f"{place}: {paint(finding.level, style)} {paint(finding.code, style)} {finding.name}"
    yield from _sentence(finding.message, columns_wide)
    number = f"{finding.place.line:>5}"
    excerpt = excerpts.at(finding.place, (columns_wide or _PAGE) - len(number) - 3)
    if excerpt is not None:
        yield f"{paint(number + ' |', Style.FAINT)} {excerpt.text}"
        mark = " " * excerpt.before + paint("^" * excerpt.marked, style)
        yield f"{paint(' ' * len(number) + ' |', Style.FAINT)} {mark}"
    yield from _sentence(f"help: {finding.hint}", columns_wide)


def _sentence(text: str, columns_wide: int | None) -> list[str]:
    return [f"  {line}" for line in _lines(printable_line(text), columns_wide and columns_wide - 2)]


def _lines(text: str, columns_wide: int | None) -> list[str]:
    return wrapped(text, columns_wide) if columns_wide else [text]


def _counts(outcome: Outcome, columns_wide: int | None, paint: Paint) -> Iterator[str]:
    found = [
        paint(_number(count, level.value, f"{level.value}s"), _STYLES[level])
        for level in Level
        if (count := outcome.count(level))
    ]
    yield ", ".join(found) or paint("Nothing found", Style.GOOD)
    looked_at = ", ".join(_number(len(paths), kind, _PLURALS[kind]) for kind, paths in outcome.files.items())
    yield from _lines(f"checked {looked_at} as of {record_time(outcome.now)}", columns_wide)


def _number(count: int, singular: str, plural: str) -> str:
    return f"{count:,} {singular if count == 1 else plural}"

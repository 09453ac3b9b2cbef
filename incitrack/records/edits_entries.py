"""Edits of the two lists of entries: one more entry, put in its place in time, and every other byte as it was."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from incitrack.model.entry import Communication, TimelineEntry
from incitrack.records.body import COMMUNICATIONS, TIMELINE, Body, Section
from incitrack.records.edits import insert_lines, refuse_edit
from incitrack.records.edits_entry_text import begun, entry_text, item_lines
from incitrack.records.entries import write_communication, write_timeline_entry
from incitrack.records.front_matter import find_front_matter
from incitrack.records.record import body_of
from incitrack.records.text_lines import LineTable

E = TypeVar("E", bound=TimelineEntry | Communication)


def add_timeline_entry(text: str, entry: TimelineEntry) -> str:
    """The text with an entry more under `## Timeline`, which is made where it is missing.

    parse(add(text, e)) == parse(text) + e, and only lines are added. The entry stands behind the last one that
    is not later than it. Its text may be anything; it is read back as `entry_text` gives it.

    Raises:
        RefusedError: the file is written so that a line more would change what others say.
    """
    kept = entry._replace(text=entry_text(entry.text))
    written = write_timeline_entry(kept._replace(text=begun(kept.text)))
    return _add(text, TIMELINE, kept, written, lambda body: body.timeline()[0])


def add_communication(text: str, told: Communication) -> str:
    """The text with an entry more under `## Communications`, made behind the timeline where it is missing.

    Raises:
        RefusedError: as `add_timeline_entry`.
    """
    kept = told._replace(text=entry_text(told.text))
    written = write_communication(kept._replace(text=begun(kept.text)))
    return _add(text, COMMUNICATIONS, kept, written, lambda body: body.communications()[0])


def place_in_time(entries: Sequence[TimelineEntry | Communication], entry: TimelineEntry | Communication) -> int:
    """The index at which an entry belongs: behind the last one that is not later."""
    return max((index + 1 for index, each in enumerate(entries) if each.at <= entry.at), default=0)


class _Gap(NamedTuple):
    """Where lines may be put: before which line, how far in, and the blank lines around them."""

    line: int
    indent: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def _add(text: str, title: str, entry: E, written: str, read: Callable[[Body], list[E]]) -> str:
    body = _body(text)
    entries = read(body)
    index = place_in_time(entries, entry)
    expected = [*entries[:index], entry, *entries[index:]]
    for gap in _gaps(body, title, index):
        lines = [*gap.before, *item_lines(written, gap.indent), *gap.after]
        after = insert_lines(text, _offset(text, body, gap.line), lines)
        if _holds(body, after, title, expected, read):
            return after
    return refuse_edit(f"an entry under ## {title}")


def _gaps(body: Body, title: str, index: int) -> Iterable[_Gap]:
    """The places for an entry, the one that a person would choose first."""
    if items := body.items(title):
        near = items[max(index - 1, 0)]
        first = _line(body, near.first)
        indent = first[: len(first) - len(first.lstrip(" "))]
        line = near.last + 1 if index else near.first
        # Without a blank line, unless a paragraph of its own would become the end of the entry, or the entry its.
        return (_Gap(line, indent, before, after) for after in ((), ("",)) for before in ((), ("",)))
    if section := body.section(title):
        return _gaps_in_section(body, section)
    return [_gap_for_section(body, title)]


def _gaps_in_section(body: Body, section: Section) -> list[_Gap]:
    """The places for the first entry of a section: behind all it says, else right under its heading."""
    last = min(section.last, _last_line(body))
    end = next((n for n in range(last, section.first - 1, -1) if not _is_blank(body, n)), section.first - 1) + 1
    blank = end <= last
    line = end + blank
    after = ("",) if line <= _last_line(body) else ()
    return [_Gap(line, "", () if blank else ("",), after), _Gap(section.first, "", ("",), ("",))]


def _gap_for_section(body: Body, title: str) -> _Gap:
    """Where a missing section goes: the timeline before the communications, these behind the timeline."""
    line = _last_line(body) + 1
    if title == TIMELINE and (other := body.section(COMMUNICATIONS)):
        line = other.line
    elif title == COMMUNICATIONS and (timelines := body.sections_titled(TIMELINE)):
        line = min(line, timelines[-1].last + 1)
    blank = line > body.first_line and _is_blank(body, line - 1)
    heading = (f"## {title}", "") if blank else ("", f"## {title}", "")
    return _Gap(line, "", heading, ("",) if line <= _last_line(body) else ())


def _last_line(body: Body) -> int:
    """The last line that there is; what follows a last newline is none."""
    return body.first_line + len(body.lines) - (1 if body.lines[-1] else 2)


def _line(body: Body, number: int) -> str:
    return body.lines[number - body.first_line]


def _is_blank(body: Body, number: int) -> bool:
    """Whether Markdown sees nothing there: only spaces and tabs make a line blank."""
    return not _line(body, number).strip(" \t")


def _offset(text: str, body: Body, line: int) -> int:
    return len(text) if line > _last_line(body) else LineTable(text).start_of(line)


def _holds(body: Body, text: str, title: str, expected: list[E], read: Callable[[Body], list[E]]) -> bool:
    """Whether the new text says the expected entries, and whatever stands beside them as before."""
    after = _body(text)
    if read(after) != expected or len(after.items(title)) != len(expected) or after.preamble != body.preamble:
        return False
    return _beside(after, title) == _beside(body, title)


def _beside(body: Body, title: str) -> list[tuple[str, str]]:
    return [(section.title, section.text) for section in body.sections if section.title != title]


def _body(text: str) -> Body:
    bounds = find_front_matter(text) or refuse_edit("an entry")
    return body_of(text, bounds)

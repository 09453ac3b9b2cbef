"""The body of a record: its sections, and the lines and words of its entries."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Final, NamedTuple, TypeVar

from incitrack.model.entry import Communication, TimelineEntry
from incitrack.records.blocks import paragraphs, scan
from incitrack.records.entries import Malformed, read_communication, read_timeline_entry

E = TypeVar("E")

TIMELINE: Final = "Timeline"
COMMUNICATIONS: Final = "Communications"

_BEGINS: Final = "<" * 7
_ENDS: Final = ">" * 7
"""How the lines begin and end that Git leaves for a person to settle."""


class Section(NamedTuple):
    """A section under a heading of level 2.

    `line` is the heading's, `first` to `last` the lines under it (1-based lines of the file; `last` < `first`
    where there is none), up to the next heading of level 1 or 2. `text` is that Markdown with LF line ends.
    """

    title: str
    line: int
    first: int
    last: int
    text: str


class Paragraph(NamedTuple):
    """A paragraph, also one of a list item: its first line in the file, and its lines as they stand there."""

    line: int
    text: str


class ItemLines(NamedTuple):
    """The lines of an item in the file, from 1, both inclusive, and the width of its indentation."""

    first: int
    last: int
    marker: str
    width: int


class MalformedItem(NamedTuple):
    """A list item that is no entry: where it begins, why, and what to write instead."""

    line: int
    message: str
    hint: str


class Body:
    """The Markdown after the front matter, `first_line` of the file onward."""

    def __init__(self, text: str, first_line: int) -> None:
        self.first_line = first_line
        self.lines = [line.removesuffix("\r") for line in text.split("\n")]
        self._blocks = scan(self.lines)
        self._may_conflict = _BEGINS in text
        self._items: dict[str, list[ItemLines]] = {}
        self.sections = tuple(
            self._section(index) for index, h in enumerate(self._blocks.headings) if h.level == 2
        )

    @property
    def preamble(self) -> str:
        """What stands before the first heading."""
        headings = self._blocks.headings
        return "\n".join(self.lines[: headings[0].line] if headings else self.lines).strip("\n")

    def section(self, title: str) -> Section | None:
        """The first section of that title."""
        return next((section for section in self.sections if section.title == title), None)

    def sections_titled(self, title: str) -> tuple[Section, ...]:
        """Every section of that title; entries of all of them count."""
        return tuple(section for section in self.sections if section.title == title)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """What the body says in its own words: no headings, no quotes, no blocks of code, no comments."""
        return tuple(
            Paragraph(first + self.first_line, "\n".join(self.lines[first : last + 1]))
            for first, last in paragraphs(self.lines)
        )

    def paragraphs_under(self, title: str) -> list[Paragraph]:
        """Those of the sections of that title."""
        wanted = self.sections_titled(title)
        begins = [section.first for section in wanted]
        return [each for each in self.paragraphs if _is_under(each.line, wanted, begins)]

    def items(self, title: str) -> list[ItemLines]:
        """The top-level list items of the sections of that title."""
        if title not in self._items:
            wanted = self.sections_titled(title)
            begins = [section.first for section in wanted]
            found = [
                ItemLines(item.first + self.first_line, item.last + self.first_line, item.marker, item.width)
                for item in self._blocks.items
            ]
            self._items[title] = [item for item in found if _is_under(item.first, wanted, begins)]
        return self._items[title]

    def unsettled(self, title: str) -> int | None:
        """The line at which Git's first conflict marker stands in the sections of that title; None without one."""
        for section in self.sections_titled(title) if self._may_conflict else ():
            first, last = section.first - self.first_line, self._last_with_conflict(section) - self.first_line
            lines = self.lines[first : last + 1]
            begins = next((n for n, line in enumerate(lines) if line.startswith(_BEGINS)), len(lines))
            if any(line.startswith(_ENDS) for line in lines[begins:]):
                return section.first + begins
        return None

    def _last_with_conflict(self, section: Section) -> int:
        """The last line of a section, which a marker `=======` may have cut short: Markdown underlines with it."""
        after = [h for h in self._blocks.headings if h.line + self.first_line > section.line]
        if not after or not after[0].title.startswith(_BEGINS):
            return section.last
        end = next((h.line for h in after[1:] if h.level <= 2), len(self.lines))
        return end - 1 + self.first_line

    def item_text(self, item: ItemLines) -> str:
        """An item's Markdown without its marker and indentation, its lines joined by LF."""
        first, *rest = self.lines[item.first - self.first_line : item.last - self.first_line + 1]
        dedented = [_dedent(line, item.width) for line in rest]
        return "\n".join([first.lstrip()[len(item.marker) :].lstrip(" \t"), *dedented])

    def written(self, item: ItemLines) -> str:
        """An item's lines as they stand in the file, marker and indentation included, joined by LF."""
        return "\n".join(self.lines[item.first - self.first_line : item.last - self.first_line + 1])

    def timeline(self) -> tuple[list[TimelineEntry], list[MalformedItem]]:
        """The entries under `## Timeline`, and the items there that are none."""
        return self._entries(TIMELINE, read_timeline_entry)

    def communications(self) -> tuple[list[Communication], list[MalformedItem]]:
        """The entries under `## Communications`, and the items there that are none."""
        return self._entries(COMMUNICATIONS, read_communication)

    def _entries(self, title: str, read: Callable[[str], E | Malformed]) -> tuple[list[E], list[MalformedItem]]:
        entries: list[E] = []
        malformed: list[MalformedItem] = []
        if line := self.unsettled(title):  # which Markdown would take for words of the entry above
            hint = "keep what is right between each pair of markers, and remove the markers"
            malformed.append(MalformedItem(line, "a merge that conflicts is not settled here", hint))
        for item in self.items(title):
            if item.marker != "-":
                hint = "begin each entry with “- ”, and put other lists under another heading"
                malformed.append(MalformedItem(item.first, f"this item begins with “{item.marker}”", hint))
                continue
            found = read(self.item_text(item))
            if isinstance(found, Malformed):
                malformed.append(MalformedItem(item.first, found.message, found.hint))
            else:
                entries.append(found)
        return entries, malformed

    def _section(self, index: int) -> Section:
        heading = self._blocks.headings[index]
        end = next((h.line for h in self._blocks.headings[index + 1 :] if h.level <= 2), len(self.lines))
        text = "\n".join(self.lines[heading.last + 1 : end]).strip("\n")
        first = heading.last + 1 + self.first_line
        return Section(heading.title, heading.line + self.first_line, first, end - 1 + self.first_line, text)


def _is_under(line: int, sections: Sequence[Section], begins: list[int]) -> bool:
    """Whether a line stands under one of these sections, which begin on these lines."""
    behind = bisect_right(begins, line)
    return behind > 0 and line <= sections[behind - 1].last


def _dedent(line: str, width: int) -> str:
    column = 0
    for index, character in enumerate(line):
        if column >= width or character not in " \t":
            return line[index:]
        column += 4 - column % 4 if character == "\t" else 1
    return ""

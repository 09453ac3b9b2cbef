"""Where the headings and the list items of a Markdown text stand, at its top level.

A scanner of block structure alone, by the algorithm of CommonMark 0.31, appendix "A parsing strategy": what
stands in fences, HTML comments and blocks, quotes, indented code or inside list items is not at the top level.
Definitions of links matter where a paragraph of nothing else stands before what would underline it.
A Markdown library does the same thirty times slower, which counts at 10,000 records.
"""

import re
from functools import cache
from typing import Final, NamedTuple

from incitrack.records.link_definitions import lines_of_definitions


class Heading(NamedTuple):
    """A heading at the top level; `line` counts from 0 within the scanned lines, `last` is its last line."""

    line: int
    last: int
    level: int
    title: str


class Item(NamedTuple):
    """A list item at the top level: its marker, its lines (from 0, both inclusive), its text's column."""

    first: int
    last: int
    marker: str
    width: int


class Blocks(NamedTuple):
    """The headings and list items of a text, each in order."""

    headings: list[Heading]
    items: list[Item]


_ATX: Final = re.compile(r"(#{1,6})(?:[ \t]|$)")
_SETEXT: Final = re.compile(r"(=+|-+)[ \t]*$")
_FENCE: Final = re.compile(r"(`{3,})[^`]*$|(~{3,})")
_MARKER: Final = re.compile(r"([-+*]|[0-9]{1,9}[.)])(?=[ \t]|$)")

_TAG: Final = (
    r"<(?:[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?)*\s*/?"
    r"|/[A-Za-z][A-Za-z0-9-]*\s*)>\s*$"
)
_BLOCK_TAGS: Final = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|"
    "dt|fieldset|figcaption|figure|footer|form|frame|frameset|h1|h2|h3|h4|h5|h6|head|header|hr|html|iframe|legend|"
    "li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|"
    "tfoot|th|thead|title|tr|track|ul"
)
_WORDS: Final = re.compile(r"(- | *)(?:[A-Za-z]|`(?!``))")
"""A line that begins nothing but a paragraph, or an item with one: most lines of most records."""
_BLANK: Final = re.compile(r"[ \t]*$")
_DEEPEST: Final = 50
"""Containers nested deeper than any person writes are not opened: each would cost another look at its line."""
_WITHOUT_END: Final = (None, "paragraph")
"""Leaves that any line may follow: no mark of its own ends them."""

_QUOTE: Final = -1
"""A container that is a block quote; any other number is the width of a list item's indentation."""


def scan(lines: list[str]) -> Blocks:
    """Find the top-level headings and list items of Markdown lines (without their line ends)."""
    scanner = _Scanner()
    for number, line in enumerate(lines):
        scanner.take(number, line.expandtabs(4) if "\t" in line else line)
    return Blocks(scanner.headings, scanner.finished_items())


def paragraphs(lines: list[str]) -> list[tuple[int, int]]:
    """The first and last line of each paragraph, those of list items included, outside of quotes.

    Lines count from 0, both inclusive. The text of a heading that is underlined counts as one.
    """
    scanner = _Scanner()
    found: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        scanner.take(number, line.expandtabs(4) if "\t" in line else line)
        first = scanner.paragraph_line
        if first is not None and line.strip(" \t"):
            if first != number and found and found[-1][0] == first:
                found.pop()
            found.append((first, number))
    return found


def _is_rule(text: str) -> bool:
    mark = text[0]
    return mark in "*-_" and not text.strip(f"{mark} \t") and text.count(mark) >= 3


def _title(text: str) -> str:
    """The text of a heading without the hashes that may close it."""
    text = text.strip(" \t")
    bare = text.rstrip("#")
    return text if bare and bare[-1] not in " \t" else bare.rstrip(" \t")


@cache
def _html() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """How a block of HTML begins, and the line that ends it; the last may not interrupt a paragraph.

    Compiled when a line begins like one: few records have any.
    """
    return (
        (
            re.compile(r"<(?:script|pre|style|textarea)(?:\s|>|$)", re.IGNORECASE),
            re.compile(r".*</(?:script|pre|style|textarea)>", re.IGNORECASE),
        ),
        (re.compile(r"<!--"), re.compile(r".*-->")),
        (re.compile(r"<\?"), re.compile(r".*\?>")),
        (re.compile(r"<![A-Za-z]"), re.compile(r".*>")),
        (re.compile(r"<!\[CDATA\["), re.compile(r".*\]\]>")),
        (re.compile(rf"</?(?:{_BLOCK_TAGS})(?:\s|/?>|$)", re.IGNORECASE), _BLANK),
        (re.compile(_TAG), _BLANK),
    )


class _Scanner:
    def __init__(self) -> None:
        self.headings: list[Heading] = []
        self._items: list[tuple[int, str, int]] = []  # the first line, the marker, the text's column
        self._item_ends: list[int] = []  # the last line of each
        self._containers: list[int] = []
        self._top_item = False  # whether the outermost container is a recorded item
        self._leaf: str | None = None  # paragraph, fence, html or code
        self._fence = ""
        self._html_end = _BLANK
        self._paragraph: list[str] = []
        self._paragraph_line = 0
        self._lazy = False  # whether a line continues the paragraph lazily: no underline makes that a heading
        self._empty_item_line = -1

    def finished_items(self) -> list[Item]:
        begun = zip(self._items, self._item_ends, strict=True)
        return [Item(first, last, marker, width) for (first, marker, width), last in begun]

    @property
    def paragraph_line(self) -> int | None:
        """Where the paragraph that is open began; None in a quote, and where none is open."""
        is_open = self._leaf == "paragraph" and _QUOTE not in self._containers
        return self._paragraph_line if is_open else None

    def take(self, number: int, line: str) -> None:
        """Read one more line."""
        if self._takes_words(number, line):
            return
        position, matched = self._match(line, number)
        rest = line[position:]
        blank = not rest.strip(" \t")
        if matched < len(self._containers):
            if self._leaf == "paragraph" and not blank and not self._begins_block(rest):
                self._lazy = True
                self._extend(number)
                return
            self._close(matched)
        elif self._goes_on(rest, blank=blank):
            if not blank:
                self._extend(number)
            return
        self._open(number, line, position)
        if not blank:
            self._extend(number)

    def _takes_words(self, number: int, line: str) -> bool:
        """Read a line if it is an empty one, or one of words, at the top level or of an item there: sooner."""
        width = self._containers[0] if self._containers else 0
        if width == _QUOTE or len(self._containers) > 1 or self._leaf not in _WITHOUT_END:
            return False
        if not line:
            if self._empty_item_line == number - 1:
                return False
            self._leaf = None
            return True
        words = _WORDS.match(line)
        if not words:
            return False
        before = words[1]
        if before == "- ":
            self._close(0)
            self._begin_top_item(number, "-", 2)
            self._push(2)
        elif len(before) != width:
            return False
        self._say(number, line[len(before) :])
        self._extend(number)
        return True

    def _match(self, line: str, number: int) -> tuple[int, int]:
        """How far into the line the open containers reach, and how many of them it continues."""
        position = 0
        for index, container in enumerate(self._containers):
            rest = line[position:]
            text = rest.lstrip(" ")
            indent = len(rest) - len(text)
            if container == _QUOTE:
                if indent > 3 or text[:1] != ">":
                    return position, index
                position += indent + 1
                position += line[position : position + 1] == " "
            elif not text.strip("\t"):
                if self._empty_item_line == number - 1 and index == len(self._containers) - 1:
                    return position, index
            elif indent >= container:
                position += container
            else:
                return position, index
        return position, len(self._containers)

    def _goes_on(self, rest: str, *, blank: bool) -> bool:
        """Whether the line belongs to the leaf that is open: a fence, HTML or indented code."""
        if self._leaf == "fence":
            text = rest.strip(" \t")
            indent = len(rest) - len(rest.lstrip(" "))
            if indent < 4 and len(text) >= len(self._fence) and text == self._fence[0] * len(text):
                self._leaf = None
            return True
        if self._leaf == "html":
            if self._html_end.match(rest):
                self._leaf = None
            return True
        if self._leaf == "code":
            if blank or rest.startswith("    "):
                return True
            self._leaf = None
        return False

    def _close(self, matched: int) -> None:
        del self._containers[matched:]
        self._leaf = None
        if not self._containers:
            self._top_item = False

    def _extend(self, number: int) -> None:
        if self._top_item:
            self._item_ends[-1] = number

    def _begins_block(self, rest: str) -> bool:
        """Whether the text would end a paragraph outside of the containers it is lazily in."""
        indent = len(rest) - len(rest.lstrip(" "))
        if indent > 3:
            return False
        text = rest[indent:]
        return bool(
            text[0] == ">"
            or _ATX.match(text)
            or _FENCE.match(text)
            or _is_rule(text)
            or _MARKER.match(text)
            or (text[0] == "<" and any(start.match(text) for start, _ in _html()[:-1]))
        )

    def _open(self, number: int, line: str, position: int) -> None:
        """Open what the line begins, container by container, down to its leaf."""
        while True:
            rest = line[position:]
            text = rest.lstrip(" ")
            indent = len(rest) - len(text)
            if not text.strip("\t"):
                self._leaf = None
                return
            if indent > 3:
                if self._leaf == "paragraph":
                    self._paragraph.append(text)
                else:
                    self._leaf = "code"
                return
            nests = len(self._containers) < _DEEPEST
            if nests and text[0] == ">":
                self._push(_QUOTE)
                position += indent + 1
                position += line[position : position + 1] == " "
                continue
            if self._leaf_begins(number, text):
                return
            marker = _MARKER.match(text)
            if nests and marker and self._may_begin_item(text, marker):
                position += self._begin_item(number, text, indent, marker)
                continue
            self._say(number, text)
            return

    def _say(self, number: int, text: str) -> None:
        """Begin a paragraph, or go on with the one that is open."""
        if self._leaf != "paragraph":
            self._leaf = "paragraph"
            self._paragraph = []
            self._paragraph_line = number
            self._lazy = False
        self._paragraph.append(text)

    def _leaf_begins(self, number: int, text: str) -> bool:
        """Whether the text is a heading, a rule, or begins a fence or HTML."""
        first = text[0]
        if first == "#" and (heading := _ATX.match(text)):
            self._heading(number, number, len(heading[1]), _title(text[len(heading[1]) :]))
        elif first in "`~" and (fence := _FENCE.match(text)):
            self._leaf, self._fence = "fence", fence[1] or fence[2]
        elif (first == "<" and self._html_begins(text)) or (first in "=-" and self._underlines(number, text)):
            pass
        elif _is_rule(text):
            self._leaf = None
        else:
            return False
        return True

    def _underlines(self, number: int, text: str) -> bool:
        """Whether the text makes a heading of the paragraph before it, of which definitions are no part."""
        if self._leaf != "paragraph" or self._lazy or not _SETEXT.match(text):
            return False
        defined = lines_of_definitions(self._paragraph)
        if defined == len(self._paragraph):
            return False
        title = " ".join(self._paragraph[defined:]).strip()
        self._heading(self._paragraph_line + defined, number, 1 if text[0] == "=" else 2, title)
        return True

    def _heading(self, line: int, last: int, level: int, title: str) -> None:
        self._leaf = None
        if not self._containers:
            self.headings.append(Heading(line, last, level, title))

    def _html_begins(self, text: str) -> bool:
        starts = _html()[:-1] if self._leaf == "paragraph" else _html()
        for start, end in starts:
            if start.match(text):
                self._html_end = end
                self._leaf = None if end is not _BLANK and end.match(text) else "html"
                return True
        return False

    def _may_begin_item(self, text: str, marker: re.Match[str]) -> bool:
        if self._leaf != "paragraph":
            return True
        blank = not text[marker.end() :].strip(" \t")
        return not blank and (marker[1] in "-+*" or marker[1][:-1] == "1")

    def _begin_item(self, number: int, text: str, indent: int, marker: re.Match[str]) -> int:
        """Open a list item; how many characters its marker and the space after it take."""
        after = text[marker.end() :]
        spaces = len(after) - len(after.lstrip(" "))
        if not after.strip(" \t"):
            self._empty_item_line = number
            spaces = 1
        elif spaces > 4:
            spaces = 1
        width = indent + marker.end() + spaces
        if not self._containers:
            self._begin_top_item(number, marker[1], width)
        self._push(width)
        return width

    def _begin_top_item(self, number: int, marker: str, width: int) -> None:
        self._items.append((number, marker, width))
        self._item_ends.append(number)
        self._top_item = True

    def _push(self, container: int) -> None:
        self._leaf = None
        self._containers.append(container)

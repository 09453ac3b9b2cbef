"""Markdown written by hand: text that stays text whatever it holds, links, tables and lists."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from urllib.parse import quote

from incitrack.printable import printable_line
from incitrack.reports.text_width import padded, width

_ROOMY: Final = 60
"""A column with a cell wider than this is not filled up with spaces: nobody reads it as a column anyway."""

_SPECIAL: Final = re.compile(
    r"[\\`*\[\]<>|~$]"  # emphasis, code, links, HTML, cells, strikethrough, mathematics
    r"|&(?=#?\w+;)"  # an entity
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore that is not within a word
    r"|:(?=//)|(?<![0-9]):(?=[a-z0-9_+-]+:)|(?<=www)\."  # what a Git host would make a link or an emoji of
)
_BLOCK: Final = re.compile(r"(?:#{1,6}|[-+=]+|[0-9]{1,9}(?=[.)]))(?=[\s.)]|$)")
"""What begins a heading, a list, a rule or the underline of a heading, where a paragraph begins with it."""


class Markdown(str):
    """Text that is Markdown already. Any other text is escaped where it meets one."""

    __slots__ = ()


def plain(text: str) -> Markdown:
    r"""The text on one line as Markdown that renders as just that: `a|b` is `a\|b`; control characters are shown.

    What is Markdown already stays as it is.
    """
    if isinstance(text, Markdown):
        return text
    return Markdown(_SPECIAL.sub(lambda found: f"\\{found[0]}", printable_line(text)))


def markdown(template: str, **parts: str) -> Markdown:
    """The template, which is Markdown, with its `{parts}` as plain text, or as they are if they are Markdown."""
    return Markdown(template.format(**{name: plain(part) for name, part in parts.items()}))


def joined(separator: str, parts: Iterable[str]) -> Markdown:
    """Texts with a separator between, which is Markdown."""
    return Markdown(separator.join(plain(part) for part in parts))


def link(text: str, address: str) -> Markdown:
    """A link to a path, relative to where the document will stand."""
    return Markdown(f"[{plain(text)}]({quote(address, safe='/')})")


def reference(name: str) -> Markdown:
    """A link whose address stands at the end of the document, so that a table of them can be read as it is."""
    return Markdown(f"[{plain(name)}]")


def references(addresses: Mapping[str, str]) -> Markdown:
    """Where the references lead, by name."""
    return Markdown("\n".join(f"[{plain(name)}]: {quote(at, safe='/')}" for name, at in addresses.items()))


def heading(level: int, text: str) -> Markdown:
    """A heading."""
    return Markdown(f"{'#' * level} {re.sub(r'#+$', _escaped, plain(text))}")


def paragraph(sentences: Iterable[str]) -> Markdown:
    """Sentences as one paragraph; an empty one is none."""
    return _at_start(joined(" ", filter(None, sentences)))


def bullets(items: Iterable[str]) -> Markdown:
    """A list, an item for each text."""
    return Markdown("\n".join(f"- {_at_start(plain(item))}" for item in items))


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], numbers: int = 0) -> Markdown:
    """A table, whose last `numbers` columns stand to the right; filled up so that it can be read as it is."""
    cells = [[plain(cell) for cell in row] for row in (headings, *rows)]
    widths = [max(3, *map(width, column)) for column in zip(*cells, strict=True)]
    right = len(headings) - numbers
    rule = [f"{'-' * (min(each, _ROOMY) - 1)}{':' if n >= right else '-'}" for n, each in enumerate(widths)]
    lines = ["| " + " | ".join(_filled(row, widths, right)) + " |" for row in cells]
    return Markdown("\n".join([lines[0], "| " + " | ".join(rule) + " |", *lines[1:]]))


def document(blocks: Iterable[str]) -> str:
    """Blocks with an empty line between."""
    return "\n\n".join(plain(block) for block in blocks) + "\n"


def _filled(row: Sequence[str], widths: Sequence[int], right: int) -> list[str]:
    return [
        cell if room > _ROOMY else " " * (room - width(cell)) + cell if number >= right else padded(cell, room)
        for number, (cell, room) in enumerate(zip(row, widths, strict=True))
    ]


def _at_start(text: Markdown) -> Markdown:
    """The text where a block begins, so that nothing in it begins another kind of block."""
    found = _BLOCK.match(text)
    if not found:
        return text
    at = found.end() if found[0].isdigit() else 0
    return Markdown(f"{text[:at]}\\{text[at:]}")


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[0]}"

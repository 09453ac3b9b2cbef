"""The front matter of a file: where it stands, what it says, and where each of its values is."""

import re
from typing import Final, NamedTuple

from incitrack.errors import Place
from incitrack.records.text_lines import LineTable
from incitrack.records.yaml_reader import read_yaml
from incitrack.records.yaml_spans import Path, Span

_OPENING: Final = re.compile(r"\ufeff?---[ \t]*\r?\n")
_CLOSING: Final = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)


class Bounds(NamedTuple):
    """Character offsets of the YAML between the two `---` lines, and of the body after them."""

    start: int
    end: int
    body: int


def find_front_matter(text: str) -> Bounds | None:
    """The bounds of the front matter; None where the file does not begin with one that ends."""
    opening = _OPENING.match(text)
    if not opening:
        return None
    position = opening.end()
    # `$` of a multi-line pattern stands before LF alone, which is the only end of a line here.
    closing = _CLOSING.search(text, position)
    if not closing:
        return None
    return Bounds(position, closing.start(), min(closing.end() + 1, len(text)))


class Positions:
    """Where each value of a piece of YAML stands in its file.

    `spans` holds the character offsets in the file by key path; `place` and `key_place` turn them into lines.
    """

    def __init__(self, path: str, text: str, start: int, end: int) -> None:
        self.path = path
        self.lines = LineTable(text)
        found = read_yaml(text[start:end], spans=True).spans
        self.spans: dict[Path, Span] = {
            keys: Span(span.key + start, span.start + start, span.end + start, span.style)
            for keys, span in found.items()
        }

    def at(self, offset: int) -> Place:
        """The place of a character offset of the file."""
        return self.lines.place(self.path, offset)

    def place(self, *keys: str | int) -> Place:
        """Where a value stands; of what is absent, its nearest known parent; of a missing field, line 1.

        An element of a list in brackets stands on the line of the list's key.
        """
        known = self._known(keys)
        if not known:
            return Place(self.path)
        span = self.spans[known]
        here = self.at(span.start)
        if isinstance(known[-1], int) and self.spans[known[:-1]].style == "flow":
            key = self.at(self.spans[known[:-1]].key)
            return here if here.line == key.line else key
        return here

    def key_place(self, *keys: str | int) -> Place:
        """Where the key of a value stands; of what is absent, as `place`."""
        known = self._known(keys)
        return self.at(self.spans[known].key) if known else Place(self.path)

    def _known(self, keys: Path) -> Path:
        while keys and keys not in self.spans:
            keys = keys[:-1]
        return keys

"""Where the fields of a front matter begin and end in a text that is about to be edited."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from incitrack.records.edits import refuse_edit
from incitrack.records.front_matter import Bounds, Positions, find_front_matter
from incitrack.records.yaml_reader import read_yaml
from incitrack.records.yaml_spans import Path, Span

_KEY: Final = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^:#\n,{}\[\]]+)[ \t]*(:)?""")


@dataclass(frozen=True)
class FrontMatterText:
    """The text of a file, and its front matter as values with their spans."""

    text: str

    @cached_property
    def bounds(self) -> Bounds:
        """Where the front matter stands."""
        return find_front_matter(self.text) or refuse_edit("a field")

    @cached_property
    def values(self) -> dict[str, Any]:
        """What the front matter holds, as the YAML reader gives it."""
        reading = read_yaml(self.text[self.bounds.start : self.bounds.end])
        if reading.problems or not isinstance(reading.value, dict):
            refuse_edit("a field")
        return dict(reading.value)

    @cached_property
    def body(self) -> str:
        """What follows the front matter."""
        return self.text[self.bounds.end :]

    @cached_property
    def spans(self) -> dict[Path, Span]:
        """The spans of all values by key path, in character offsets of the file."""
        return Positions("", self.text, self.bounds.start, self.bounds.end).spans

    def children(self, keys: Path) -> list[Path]:
        """The paths of a map's keys or a list's elements, in the file's order."""
        return [each for each in self.spans if len(each) == len(keys) + 1 and each[:-1] == keys]

    def is_empty(self, keys: Path) -> bool:
        """Whether a key stands there without a value, or with null."""
        span = self.spans[keys]
        return span.style is None and self.text[span.start : span.end] in {"", "~", "null", "Null", "NULL"}

    def in_flow(self, keys: Path) -> bool:
        """Whether the value stands within brackets or braces."""
        return any(self.spans[keys[:depth]].style == "flow" for depth in range(len(keys)))

    def end(self, keys: Path) -> int:
        """Where a value ends, without the comments and blank lines that follow a block."""
        span = self.spans[keys]
        if span.style == "block":
            return max(self.end(child) for child in self.children(keys))
        if span.style in {"|", ">"}:
            written = self.text[span.start : span.end]
            keeps = "+" in written.partition("\n")[0]
            return span.start + len(written.removesuffix("\n") if keeps else written.rstrip())
        return span.end

    def after_colon(self, keys: Path) -> int | None:
        """The offset behind a key's colon; None where the key has none, as in `{commander}`."""
        found = _KEY.match(self.text, self.spans[keys].key)
        return found.end() if found and found[1] else None

    def line_start(self, offset: int) -> int:
        """Where the line of an offset begins."""
        return self.text.rfind("\n", 0, offset) + 1

    def column(self, offset: int) -> int:
        """How many characters of its line stand before an offset."""
        return offset - self.line_start(offset)

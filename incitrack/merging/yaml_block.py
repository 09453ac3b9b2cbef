"""A block of YAML cut into its fields or elements, each with the lines that are its own."""

from functools import cached_property
from typing import Any, NamedTuple

from incitrack.merging.pieces import CannotMergeError
from incitrack.records.edits import line_after
from incitrack.records.edits_spans import FrontMatterText
from incitrack.records.yaml_reader import read_yaml
from incitrack.records.yaml_spans import Path

_FENCE = "---\n"


class Spans(FrontMatterText):
    """A piece of YAML of whole lines, and the spans of its values in `text`, which has a fence around it."""

    @cached_property
    def _by_parent(self) -> dict[Path, list[Path]]:
        found: dict[Path, list[Path]] = {}
        for path in self.spans:
            if path:
                found.setdefault(path[:-1], []).append(path)
        return found

    def children(self, keys: Path) -> list[Path]:
        """As in any front matter, without looking through all of it each time."""
        return self._by_parent.get(keys, [])


def spans_of(lines: str) -> Spans:
    """Where the values of whole lines of YAML stand."""
    return Spans(f"{_FENCE}{lines}{_FENCE}")


class Field(NamedTuple):
    """A key of a map or an element of a list: the comments and blank lines above it, its lines, what it says.

    `style` is the value's, as `Span` has it; an element's `key` is its index.
    """

    key: str | int
    lead: str
    text: str
    value: Any
    style: str | None

    @property
    def whole(self) -> str:
        """All its lines."""
        return self.lead + self.text


class Block(NamedTuple):
    """The fields of a map or the elements of a list, and the comments behind the last one."""

    fields: tuple[Field, ...]
    tail: str
    is_list: bool


def read_block(lines: str) -> Block:
    """Cut whole lines that hold one map or one list, written as a block.

    Raises:
        CannotMergeError: they hold something else, or two fields share a line.
    """
    spans = spans_of(lines)
    text = spans.text
    values: Any = read_yaml(lines).value
    is_block = isinstance(values, dict | list)
    if not is_block or spans.spans[()].style != "block":
        raise CannotMergeError
    fields: list[Field] = []
    position = len(_FENCE)
    for path in spans.children(()):
        span, key = spans.spans[path], path[0]
        begins = text.rfind("-", spans.spans[()].start, span.start) if isinstance(key, int) else span.key
        start = spans.line_start(begins)
        if begins < 0 or start < position or text[start:begins].strip(" "):
            raise CannotMergeError
        end = line_after(text, spans.end(path))
        fields.append(Field(key, text[position:start], text[start:end], values[key], span.style))
        position = end
    return Block(tuple(fields), text[position : len(text) - len(_FENCE)], isinstance(values, list))


class Written(NamedTuple):
    """A value on the line of its key or dash: what stands before it, how it is written, what follows it."""

    head: str
    value: str
    tail: str


def written(field: Field) -> Written:
    """Cut a field's own lines around its value."""
    spans = spans_of(field.text)
    path: Path = (0,) if isinstance(field.key, int) else (field.key,)
    start, end = spans.spans[path].start, spans.end(path)
    shift = len(_FENCE)
    text = field.text
    return Written(text[: start - shift], text[start - shift : end - shift], text[end - shift :])


def inner(field: Field) -> tuple[str, str, int]:
    """Of a field whose value is a block: the line of its key, the block's own lines, and the column of its dash.

    An element has no line of a key; a blank stands where its dash was. Any other field has the column -1.
    """
    if isinstance(field.key, int):
        dash = field.text.index("-")
        return "", f"{field.text[:dash]} {field.text[dash + 1 :]}", dash
    end = field.text.index("\n") + 1
    return field.text[:end], field.text[end:], -1

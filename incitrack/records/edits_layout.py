"""Where the pieces of an edited front matter go: beside a key or below it, in braces or in a block."""

import re
from collections.abc import Sequence
from typing import Final

from incitrack.model.action import ActionItem
from incitrack.model.incident import Customers, FrontMatter, ResourceLink, Roles
from incitrack.model.postmortem import PostmortemFrontMatter
from incitrack.model.shape import Shape, field_names
from incitrack.records.edits import insert_lines, line_after, line_end_at
from incitrack.records.edits_blocks import block_lines, element_lines, field_lines
from incitrack.records.edits_scalars import Value, write_flow, write_scalar
from incitrack.records.edits_spans import FrontMatterText
from incitrack.records.yaml_spans import Path

_SHAPES: Final[dict[str, type[Shape]]] = {
    "roles": Roles,
    "customers": Customers,
    "links": ResourceLink,
    "actions": ActionItem,
}
_COMMENT: Final = re.compile(r"(?<![ \t])[ \t]+#.*")


def with_replaced(before: FrontMatterText, keys: Path, value: Value) -> str:
    """The text with another value where one stands, in its quotes and its style."""
    text, span, end = before.text, before.spans[keys], before.end(keys)
    in_flow = before.in_flow(keys)
    if value and not isinstance(value, str) and not in_flow:
        if span.style == "block":
            lines = block_lines(value, " " * before.column(span.start))
            return text[: span.start] + line_end_at(text, span.start).join(lines).lstrip(" ") + text[end:]
        below = field_lines(str(keys[-1]), value, " " * before.column(span.key))[1:]
        if below and not before.children(keys):
            return _put_below(before, keys, below)
    written = write_flow(value)
    if isinstance(value, str):
        written = write_scalar(value, style=span.style, in_flow=in_flow)
    if span.style in {"block", "|", ">"} or before.is_empty(keys):
        return _put_beside(before, keys, written)
    return text[: span.start] + written + text[end:]


def _put_beside(before: FrontMatterText, keys: Path, written: str) -> str:
    """A value on the line of its key, in place of none or of a block; a comment of that line stays."""
    text, end = before.text, before.end(keys)
    colon = before.after_colon(keys)
    if colon is None:
        return text[:end] + ": " + written + text[end:]
    comment = _COMMENT.search(text[colon:end].partition("\n")[0].rstrip("\r"))
    return text[:colon] + " " + written + (comment[0] if comment else "") + text[end:]


def _put_below(before: FrontMatterText, keys: Path, lines: list[str]) -> str:
    """A block under the key in place of what stood beside it; a comment of that line stays."""
    text, end = before.text, before.end(keys)
    following = line_after(text, end)
    cut = text[: before.after_colon(keys)] + text[end:following]
    return insert_lines(cut + text[following:], len(cut), lines)


def with_key(before: FrontMatterText, keys: Path, value: Value) -> str:
    """The text with a key more in a map that is there, where the record format has it."""
    put = _put_in_flow if before.spans[keys[:-1]].style == "flow" else _put_in_block
    return put(before, keys, value)


def with_last(before: FrontMatterText, keys: Path, value: Value) -> str:
    """The text with an element more at the end of a list that has some."""
    text, last = before.text, before.end(before.children(keys)[-1])
    if before.spans[keys].style == "flow":
        return text[:last] + ", " + write_flow(value) + text[last:]
    indent = " " * before.column(before.spans[keys].start)
    return insert_lines(text, line_after(text, last), element_lines(value, indent))


def reordered(before: FrontMatterText, keys: Path, order: Sequence[int]) -> str:
    """The text with the elements of a list in another order; in a block, comments above move too."""
    text, span, elements = before.text, before.spans[keys], before.children(keys)
    ends = [before.end(each) for each in elements]
    if span.style == "block":
        ends = [line_after(text, end) for end in ends]
        starts = [line_after(text, span.key), *ends[:-1]]
    else:
        starts = [before.spans[each].key for each in elements]
    pieces = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    between = [text[end:start] for end, start in zip(ends, [*starts[1:], ends[-1]], strict=True)]
    moved = "".join(pieces[index] + gap for index, gap in zip(order, between, strict=True))
    return text[: starts[0]] + moved + text[ends[-1] :]


def without(before: FrontMatterText, keys: Path) -> str:
    """The text without a key or an element, of which others stay."""
    if before.in_flow(keys):
        return _taken_from_flow(before, keys)
    text = before.text
    return text[: before.line_start(_beginning(before, keys))] + text[line_after(text, before.end(keys)) :]


def _put_in_flow(before: FrontMatterText, keys: Path, value: Value) -> str:
    text = before.text
    written = f"{write_scalar(str(keys[-1]), in_flow=True)}: {write_flow(value)}"
    siblings = before.children(keys[:-1])
    if not siblings:
        at = before.spans[keys[:-1]].start + 1
        return text[:at] + written + text[at:]
    if (near := _predecessor(before, keys)) is not None:
        at = before.end(near)
        return text[:at] + ", " + written + text[at:]
    at = before.spans[siblings[0]].key
    return text[:at] + written + ", " + text[at:]


def _put_in_block(before: FrontMatterText, keys: Path, value: Value) -> str:
    siblings = before.children(keys[:-1])
    first = before.spans[siblings[0]].key
    lines = field_lines(str(keys[-1]), value, " " * before.column(first))
    near = _predecessor(before, keys)
    start = before.line_start(first)
    if near is None and not before.text[start:first].strip(" "):
        return insert_lines(before.text, start, lines)
    return insert_lines(before.text, line_after(before.text, before.end(near or siblings[0])), lines)


def _predecessor(before: FrontMatterText, keys: Path) -> Path | None:
    """Behind which of the keys that are there a new one belongs, by the order of the record format."""
    order = _order(before, keys[:-1])
    rank = {key: number for number, key in enumerate(order)}
    siblings = before.children(keys[:-1])
    earlier = [
        (rank.get(str(path[-1]), len(order)), number, path)
        for number, path in enumerate(siblings)
        if rank.get(str(path[-1]), len(order)) <= rank.get(str(keys[-1]), len(order))
    ]
    return max(earlier)[2] if earlier else None


def _order(before: FrontMatterText, keys: Path) -> tuple[str, ...]:
    if not keys:
        model: type[Shape] = PostmortemFrontMatter if ("incident",) in before.spans else FrontMatter
        return field_names(model)
    shape = _SHAPES.get(str(keys[0]))
    return field_names(shape) if shape else ()


def _beginning(before: FrontMatterText, keys: Path) -> int:
    """Where a key of a block begins, or the dash before an element."""
    span = before.spans[keys]
    if isinstance(keys[-1], int):
        return before.text.rfind("-", before.spans[keys[:-1]].start, span.start)
    return span.key


def _taken_from_flow(before: FrontMatterText, keys: Path) -> str:
    text, span = before.text, before.spans[keys]
    siblings = before.children(keys[:-1])
    index = siblings.index(keys)
    if index + 1 < len(siblings):
        return text[: span.key] + text[before.spans[siblings[index + 1]].key :]
    return text[: before.end(siblings[index - 1])] + text[before.end(keys) :]

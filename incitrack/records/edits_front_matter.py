"""Edits of the front matter: a value set, put in or taken out, and every other line as it was."""

import re
from copy import deepcopy
from typing import Any, Final

from incitrack.model.action import ActionItem
from incitrack.model.incident import Customers, FrontMatter, ResourceLink, Roles
from incitrack.model.postmortem import PostmortemFrontMatter
from incitrack.model.shape import Shape, field_names
from incitrack.records.edits import insert_lines, line_after, line_end_at, refuse_edit
from incitrack.records.edits_blocks import block_lines, element_lines, field_lines
from incitrack.records.edits_scalars import Value, write_flow, write_scalar
from incitrack.records.edits_spans import FrontMatterText
from incitrack.records.yaml_reader import Path

_SHAPES: Final[dict[str, type[Shape]]] = {
    "roles": Roles,
    "customers": Customers,
    "links": ResourceLink,
    "actions": ActionItem,
}
_COMMENT: Final = re.compile(r"[ \t]+#.*")


def set_value(text: str, keys: Path, value: Value) -> str:
    """The text with the value at `keys` set; a missing key is put where the record format has it.

    The old value's quotes, the spacing and the comment stay. Maps that are missing on the way are made.

    Raises:
        RefusedError: the file is written so that the edit would change something else too.
    """
    before = FrontMatterText(text)
    if keys in before.spans:
        after = _replaced(before, keys, value)
    elif len(keys) > 1 and (keys[:-1] not in before.spans or before.is_empty(keys[:-1])):
        return set_value(text, keys[:-1], {str(keys[-1]): value})
    elif not isinstance(_holder(before.values, keys), dict):
        return refuse_edit(_name(keys))
    elif before.spans[keys[:-1]].style == "flow":
        after = _put_in_flow(before, keys, value)
    else:
        after = _put_in_block(before, keys, value)
    expected = deepcopy(before.values)
    _holder(expected, keys)[keys[-1]] = value
    return _verified(before, after, expected, keys)


def add_element(text: str, keys: Path, value: Value) -> str:
    """The text with one more element at the end of the list at `keys`; a missing list is made.

    Raises:
        RefusedError: as `set_value`.
    """
    before = FrontMatterText(text)
    elements = before.children(keys) if keys in before.spans else []
    if not elements:
        return set_value(text, keys, [value])
    last = before.end(elements[-1])
    if before.spans[keys].style == "flow":
        after = text[:last] + ", " + write_flow(value) + text[last:]
    else:
        indent = " " * before.column(before.spans[keys].start)
        after = insert_lines(text, line_after(text, last), element_lines(value, indent))
    expected = deepcopy(before.values)
    _holder(expected, keys)[keys[-1]].append(value)
    return _verified(before, after, expected, keys)


def remove_value(text: str, keys: Path) -> str:
    """The text without a key or an element of a list; what is left empty by it goes too.

    Raises:
        RefusedError: as `set_value`.
    """
    before = FrontMatterText(text)
    if keys not in before.spans:
        return text
    if len(keys) > 1 and len(before.children(keys[:-1])) == 1:
        return remove_value(text, keys[:-1])
    if before.in_flow(keys):
        after = _without_in_flow(before, keys)
    else:
        span = before.spans[keys]
        dash = (
            text.rfind("-", before.spans[keys[:-1]].start, span.start) if isinstance(keys[-1], int) else span.key
        )
        after = text[: before.line_start(max(dash, 0))] + text[line_after(text, before.end(keys)) :]
    expected = deepcopy(before.values)
    del _holder(expected, keys)[keys[-1]]
    return _verified(before, after, expected, keys)


def _replaced(before: FrontMatterText, keys: Path, value: Value) -> str:
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


def _without_in_flow(before: FrontMatterText, keys: Path) -> str:
    text, span = before.text, before.spans[keys]
    siblings = before.children(keys[:-1])
    index = siblings.index(keys)
    if index + 1 < len(siblings):
        return text[: span.key] + text[before.spans[siblings[index + 1]].key :]
    return text[: before.end(siblings[index - 1])] + text[before.end(keys) :]


def _holder(values: Any, keys: Path) -> Any:
    for key in keys[:-1]:
        values = values[key]
    return values


def _verified(before: FrontMatterText, text: str, expected: Any, keys: Path) -> str:
    after = FrontMatterText(text)
    if after.values != expected or after.body != before.body:
        refuse_edit(_name(keys))
    return text


def _name(keys: Path) -> str:
    return "the field " + ".".join(str(key) for key in keys)

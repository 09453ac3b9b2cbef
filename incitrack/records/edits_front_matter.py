"""Edits of the front matter: a value set, put in or taken out, and every other line as it was."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from incitrack.records.edits import refuse_edit
from incitrack.records.edits_layout import reordered, with_key, with_last, with_replaced, without
from incitrack.records.edits_scalars import Value
from incitrack.records.edits_spans import FrontMatterText
from incitrack.records.yaml_spans import Path


def set_value(text: str, keys: Path, value: Value) -> str:
    """The text with the value at `keys` set; a missing key is put where the record format has it.

    The old value's quotes, the spacing and the comment stay. Maps that are missing on the way are made.

    Raises:
        RefusedError: the file is written so that the edit would change something else too.
    """
    before = FrontMatterText(text)
    if keys in before.spans:
        after = with_replaced(before, keys, value)
    elif len(keys) > 1 and (keys[:-1] not in before.spans or before.is_empty(keys[:-1])):
        return set_value(text, keys[:-1], {str(keys[-1]): value})
    elif not isinstance(_holder(before.values, keys), dict):
        return refuse_edit(_name(keys))
    else:
        after = with_key(before, keys, value)
    expected = deepcopy(before.values)
    _holder(expected, keys)[keys[-1]] = value
    return _verified(before, after, expected, keys)


def add_element(text: str, keys: Path, value: Value) -> str:
    """The text with one more element at the end of the list at `keys`; a missing list is made.

    Raises:
        RefusedError: as `set_value`.
    """
    before = FrontMatterText(text)
    if keys not in before.spans or not before.children(keys):
        return set_value(text, keys, [value])
    after = with_last(before, keys, value)
    expected = deepcopy(before.values)
    _holder(expected, keys)[keys[-1]].append(value)
    return _verified(before, after, expected, keys)


def reorder_elements(text: str, keys: Path, order: Sequence[int]) -> str:
    """The text with the elements of the list at `keys` in another order; `order` holds their present positions.

    Raises:
        RefusedError: as `set_value`.
    """
    before = FrontMatterText(text)
    after = reordered(before, keys, order)
    expected = deepcopy(before.values)
    holder = _holder(expected, keys)
    holder[keys[-1]] = [holder[keys[-1]][index] for index in order]
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
    after = without(before, keys)
    expected = deepcopy(before.values)
    del _holder(expected, keys)[keys[-1]]
    return _verified(before, after, expected, keys)


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

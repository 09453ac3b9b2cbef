"""Which element of a list is which in another version of it, and where new keys and elements belong."""

from collections.abc import Sequence
from typing import Any, Final, TypeAlias

from incitrack.merging.yaml_block import Block, Field
from incitrack.model.incident import FrontMatter
from incitrack.model.postmortem import PostmortemFrontMatter
from incitrack.model.shape import field_names

Identity: TypeAlias = "str | tuple[str, int]"
"""A key; what names an element; or, of an element without a name, what it says and the how-many-th it is."""

NAMED_BY: Final = ("id", "factor", "url")
"""The keys by which the elements of actions, factors and links are known."""

_RANK: Final = {
    key: number for number, key in enumerate((*field_names(FrontMatter), *field_names(PostmortemFrontMatter)))
}


def identified(versions: Sequence[Block]) -> list[dict[Identity, Field]]:
    """The fields of each version by what makes them the same in the others."""
    if not any(block.is_list for block in versions):
        return [{str(field.key): field for field in block.fields} for block in versions]
    for name in NAMED_BY:
        named = [_by_name(block, name) for block in versions]
        if all(each is not None for each in named):
            return [each for each in named if each is not None]
    return [by_value([(value_words(field.value), field) for field in block.fields]) for block in versions]


def _by_name(block: Block, name: str) -> dict[Identity, Field] | None:
    found: dict[Identity, Field] = {}
    for field in block.fields:
        value = field.value.get(name) if isinstance(field.value, dict) else None
        if not isinstance(value, str) or value in found:
            return None
        found[value] = field
    return found


def by_value(elements: Sequence[tuple[str, Any]]) -> dict[Identity, Any]:
    """Elements by what they say; one that stands there twice is two."""
    found: dict[Identity, Any] = {}
    seen: dict[str, int] = {}
    for said, element in elements:
        found[said, seen.setdefault(said, 0)] = element
        seen[said] += 1
    return found


def value_words(value: Any) -> str:
    """A value as a text that no other value has, whatever its quotes; the order of a map's keys does not count."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{value_words(k)}:{value_words(v)}" for k, v in sorted(value.items())) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(value_words, value)) + "]"
    return "~" if value is None else ascii(str(value))


def rank(identity: Identity) -> tuple[int, int, str, int]:
    """Where a new key or element belongs among those it may stand between: fields in the format's order."""
    name, number = (identity, 0) if isinstance(identity, str) else identity
    return _RANK.get(name, len(_RANK)), len(name), name, number

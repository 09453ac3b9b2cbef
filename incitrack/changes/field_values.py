"""What a person typed for a field of the front matter, as the value that is written there."""

import re
from collections.abc import Collection
from typing import Final

from incitrack.changes.known_words import service, term
from incitrack.model.custom_fields import FieldDeclaration, FieldType
from incitrack.model.incident import Customers, FrontMatter
from incitrack.model.policies import Policies
from incitrack.model.shape import field_defaults, field_names
from incitrack.records.edits_entry_text import writable
from incitrack.records.edits_scalars import Plain, Value
from incitrack.records.yaml_reader import read_yaml

LISTS: Final = frozenset(
    {"services", "customers.tiers"}
    | {name for name, default in field_defaults(FrontMatter).items() if default == ()}
)
"""The fields that hold a list of words."""

MAPS: Final[dict[str, tuple[str, ...]]] = {"customers": field_names(Customers), "references": ()}
"""The fields that are set key by key, with the keys they may have; any where none are named."""

_PLAIN_TYPES: Final = frozenset({FieldType.INTEGER, FieldType.BOOLEAN, FieldType.DATE, FieldType.TIME})
_PLAIN_FIELDS: Final = frozenset({"started_at", "customers.affected", "legal_hold"})
_KIND_OF_LINK: Final = re.compile(r"([a-z0-9][a-z0-9-]*)=(https?://.*)")
_TYPED: Final = re.compile(r"true|false|[+-]?[0-9][0-9A-Za-z:.+-]*")


def field_value(field: str, typed: str, policies: Policies) -> Value:
    """The value of a field of the record format, or one element of it where it is a list.

    Whether the field takes such a value is the reader's to say. A link may be typed with its kind,
    `runbook=https://…`.

    Raises:
        UsageError: it is not among the words that the policies know.
    """
    typed = writable(typed).strip(" ")
    taxonomy = policies.taxonomy
    terms: dict[str, Collection[str] | None] = {
        "category": taxonomy.categories,
        "cause": taxonomy.causes,
        "kind": taxonomy.kinds,
        "tags": taxonomy.tags,
    }
    if field in terms:
        return term(typed, terms[field], f"among the {field} of policies/taxonomy.yaml")
    if field == "services":
        return service(typed, policies)
    if field == "links" and (found := _KIND_OF_LINK.fullmatch(typed)):
        return {"kind": found[1], "url": found[2]}
    return Plain(typed) if field in _PLAIN_FIELDS and _may_stand_plain(typed) else typed


def own_value(typed: str, declared: FieldDeclaration | None) -> Value:
    """The value of a field of the team's own; where it is not declared, of the type that it looks like."""
    typed = writable(typed).strip(" ")
    is_plain = declared.type in _PLAIN_TYPES if declared else _TYPED.fullmatch(typed)
    return Plain(typed) if is_plain and _may_stand_plain(typed) else typed


def _may_stand_plain(typed: str) -> bool:
    return bool(read_yaml(f"key: {typed}").value == {"key": typed})

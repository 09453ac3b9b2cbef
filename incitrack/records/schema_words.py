"""JSON Schema with the words of one repository's policies, so that an editor offers them."""

from collections.abc import Collection, Iterator
from typing import Any, Final

from incitrack.model.custom_fields import FieldDeclaration, FieldType, type_of
from incitrack.model.policies import Policies
from incitrack.records.schema_form import Json, in_terms_of_the_file, or_empty

_PEOPLE: Final = (
    ("FrontMatter", "owner"),
    *(("Roles", role) for role in ("commander", "technical_lead", "communications_lead", "scribe")),
    ("ActionItem", "owner"),
)
_RECORDS: Final = frozenset({"FrontMatter", "PostmortemFrontMatter"})


def with_words(schema: Json, name: str, policies: Policies) -> Json:
    """The schema of a record that admits the words of the policies alone, where they list them.

    `name` is that of the outermost shape; the schemas of other files come back as they are.
    """
    if name not in _RECORDS:
        return schema
    shapes = {**schema.get("$defs", {}), name: schema}
    for (shape, key), words in _words(policies):
        if shape in shapes and words is not None:
            fields = shapes[shape]["properties"]
            shapes[shape] = {**shapes[shape], "properties": {**fields, key: _only(fields[key], words)}}
    held = shapes.pop(name)
    own = {key: _own_field(declared) for key, declared in policies.fields.items()}
    return {**held, "properties": {**held["properties"], **own}, "$defs": shapes}


def _words(policies: Policies) -> Iterator[tuple[tuple[str, str], Collection[str] | None]]:
    terms, catalogue = policies.taxonomy, policies.services
    yield ("FrontMatter", "severity"), policies.severity.severities if policies.severity else None
    yield ("FrontMatter", "services"), catalogue.services
    yield ("FrontMatter", "category"), terms.categories
    yield ("FrontMatter", "cause"), terms.causes
    yield ("FrontMatter", "kind"), terms.kinds
    yield ("FrontMatter", "tags"), terms.tags
    yield ("Factor", "factor"), terms.factors
    yield from ((place, catalogue.people) for place in _PEOPLE)


def _only(field: Json, words: Collection[str]) -> Json:
    if "items" in field:
        return {**field, "items": _only(field["items"], words)}
    empty = [None] if "null" in field.get("type", ()) else []
    return {**field, "enum": [each for word in words for each in _as_loaded(word)] + empty}


def _as_loaded(word: str) -> list[Any]:
    """A word as a YAML loader may hand it over."""
    others: list[Any] = [word == "true"] if word in {"true", "false"} else []
    return [word, *others, *([int(word)] if word.isdigit() else [])]


def _own_field(declared: FieldDeclaration) -> Json:
    from pydantic import TypeAdapter

    written = in_terms_of_the_file(TypeAdapter(type_of(declared.type)).json_schema())
    found = or_empty(written)
    if declared.choices and declared.type is not FieldType.BOOLEAN:
        found = _only(found, declared.choices)
    return {"description": declared.label, **found} if declared.label else found

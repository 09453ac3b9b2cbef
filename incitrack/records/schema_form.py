"""JSON Schema of a shape in the terms of its file: what our YAML takes, and what an editor shows beside it."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

Json = dict[str, Any]
"""A piece of JSON Schema."""

TEXT: Final = ("string", "number", "boolean")
"""Text as a YAML loader may take it: `404` and `true` are text in our files."""

_PLAIN_SCALARS: Final = (str, bool, int, float)
_MAPS: Final = ("properties", "patternProperties", "$defs")
_CHOICES: Final = ("anyOf", "oneOf")
_NULL: Final = {"type": "null"}
_SINGLES: Final = ("items", "additionalProperties", "propertyNames")


def in_terms_of_the_file(schema: Mapping[str, Any]) -> Json:
    """Pydantic's schema of a shape as its file is written.

    A field that may be left out may be empty too, a map with known keys has no other, text may look like a
    number or a yes-or-no, and each field says what it is for.
    """
    shapes = schema.get("$defs", {})
    tidy = _tidied(schema, frozenset(f"#/$defs/{n}" for n, shape in shapes.items() if _may_be_empty(shape)))
    for name, shape in {**tidy.get("$defs", {}), str(schema.get("title")): tidy}.items():
        for key, field in shape.get("properties", {}).items():
            whole = field if key in shape.get("required", ()) else or_empty(field)
            says = help_by_shape().get(name, {}).get(key)
            shape["properties"][key] = {"description": says, **whole} if says else whole
    return tidy


@cache
def help_by_shape() -> dict[str, dict[str, str]]:
    """What each field of each shape is for."""
    with Path(__file__).with_name("schema_help.toml").open("rb") as file:
        return tomllib.load(file)


def or_empty(schema: Json) -> Json:
    """The same, where the value may also be left empty."""
    kinds = schema.get("type")
    if kinds is None or "const" in schema or "enum" in schema:
        default = {"default": schema["default"]} if "default" in schema else {}
        return {"anyOf": [{k: v for k, v in schema.items() if k != "default"}, _NULL], **default}
    return {**schema, "type": [*(kinds if isinstance(kinds, list) else [kinds]), "null"]}


def _may_be_empty(shape: Mapping[str, Any]) -> bool:
    """Whether a shape needs nothing: in a map of such shapes, a key alone will do."""
    return "properties" in shape and not shape.get("required")


def _tidied(schema: Mapping[str, Any], empties: frozenset[str]) -> Json:
    """Without the library's own titles and descriptions, null, and defaults that JSON cannot say.

    `empties` are the references to shapes of which an empty value says enough.
    """
    found: Json = {key: value for key, value in schema.items() if key not in {"title", "description", "default"}}
    if isinstance(schema.get("default"), _PLAIN_SCALARS):
        found["default"] = schema["default"]
    for key in set(found) & set(_MAPS):
        found[key] = {name: _tidied(each, empties) for name, each in found[key].items()}
    for key in set(found) & set(_SINGLES):
        found[key] = _tidied(found[key], empties) if isinstance(found[key], dict) else found[key]
    if "patternProperties" in found:
        found["additionalProperties"] = False
        for key, value in schema["patternProperties"].items():
            if value.get("$ref") in empties or _NULL in value.get("anyOf", ()):
                found["patternProperties"][key] = or_empty(found["patternProperties"][key])
    for key in set(found) & set(_CHOICES):
        found = _chosen(found, key, [_tidied(each, empties) for each in found[key] if each != _NULL])
    return _text(found) if found.get("type") == "string" and not {"enum", "const"} & set(found) else found


def _chosen(schema: Json, key: str, choices: list[Json]) -> Json:
    """The schema with these choices under the key; a single one is no choice."""
    if len(choices) > 1:
        return {**schema, key: choices}
    return {**choices[0], **{k: v for k, v in schema.items() if k != key}}


def _text(schema: Json) -> Json:
    """Text whose grammar admits what a YAML loader takes for something else."""
    pattern = str(schema.get("pattern", "")).replace('\\"', '"')  # ECMA-262 does not know that escape
    loose = {} if pattern and not re.search(pattern, "1") else {"type": list(TEXT)}
    return {**schema, **loose, **({"pattern": pattern} if pattern else {})}

"""What a file has to keep to beyond the types of its fields; validators say it in Python, this in JSON Schema."""

from typing import Final

from incitrack.model.words import COMMIT, HANDLE, LINK, SLUG, WEB_ADDRESS
from incitrack.records.schema_form import TEXT, Json

_LINK: Final = LINK.pattern.replace("https?", "[Hh][Tt][Tt][Pp][Ss]?").replace(
    "mailto", "[Mm][Aa][Ii][Ll][Tt][Oo]"
)
_WEB_ADDRESS: Final = f"^(?:{WEB_ADDRESS.pattern})$".replace("https?", "[Hh][Tt][Tt][Pp][Ss]?").replace('\\"', '"')
_ADDRESS: Final = f"^(?:{_LINK})$".replace('\\"', '"')
_CHANGE: Final = f"^(?:{COMMIT.pattern}|{_LINK})$".replace('\\"', '"')
_OWN_FIELDS: Final = {"^x-": {"description": "A field of your own, kept untouched."}}


def _where(field: str, value: str, *needed: str) -> Json:
    return {
        "if": {"properties": {field: {"const": value}}, "required": [field]},
        "then": {"required": list(needed)},
    }


_SHAPES: Final[dict[str, Json]] = {
    "FrontMatter": {"patternProperties": _OWN_FIELDS, **_where("disposition", "duplicate", "duplicate_of")},
    "PostmortemFrontMatter": {
        "patternProperties": _OWN_FIELDS,
        **_where("status", "published", "published_at", "authors", "trigger"),
    },
    "Escalation": {"oneOf": [{"required": [moment]} for moment in ("after", "at", "on")]},
    "PostmortemCondition": {"oneOf": [{"required": ["breached"]}, {"required": ["recurs", "within"]}]},
    # A YAML 1.1 loader reads the bare word `off` as false.
    "Setting": {"type": ["string", "boolean"], "enum": ["error", "warning", "notice", "off", False]},
    # In the file the teams stand beside `starts`; the shape has them under a key of their own.
    "Rotation": {
        "required": ["starts"],
        "patternProperties": {
            f"^(?!starts$)(?:{SLUG.pattern})$": {
                "type": "array",
                "items": {"type": list(TEXT), "pattern": f"^(?:{HANDLE.pattern})$"},
            }
        },
    },
}

_FIELDS: Final[dict[tuple[str, str], Json]] = {
    ("FrontMatter", "services"): {"minItems": 1},
    ("FrontMatter", "links"): {
        "items": {"anyOf": [{"type": "string", "pattern": _ADDRESS}, {"$ref": "#/$defs/ResourceLink"}]}
    },
    ("FrontMatter", "caused_by"): {"items": {"type": list(TEXT), "pattern": _CHANGE}},
    ("FrontMatter", "fixed_by"): {"items": {"type": list(TEXT), "pattern": _CHANGE}},
    ("ResourceLink", "url"): {"pattern": _ADDRESS},
    ("ActionItem", "link"): {"pattern": _ADDRESS},
    ("ActionItem", "proof"): {"pattern": _CHANGE},
    ("Runbook", "link"): {"pattern": _ADDRESS},
    ("Service", "runbook"): {"pattern": _ADDRESS},
    ("SiteSettings", "url"): {"pattern": _WEB_ADDRESS},
    ("SiteSettings", "public_url"): {"pattern": _WEB_ADDRESS},
    ("SiteSettings", "repository"): {"pattern": _WEB_ADDRESS},
    ("SeverityPolicy", "severities"): {"minProperties": 1},
    ("Severity", "color"): {"type": ["string", "null"], "pattern": "^#[0-9a-fA-F]{6}$"},
    ("Escalation", "to"): {"minItems": 1},
    ("PostmortemRule", "when"): {
        "items": {"anyOf": [{"const": "always"}, {"$ref": "#/$defs/PostmortemCondition"}]}
    },
    ("PostmortemCondition", "recurs"): {"minimum": 2},
    ("CalendarPolicy", "timezone"): {"type": ["string", "null"]},
    ("CalendarPolicy", "holidays"): {"type": ["string", "null"], "pattern": "^[A-Z]{2}(?:/.{1,40})?$"},
    ("Version", "file"): {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]*[.]yaml$"},
    ("Targets", "warn"): {"default": "30m"},
    ("Close", "after"): {"default": "0m"},
}

_UNWRITTEN: Final = {("PostmortemCondition", "always"), ("Rotation", "teams")}
"""Keys of shapes that no file has."""


def with_laws(schema: Json, name: str) -> Json:
    """A schema in the terms of the file with the laws of its shapes; `name` is that of the outermost one."""
    held = _held(schema, name)
    if "$defs" in held:
        held["$defs"] = {key: _held(shape, key) for key, shape in held["$defs"].items()}
    return held


def _held(shape: Json, name: str) -> Json:
    fields = {
        key: {**field, **_FIELDS.get((name, key), {})}
        for key, field in shape.get("properties", {}).items()
        if (name, key) not in _UNWRITTEN
    }
    return {**shape, **({"properties": fields} if fields else {}), **_SHAPES.get(name, {})}

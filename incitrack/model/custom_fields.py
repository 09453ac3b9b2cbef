"""A team's own fields: their types, and the validation of what a record writes in them."""

import re
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Final

from incitrack.model.grammar import Grammar
from incitrack.model.numbers import YesOrNo
from incitrack.model.shape import ListOf, Shape
from incitrack.model.times import Day, Moment
from incitrack.model.words import Handle, Link, OneLine, Quoted, Slug, Text, shown, wrong

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_NAME: Final = re.compile(r"x-[a-z0-9][a-z0-9-]{0,57}")


class FieldType(StrEnum):
    """What a field of the team's own holds."""

    TEXT = "text"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"
    TIME = "time"
    SLUG = "slug"
    LIST = "list"
    PERSON = "person"
    URL = "url"


def _name(value: object) -> str:
    if isinstance(value, str) and _NAME.fullmatch(value):
        return str(value)
    return wrong(f"{shown(value)} is not a field of your own", "write x- and a slug, such as x-regulated")


def _integer(value: object) -> int:
    if isinstance(value, str) and not isinstance(value, Quoted) and re.fullmatch(r"-?(0|[1-9][0-9]{0,14})", value):
        return int(value)
    return wrong(f"{shown(value)} is not a whole number", "write digits alone, such as 312")


class FieldDeclaration(Shape):
    """One declared field: its type, label, the values it may have, and whether a public page may show it."""

    type: FieldType
    label: OneLine | None = None
    choices: ListOf[OneLine] = ()
    public: YesOrNo = False

    def wrong_value(self, value: object) -> tuple[str, str] | None:
        """What is wrong with a value as YAML wrote it, and what to write instead; None where it holds."""
        from pydantic import ValidationError

        try:
            _adapter(self.type).validate_python(value)
        except ValidationError as error:
            context = error.errors()[0].get("ctx", {})
            return str(context.get("message", "the value is wrong")), str(context.get("hint", ""))
        written = value if isinstance(value, list) else [value]
        if self.choices and (unknown := [each for each in written if each not in self.choices]):
            return f"{shown(unknown[0])} is not among the choices", "write one of " + ", ".join(self.choices)
        return None


@cache
def _adapter(kind: FieldType) -> "TypeAdapter[Any]":
    from pydantic import TypeAdapter

    return TypeAdapter(type_of(kind))


def type_of(kind: FieldType) -> Any:
    """The annotated type by which a value of that kind is validated."""
    types: dict[FieldType, Any] = {
        FieldType.TEXT: Text,
        FieldType.INTEGER: Annotated[int, Grammar(_integer, {"type": "integer"})],
        FieldType.BOOLEAN: YesOrNo,
        FieldType.DATE: Day,
        FieldType.TIME: Moment,
        FieldType.SLUG: Slug,
        FieldType.LIST: ListOf[Text],
        FieldType.PERSON: Handle,
        FieldType.URL: Link,
    }
    return types[kind]


FieldName = Annotated[str, Grammar(_name, {"type": "string", "pattern": f"^{_NAME.pattern}$"})]
FieldDeclarations = dict[FieldName, FieldDeclaration]
"""`policies/fields.yaml`: the declared fields by name."""

NO_FIELDS: Final[FieldDeclarations] = {}

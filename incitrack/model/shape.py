"""The form that all maps of a file share: frozen, strict about keys, lists as tuples."""

from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict

from incitrack.model.words import shown, wrong

T = TypeVar("T")


class Shape(BaseModel):
    """A map with known keys; an unknown key is an error, never a default."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=False)


def _list(value: object) -> Any:
    if not isinstance(value, list):
        wrong(f"{shown(value)} is not a list", "write a list, such as [first, second]")
    return value


def _filled(value: object) -> Any:
    if not _list(value):
        wrong("the list is empty", "name at least one")
    return value


ListOf = Annotated[tuple[T, ...], BeforeValidator(_list)]
OneOrMore = Annotated[tuple[T, ...], BeforeValidator(_filled)]

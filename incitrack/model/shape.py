"""The form that all maps of a file share: frozen, strict about keys, lists as tuples."""

from collections.abc import Iterator
from typing import Annotated, Any, NamedTuple, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from incitrack.model.words import shown, wrong

T = TypeVar("T")


class Inconsistency(NamedTuple):
    """A value that contradicts another of the same file: the keys that lead to it, what is wrong, what to do."""

    keys: tuple[str | int, ...]
    message: str
    hint: str


class Shape(BaseModel):
    """A map with known keys; an unknown key is an error, never a default."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=False)

    @model_validator(mode="before")
    @classmethod
    def _without_empty_values(cls, value: Any) -> Any:
        if isinstance(value, dict) and None in value.values():
            return {key: each for key, each in value.items() if each is not None}
        return value

    def inconsistencies(self) -> Iterator["Inconsistency"]:
        """What is valid value by value and cannot hold together, each with the keys that lead to it."""
        yield from ()

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the values alone, in the order of the fields: a third of the time and size of pydantic's way."""
        values = self.__dict__
        return rebuilt, (type(self), *[values[name] for name in type(self).model_fields])


_NOT_TRACKED: set[str] = set()


def rebuilt(shape: type["Shape"], *values: Any) -> "Shape":
    """A shape from values that were valid when they were pickled, in the order of its fields."""
    instance = shape.__new__(shape)
    fields = dict(zip(shape.model_fields, values, strict=True))
    for name, value in (
        ("__dict__", fields),
        ("__pydantic_fields_set__", _NOT_TRACKED),
        ("__pydantic_extra__", None),
        ("__pydantic_private__", None),
    ):
        object.__setattr__(instance, name, value)
    return instance


def _list(value: object) -> Any:
    if not isinstance(value, list):
        wrong(f"{shown(value)} is not a list", "write a list, such as [first, second]")
    return value


def _filled(value: object) -> Any:
    if not _list(value):
        wrong("the list is empty", "name at least one")
    return value


def _something(value: object) -> Any:
    return {} if value is None else value


MaybeEmpty = Annotated[T, BeforeValidator(_something)]
"""A map that may be left empty after its key: `database:` is a service of which nothing is said."""

ListOf = Annotated[tuple[T, ...], BeforeValidator(_list)]
OneOrMore = Annotated[tuple[T, ...], BeforeValidator(_filled)]

"""The form that all maps of a file share: frozen, strict about keys, lists as tuples."""

from collections.abc import Iterator
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from typing import Annotated, Any, ClassVar, Final, NamedTuple, NoReturn, TypeVar, dataclass_transform

from incitrack.model.grammar import Before
from incitrack.model.words import shown, wrong

T = TypeVar("T")


class Inconsistency(NamedTuple):
    """A value that contradicts another of the same file: the keys that lead to it, what is wrong, what to do."""

    keys: tuple[str | int, ...]
    message: str
    hint: str


_EMPTY: Final[tuple[object, ...]] = (None, "")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
class Shape:
    """A map with known keys; an unknown key is an error, never a default.

    Every subclass is a frozen dataclass of its annotations, by keyword, that pydantic can validate a map as. What
    `dataclass` would write and compile anew for each of them stands here once: a command of a tenth of a second
    would spend a twentieth of it on that.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}
    _keys: ClassVar[tuple[tuple[str, Any, Any], ...]] = ()  # with the default, and what makes one

    def __init_subclass__(cls) -> None:
        dataclass(init=False, repr=False, eq=False, kw_only=True)(cls)
        cls._keys = tuple((each.name, each.default, each.default_factory) for each in fields(cls))  # type: ignore[arg-type] # it is one now

    def __init__(self, **given: Any) -> None:
        values = vars(self)
        for name, default, factory in self._keys:
            if name in given:
                values[name] = given.pop(name)
            elif factory is not MISSING:
                values[name] = factory()
            elif default is not MISSING:
                values[name] = default
            else:
                raise TypeError(f"{type(self).__name__} needs {name}")
        if given:
            raise TypeError(f"{type(self).__name__} knows no {', '.join(given)}")

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __eq__(self, other: object) -> bool:
        return vars(self) == vars(other) if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(vars(self).values()))

    def __repr__(self) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={value!r}' for name, value in self)})"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        known = frozenset(field_names(cls))

        def without_empty_values(value: Any) -> Any:
            if isinstance(value, dict) and (None in value.values() or "" in value.values()):
                return {key: each for key, each in value.items() if each not in _EMPTY or key not in known}
            return value

        return core_schema.no_info_before_validator_function(without_empty_values, handler(source))

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        """Its keys with their values, in order."""
        return iter(vars(self).items())

    def inconsistencies(self) -> Iterator[Inconsistency]:
        """What is valid value by value and cannot hold together, each with the keys that lead to it."""
        yield from ()


def field_names(shape: type[Shape]) -> tuple[str, ...]:
    """The keys that a shape knows, in its order."""
    return tuple(each.name for each in fields(shape))  # type: ignore[arg-type] # a shape is a dataclass


def field_defaults(shape: type[Shape]) -> dict[str, Any]:
    """What each key of a shape means that may be left out, in its order; a map that is left out is empty."""
    found = {each.name: each for each in fields(shape)}  # type: ignore[arg-type] # a shape is a dataclass
    return {
        name: each.default if each.default_factory is MISSING else each.default_factory()
        for name, each in found.items()
        if each.default is not MISSING or each.default_factory is not MISSING
    }


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


MaybeEmpty = Annotated[T, Before(_something)]
"""A map that may be left empty after its key: `database:` is a service of which nothing is said."""

ListOf = Annotated[tuple[T, ...], Before(_list)]
OneOrMore = Annotated[tuple[T, ...], Before(_filled)]

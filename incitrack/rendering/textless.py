"""Values that have no text of their own, such as a method that was not called: printed, they would be a slip."""

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from typing import Any, Final

from jinja2 import TemplateRuntimeError, Undefined

_WITH_TEXT: Final = (str, int, float, type(None), Undefined)  # the last one says for itself what is wrong


def with_text(value: Any) -> Any:
    """A value that a template may print, as it is.

    Raises:
        TemplateRuntimeError: what Python says of it is no text for people, and holds an address of memory.
    """
    if isinstance(value, _WITH_TEXT) or hasattr(value, "__html__"):
        return value
    if isinstance(value, (list, tuple)):
        for each in value:
            with_text(each)
    elif isinstance(value, Mapping):
        for each in value.values():
            with_text(each)
    elif told := _what_it_is(value):
        raise TemplateRuntimeError(told)
    return value


def _what_it_is(value: Any) -> str | None:
    """What to do instead of printing a value, where that cannot be meant."""
    name = getattr(value, "__name__", None)
    if callable(value):
        return f"{name} is a method; write {name}()" if name else f"{_kind(value)} has no text of its own"
    if isinstance(value, Iterator):
        return "this has no text of its own; write |list or |join after it"
    if isinstance(value, (set, frozenset)):
        return "a set has no order of its own; write |sort after it"
    cls: Any = type(value)
    if cls.__str__ == object.__str__ and (cls.__repr__ == object.__repr__ or is_dataclass(value)):
        return f"{_kind(value)} has no text of its own; name one of its values"
    return None


def _kind(value: Any) -> str:
    return type(value).__name__

"""How a type says what its values look like in a file, without waiting for the library that validates them.

Pydantic is imported when something is validated: a command that only appends to a record which was read before
takes half the time without it.
"""

from collections.abc import Callable, Mapping
from typing import Any


class Grammar:
    """Annotates a type with the function that reads a value of it, and with its JSON Schema."""

    def __init__(self, read: Callable[[object], Any], json: Mapping[str, Any]) -> None:
        self.read = read
        self.json = dict(json)

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        return dict(self.json)


class Before:
    """Annotates a type with a function that a value passes through before the type's own validation."""

    def __init__(self, prepare: Callable[[object], Any]) -> None:
        self.prepare = prepare

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_before_validator_function(self.prepare, handler(source))


class OneOf:
    """Annotates a union with a function that tells, by its tag, which of the types a value is written as.

    A tag stands between angle brackets, so that it is never taken for a key of the file.
    """

    def __init__(self, tag_of: Callable[[object], str], types: Mapping[str, Any]) -> None:
        self.tag_of = tag_of
        self.types = dict(types)

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        choices = {tag: handler.generate_schema(each) for tag, each in self.types.items()}
        return core_schema.tagged_union_schema(choices, self.tag_of)


class WrittenAs:
    """Annotates a type with the one it is written as, the function between the two, and its JSON Schema."""

    def __init__(self, written: Any, convert: Callable[[Any], Any], json: Mapping[str, Any]) -> None:
        self.written = written
        self.convert = convert
        self.json = dict(json)

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_after_validator_function(self.convert, handler.generate_schema(self.written))

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        return dict(self.json)

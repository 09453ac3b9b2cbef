"""How a field is laid out in lines: its key, and a value on the same line or in a block below."""

from typing import Final

from incitrack.records.edits_scalars import Value, write_flow, write_scalar

_WIDTH: Final = 100
_LISTED_BELOW: Final = "links"
"""A field whose elements are long and grow one by one."""


def field_lines(key: str, value: Value, indent: str = "") -> list[str]:
    """The lines of `key: value`: a map as a block, a list on one line where it is short and of words."""
    written = f"{indent}{write_scalar(key)}:"
    if isinstance(value, str):
        return [f"{written} {write_scalar(value)}"]
    if not value:
        return [f"{written} {write_flow(value)}"]
    if isinstance(value, list) and key != _LISTED_BELOW and not any(isinstance(each, dict) for each in value):
        one_line = f"{written} {write_flow(value)}"
        if len(one_line) <= _WIDTH:
            return [one_line]
    return [written, *block_lines(value, indent + "  ")]


def block_lines(value: Value, indent: str) -> list[str]:
    """The lines of a map or a list as a block."""
    if isinstance(value, dict):
        return [line for key, each in value.items() for line in field_lines(key, each, indent)]
    return [line for each in value for line in element_lines(each, indent)]


def element_lines(value: Value, indent: str) -> list[str]:
    """The lines of one element of a list in a block; `indent` is that of its `-`."""
    if isinstance(value, dict) and value:
        first, *rest = block_lines(value, indent + "  ")
        return [f"{indent}- {first.lstrip(' ')}", *rest]
    return [f"{indent}- {write_scalar(value) if isinstance(value, str) else write_flow(value)}"]

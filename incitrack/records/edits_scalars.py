"""How a value is written in YAML so that it is read back as it is, in the simplest style a person would use."""

import re
from typing import Final, TypeAlias

from incitrack.records.yaml_reader import read_yaml

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
"""What an edit writes: text, a list of values, or a map of text to values."""


class Plain(str):
    """A time, date, number or truth value: written without quotes, which would make it text."""

    __slots__ = ()


_UNPRINTABLE: Final = re.compile(
    "[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_NEVER_PLAIN: Final = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`\s]|.*(?::\s|\s#|[:\s]$)")
_TYPED: Final = re.compile(  # what some reader of YAML 1.1 or 1.2 takes for something else than text
    r"~|=|<<|null|true|false|yes|no|on|off|y|n|[-+]?\.(?:inf|nan)"
    r"|[-+]?[.0-9][0-9_.,:e+-]*|0[xob][0-9a-f_]+|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t ].*)?",
    re.IGNORECASE,
)
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}


def write_scalar(value: str, *, style: str | None = None, in_flow: bool = False) -> str:
    """The YAML of a text; `style` is the quote that stood there before, and is kept where it can be."""
    if style == '"':
        return _double(value)
    if style == "'" and not _UNPRINTABLE.search(value):
        return _single(value)
    if isinstance(value, Plain) or _may_be_plain(value, in_flow=in_flow):
        return str(value)
    if _UNPRINTABLE.search(value) or not ('"' in value or "\\" in value):
        return _double(value)
    return _single(value)


def write_flow(value: Value) -> str:
    """The YAML of a value on one line, as it may stand within brackets."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{write_scalar(k, in_flow=True)}: {write_flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(write_flow(each) for each in value) + "]"
    return write_scalar(value, in_flow=True)


def _single(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _double(value: str) -> str:
    escaped = re.sub(r'[\\"]', lambda found: _ESCAPES[found[0]], value)
    return '"' + _UNPRINTABLE.sub(_escape, escaped) + '"'


def _escape(found: re.Match[str]) -> str:
    number = ord(found[0])
    if found[0] in _ESCAPES:
        return _ESCAPES[found[0]]
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def _may_be_plain(value: str, *, in_flow: bool) -> bool:
    if not value or _UNPRINTABLE.search(value) or _NEVER_PLAIN.match(value) or _TYPED.fullmatch(value):
        return False
    if in_flow:
        return not re.search(r"[,\[\]{}]", value) and read_yaml(f"[{value}]").value == [value]
    return bool(read_yaml(f"key: {value}").value == {"key": value})

"""What may reach a terminal: text with every control and direction character made visible."""

import re
from typing import Final

_UNSAFE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Lone surrogates are the bytes of a file's name that are no UTF-8; no stream can write them."""


def printable(text: str) -> str:
    r"""The text with control characters (tab and LF excepted) and bidi controls escaped, ESC as `\u001b`."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def printable_line(text: str) -> str:
    """The same on one line: line breaks and tabs become single spaces."""
    return printable(" ".join(text.split()))

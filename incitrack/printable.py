"""What may reach a terminal: text with every control and direction character made visible."""

import re
from typing import Final

_UNSAFE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Lone surrogates are the bytes of a file's name that are no UTF-8; no stream can write them."""
_HARMLESS: Final = b"\t\n" + bytes(range(32, 127))


def printable(text: str) -> str:
    r"""The text with control characters (tab and LF excepted) and bidi controls escaped, ESC as `\u001b`."""
    if text.isprintable():  # as most short texts are, which that is three times sooner to tell of
        return text
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def printable_bytes(text: str) -> bytes:
    """The same in UTF-8, sooner for a long text: what may harm is looked for in what no harmless ASCII is."""
    written = text.encode("utf-8", "surrogatepass")
    left = written.translate(None, _HARMLESS)
    if _UNSAFE.search(left.decode("utf-8", "surrogatepass")):
        return printable(text).encode()
    return written


def printable_line(text: str) -> str:
    """The same on one line: line breaks and tabs become single spaces."""
    return printable(" ".join(text.split()))

"""Putting lines into a text so that every other byte stays: line ends, a missing last newline, the rest."""

from collections.abc import Sequence
from typing import NoReturn

from incitrack.errors import RefusedError


def line_end_at(text: str, offset: int) -> str:
    """How a new line at an offset ends: as the line before it, else as the first one of the file."""
    before = text.rfind("\n", 0, offset)
    found = before if before >= 0 else text.find("\n")
    return "\r\n" if found > 0 and text[found - 1] == "\r" else "\n"


def line_after(text: str, offset: int) -> int:
    """Where the line begins that follows the line of `offset`; the length of the text behind the last one."""
    found = text.find("\n", offset)
    return len(text) if found < 0 else found + 1


def insert_lines(text: str, offset: int, lines: Sequence[str]) -> str:
    """Put whole lines (without line ends) where a line begins; a text without a last newline still has none."""
    end = line_end_at(text, offset)
    if offset == len(text) and not text.endswith("\n"):
        return text + "".join(end + line for line in lines)
    return text[:offset] + "".join(line + end for line in lines) + text[offset:]


def refuse_edit(what: str) -> NoReturn:
    """Give up an edit that would not say exactly what was meant.

    Raises:
        RefusedError: always.
    """
    raise RefusedError(
        f"{what} cannot be written without disturbing the rest of the file", hint="edit the file by hand"
    )

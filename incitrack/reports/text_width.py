"""How wide text is on a terminal, and text made to fit: cut, padded, wrapped."""

import unicodedata
from collections.abc import Iterator
from itertools import chain


def width(text: str) -> int:
    """The columns that a text takes: two for East Asian wide characters, none for what combines."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def cut(text: str, columns: int) -> str:
    """The text in at most `columns` columns (at least one), its end replaced by … where it is longer."""
    if width(text) <= columns:
        return text
    kept, used = 0, 0
    for character in text:
        used += _columns(character)
        if used > columns - 1:
            break
        kept += 1
    return text[:kept].rstrip() + "…"


def padded(text: str, columns: int) -> str:
    """The text with spaces after it, `columns` wide or as wide as it is."""
    return text + " " * (columns - width(text))


def wrapped(text: str, columns: int) -> list[str]:
    """The words of a text in lines of at most `columns`.

    A longer word has a line of its own, whole, so that an address can be copied; only the wide characters of
    East Asian scripts, which are written without spaces, are parted between any two.
    """
    lines: list[str] = []
    line = ""
    for word in chain.from_iterable(_pieces(word, columns) for word in text.split()):
        if line and width(line) + 1 + width(word) > columns:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line] if line else lines


def _pieces(word: str, columns: int) -> Iterator[str]:
    if word.isascii() or width(word) <= columns:
        yield word
        return
    piece, used = "", 0
    for character in word:
        size = _columns(character)
        if piece and size == 2 and used + size > columns:
            yield piece
            piece, used = "", 0
        piece += character
        used += size
    yield piece

"""How wide text is on a terminal, and text made to fit: cut, padded, wrapped."""

import unicodedata


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
    """The words of a text in lines of at most `columns`; a word that is longer has a line of its own, whole."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        if line and width(line) + 1 + width(word) > columns:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line] if line else lines

"""Markdown on a terminal: paragraphs and list items wrapped, code, tables and headings left as they are."""

import re
from typing import Final

from incitrack.reports.text_width import width, wrapped

_FENCE: Final = re.compile(r" *(`{3,}|~{3,})")
_BEGINS: Final = re.compile(r" *(?:(?:[-*+]|[0-9]{1,9}[.)]) +|> ?)?")
_KEPT: Final = re.compile(r" *[|#]")
_HARD_BREAK: Final = re.compile(r"(?:(?<! )  +|\\)$")
_LEAST: Final = 20


def reflow(markdown: str, columns: int | None) -> list[str]:
    """The lines of a Markdown text in at most `columns`; None wraps nothing.

    Words are never broken, so that an address stays whole and can be copied.
    """
    if columns is None:
        return markdown.split("\n")
    lines: list[str] = []
    paragraph: list[str] = []
    fence = ""
    for line in markdown.split("\n"):
        if fence:
            lines.append(line)
            fence = "" if _closes(line, fence) else fence
            continue
        opening = _FENCE.match(line)
        is_kept = opening or not line.strip() or _KEPT.match(line) or (not paragraph and line.startswith("    "))
        if is_kept or _begins(line):
            lines += _filled(paragraph, columns)
            paragraph = []
        if is_kept:
            lines.append(line)
            fence = opening[1] if opening else ""
        else:
            paragraph.append(line)
            if _HARD_BREAK.search(line):
                lines += _filled(paragraph, columns)
                paragraph = []
    return lines + _filled(paragraph, columns)


def _closes(line: str, fence: str) -> bool:
    bare = line.strip()
    return bare.startswith(fence) and not bare.strip(fence[0])


def _begins(line: str) -> bool:
    """Whether a line begins a list item or goes on with a quotation."""
    return bool((found := _BEGINS.match(line)) and found[0].strip())


def _filled(paragraph: list[str], columns: int) -> list[str]:
    if not paragraph:
        return []
    found = _BEGINS.match(paragraph[0])
    first = found[0] if found else ""
    first = "> " if first.strip() == ">" else first
    further = first if first == "> " else " " * len(first)
    text = " ".join([paragraph[0][found.end() if found else 0 :], *paragraph[1:]])
    filled = wrapped(text, max(_LEAST, columns - width(first)))
    return [(further if index else first) + line for index, line in enumerate(filled)] or [first.rstrip()]

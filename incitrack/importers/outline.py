"""Foreign Markdown made fit to stand under one of our headings."""

import re
from typing import Final

from incitrack.records.blocks import scan

_SHALLOWEST: Final = 3
_DEEPEST: Final = 6


def under_a_section(text: str) -> str:
    """The Markdown with its headings pushed down so that the highest is of level 3; the rest is untouched."""
    lines = text.split("\n")
    headings = scan(lines).headings
    push = _SHALLOWEST - min((heading.level for heading in headings), default=_SHALLOWEST)
    if push <= 0:
        return text
    for heading in reversed(headings):
        mark = "#" * min(heading.level + push, _DEEPEST)
        lines[heading.line : heading.last + 1] = [f"{mark} {heading.title}".rstrip()]
    return "\n".join(lines)


def fenced(text: str) -> str:
    """The text as a block of code, so that nothing in it is Markdown."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"

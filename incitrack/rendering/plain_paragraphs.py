"""Text that Markdown leaves as it is but for code: words and what a terminal said, as most entries are."""

import re
from typing import Final

from incitrack.rendering.code_html import block_html, span_html

_SAFE: Final = r"[\w ,.;:'\"()%/?!=+$^{}@#–—…’‘“”„-]"
_IN_CODE: Final = r"[ -_a-~\w]"
_SPAN: Final = rf"(?<!`)`((?! ){_IN_CODE}+(?<! ))`(?!`)"
_LINE: Final = rf"(?![0-9]{{1,9}}[.)])(?=[^\W_]|`)(?:{_SAFE}++|{_SPAN})++(?<! )"
"""It begins with a letter, a digit or code, not as an item of a numbered list does, and has no character that
Markdown or HTML knows anything special by (but for the underscore)."""
_FENCED: Final = rf"```[a-z]*\n((?:{_IN_CODE}*\n)*)```"
_BLOCK: Final = rf"(?:{_LINE}(?:\n{_LINE})*|{_FENCED})"
_PLAIN: Final = re.compile(rf"{_BLOCK}(?:\n\n{_BLOCK})*")
_FENCES: Final = re.compile(_FENCED)
_SPANS: Final = re.compile(_SPAN)


def plain_paragraphs(text: str) -> str | None:
    """The HTML of a text that is paragraphs, and code, a hundred times sooner; None where it is anything more.

    The promise, that it is what Markdown makes of the text, is held by a property test.
    """
    if not _PLAIN.fullmatch(text):
        return None
    parts = _FENCES.split(text) if "```" in text else [text]
    if any("_" in words and "_" in _SPANS.sub("", words) for words in parts[::2]):
        return None
    return "".join(block_html(part) if number % 2 else _paragraphs(part) for number, part in enumerate(parts))


def _paragraphs(text: str) -> str:
    if "`" in text:
        text = _SPANS.sub(lambda found: span_html(found[1]), text)
    return "".join(f"<p>{paragraph}</p>\n" for paragraph in text.strip("\n").split("\n\n") if paragraph)

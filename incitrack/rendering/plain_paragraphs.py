"""Text that Markdown leaves as it is but for code: paragraphs of words, as most entries and many sections are."""

import re
from typing import Final

from incitrack.rendering.code_span import code_html

_SAFE: Final = r"[\w ,.;:'\"()%/?!=+$^{}@#–—…’‘“”„-]"
_CODE: Final = r"(?<!`)`((?! )[ -_a-~\w]+(?<! ))`(?!`)"
_LINE: Final = rf"(?![0-9]{{1,9}}[.)])(?=[^\W_]|`)(?:{_SAFE}++|{_CODE})++(?<! )"
_PLAIN: Final = re.compile(rf"{_LINE}(?:\n\n?{_LINE})*")
"""Lines that begin with a letter, a digit or code, of characters that neither Markdown nor HTML knows anything
special by (but for the underscore); no line begins as an item of a numbered list does."""
_CODE_IN_LINE: Final = re.compile(_CODE)


def plain_paragraphs(text: str) -> str | None:
    """The HTML of a text that is paragraphs without other markup than code, a hundred times sooner; else None.

    The promise, that it is what Markdown makes of the text, is held by a property test.
    """
    if not _PLAIN.fullmatch(text) or ("_" in text and "_" in _CODE_IN_LINE.sub("", text)):
        return None
    if "`" in text:
        text = _CODE_IN_LINE.sub(lambda found: code_html(found[1]), text)
    return "".join(f"<p>{paragraph}</p>\n" for paragraph in text.split("\n\n"))

"""What a word is to the search; `site_templates/scripts/search/1-words.js` splits a query by the same rules."""

import re
import unicodedata
from typing import Final

UNSPACED: Final = "\u0e00-\u0eff\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Letters of scripts that put no space between words (Thai, Lao, Japanese, Chinese): each is a word of its own."""

END: Final = "\u01c1"
"""Ends every indexed word, so that `failǁ` finds only `fail`, and `fail` whatever begins with it.

It is a letter, or the engine would take the word apart, and one of no word: it separates them.
"""

_ID: Final = r"(?<![a-z0-9])inc-[0-9]{4}-[0-9]{4,}(?![a-z0-9])"
_WORD: Final = re.compile(rf"{_ID}|(?=[^\W_])[{UNSPACED}]|(?:(?![{UNSPACED}])[^\W_])+")
_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]+")
_PLAIN_WORD: Final = re.compile(rf"{_ID}|[a-z0-9]+")


def words(text: str) -> list[str]:
    """The words of a text in their order: runs of letters and digits, without case, accents and punctuation.

    `café` is `cafe`, `foo_bar` is two words; a letter of a script without spaces is one word, an ID is one,
    `inc20260042`.
    """
    if text.isascii():
        found = _PLAIN_WORD.findall(text.lower())
    else:
        bare = _BEYOND_ASCII.sub(_without_marks, unicodedata.normalize("NFKD", text.replace(END, " ")))
        found = _WORD.findall(bare.lower())
    return [word.replace("-", "") for word in found]


def _without_marks(found: re.Match[str]) -> str:
    return "".join(each for each in found[0] if not unicodedata.category(each).startswith("M"))

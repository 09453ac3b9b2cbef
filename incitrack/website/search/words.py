"""What a word is to the search; `site_templates/scripts/search/1-words.js` splits a query by the same rules."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from incitrack.model.words import ID_FORM

UNSPACED: Final = "\u0e00-\u0eff\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Letters of scripts that put no space between words (Thai, Lao, Japanese, Chinese): each is a word of its own."""

PLAIN: Final = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i",
}  # fmt: skip
"""Letters that are written with others where a keyboard has them not; no mark can be taken off them."""

_ID: Final = re.compile(rf"(?<![^\W_]){ID_FORM.lower()}(?![a-z0-9])")
_UNSPACED: Final = re.compile(f"[{UNSPACED}]")
_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]+")
_SPACES: Final = {code: " " for code in range(128) if not chr(code).isalnum()}


def words(text: str) -> list[str]:
    """The words of a text in their order: runs of letters and digits, without case, accents and punctuation.

    `café` is `cafe`, `Größe` is `grosse`, `foo_bar` is two words; a letter of a script without spaces is one word,
    an ID is one, `inc20260042`.
    """
    if text.isascii():
        lower = text.lower()
    else:
        lower = _BEYOND_ASCII.sub(_only_words, unicodedata.normalize("NFKD", text).lower())
    if "inc-" in lower:
        lower = _ID.sub(_one_word, lower)
    return lower.translate(_SPACES).split()


def _only_words(found: re.Match[str]) -> str:
    return _between_spaces(found[0])


@lru_cache(maxsize=4096)
def _between_spaces(run: str) -> str:
    """Characters beyond ASCII without marks, and with spaces in the place of what is no letter."""
    return "".join(_as_shown(each) for each in run if not unicodedata.category(each).startswith("M"))


def _as_shown(character: str) -> str:
    if not character.isalnum():
        return " "
    return f" {character} " if _UNSPACED.match(character) else PLAIN.get(character, character)


def _one_word(found: re.Match[str]) -> str:
    return f" {found[0].replace('-', '')} "

"""A text as the words that a reader would find in it, whatever it is wrapped, escaped or packed in."""

import gzip
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from html import unescape
from typing import Final
from urllib.parse import unquote

from incitrack.printable import printable

RUN: Final = 5
"""So many words in a row are somebody's own."""

Words = tuple[str, ...]

_IDEOGRAPHS: Final = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
_WORD: Final = re.compile(rf"[{_IDEOGRAPHS}]|[^\W_{_IDEOGRAPHS}]+")
"""A script without spaces has a word in each character."""
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_TAG: Final = re.compile(r"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>|<!--.*?-->", re.DOTALL)
_LOWERED: Final = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
_PART_OF_A_WORD: Final = re.compile(
    r"</?(?:a|abbr|b|bdi|code|em|i|mark|s|small|span|strong|sub|sup|u)(?:\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)?>",
    re.IGNORECASE,
)
_ESCAPE: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,8})\}|x([0-9a-fA-F]{2})|[\"'\\/bfnrt])")
_ESCAPE_OF_STYLE: Final = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
_DEEPEST: Final = 5
_GZIP: Final = b"\x1f\x8b"


def words_of(text: str) -> list[str]:
    """The words, whatever their case, between whatever is no letter and no digit."""
    if text.isascii():
        return printable(text).translate(_LOWERED).split()
    return _WORD.findall(unicodedata.normalize("NFKC", _UNSEEN.sub("", printable(text))).casefold())


def runs(words: list[str], length: int = RUN) -> Iterator[Words]:
    """Every `length` words in a row."""
    return zip(*(words[start:] for start in range(length)), strict=False)


def short_runs(words: list[str]) -> Iterator[Words]:
    """Every one word, every two in a row, and so on to five."""
    for length in range(1, RUN + 1):
        yield from runs(words, length)


def readings(content: bytes) -> list[str]:
    """The texts that are in a file, unpacked first: what stands between its tags, and each of its tags.

    Every kind of escape is undone; where that could hide something, the text stands there as it was as well.
    """
    layers = [unpacked(content).decode("utf-8", "replace")]
    while len(layers) < _DEEPEST and (further := unescape(layers[-1])) != layers[-1]:
        layers.append(further)
    is_markup = layers[0].lstrip("\ufeff \r\n\t").startswith("<")
    found: dict[str, None] = {} if is_markup else {layers[-1]: None}
    for layer in layers:
        found[_unescaped(_TAG.sub(_space, layer))] = None
        if (joined := _PART_OF_A_WORD.sub("", layer)) != layer:
            found[_unescaped(_TAG.sub(_space, joined))] = None
        found.update((_unescaped(tag), None) for tag in dict.fromkeys(_TAG.findall(layer)))
    for text in list(found):
        if "%" in text:
            found[_undone(unquote, text)] = None
        if "\\" in text:
            found[_ESCAPE.sub(_written, text)] = None
            found[_ESCAPE_OF_STYLE.sub(_written, text)] = None
    return list(found)


def unpacked(content: bytes) -> bytes:
    """What a compressed file holds; any other as it is."""
    for _ in range(_DEEPEST):
        if not content.startswith(_GZIP):
            break
        try:
            content = gzip.decompress(content)
        except (OSError, EOFError):
            break
    return content


def _space(tag: re.Match[str]) -> str:
    """Tags within a word part nothing; what any other stands between, it parts."""
    return "" if tag[0].lower() in {"<wbr>", "<wbr/>"} else " "


def _unescaped(text: str) -> str:
    return _undone(unescape, text) if "&" in text else text


def _undone(undo: Callable[[str], str], text: str) -> str:
    """A text from which escapes are taken until none is left, or too many lie over each other."""
    for _ in range(_DEEPEST):
        if (further := undo(text)) == text:
            break
        text = further
    return text


def _written(escape: re.Match[str]) -> str:
    """What an escape of JSON, of a script or of a style stands for; white space for a quote or a line break."""
    code = next(filter(None, escape.groups()), None)
    return chr(number) if code and (number := int(code, 16)) <= sys.maxunicode else " "

"""What the engine writes: an index in parts, each of which has the words from its first on, in their order.

The site's script reads the same (`site_templates/scripts/search/2-parts.js`). The engine promises no format, so
what is not as this version knows it is refused here, before a site is published that cannot be searched.
"""

import gzip
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from incitrack.website.search.engine import EngineError

_SIGNATURE: Final = b"pagefind_dcd"
_UNKNOWN: Final = "pagefind writes its index in another way than this version knows"
_LONG: Final = 24
"""From here on a number does not fit into the first byte; the bytes that follow are 1, 2, 4 or 8."""


@dataclass(frozen=True)
class Part:
    """A part of an index: no word of an earlier one is `first` or comes after it, all words here do."""

    first: str
    content: bytes


def parts_of(files: Mapping[str, bytes], pages: int) -> list[Part]:
    """The parts of the index of so many pages in the order of their words, from the files of the engine.

    Raises:
        EngineError: they are not as this version knows them.
    """
    try:
        [meta] = [content for path, content in files.items() if path.endswith(".pf_meta")]
        _, said, chunks, *_ = unpacked(meta)
        found = [Part(first, files[f"index/{name}.pf_index"]) for first, _, name in chunks]
        known = len(said) == pages and _is_known(min(found, key=lambda part: len(part.content)))
    except (ValueError, KeyError, IndexError, TypeError, OSError, EOFError, zlib.error) as error:
        raise EngineError(_UNKNOWN) from error
    if not known:
        raise EngineError(_UNKNOWN)
    return found


def unpacked(content: bytes) -> Any:
    """The lists, texts and numbers in a file of the engine: gzip over a signature and CBOR.

    Raises:
        ValueError, IndexError, OSError, EOFError, zlib.error: it is none, or has something else in it.
    """
    packed = gzip.decompress(content)
    if not packed.startswith(_SIGNATURE):
        raise ValueError
    return _read(packed, len(_SIGNATURE))[0]


def _read(packed: bytes, at: int) -> tuple[Any, int]:
    """The value that begins at a place, and the place after it."""
    kind, count = packed[at] >> 5, packed[at] & 0x1F
    at += 1
    if count >= _LONG:
        length = 1 << (count - _LONG)
        count = int.from_bytes(packed[at : at + length])
        at += length
    match kind:
        case 0:
            return count, at
        case 1:
            return -1 - count, at
        case 3:
            return packed[at : at + count].decode(), at + count
        case 4:
            found = []
            for _ in range(count):
                value, at = _read(packed, at)
                found.append(value)
            return found, at
    raise ValueError


def _is_known(part: Part) -> bool:
    """Whether a part is what the script reads: of a word, steps to pages and to places there."""
    [words] = unpacked(part.content)
    steps = (
        step
        for word, pages, *_ in words
        if word >= part.first
        for page, places, *_ in pages
        for step in (page, *places)
    )
    return bool(words) and all(isinstance(step, int) for step in steps)

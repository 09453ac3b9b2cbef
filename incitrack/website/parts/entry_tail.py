"""What the text of an entry may end in: where the evidence is, and that it was written from memory."""

import re
from typing import Final, NamedTuple

from incitrack.rendering.links import is_allowed_link

_ENDING: Final = re.compile(r"\((?:evidence: *([^\s()]+)|from memory)\)")


class Tail(NamedTuple):
    """A text without what it ends in, the address of the evidence or "", and whether it is from memory."""

    rest: str
    evidence: str = ""
    from_memory: bool = False


def tail_of(text: str) -> Tail:
    """The text and its endings, of which there may be several; all of it is text where the evidence is no link.

    They are looked for from the end: one pattern for all would begin anew at each space of a long text.
    """
    endings, end = [], _end_of_words(text, len(text))
    while found := _ENDING.fullmatch(text, max(0, text.rfind("(", 0, end)), end):
        endings.append(found[1])
        end = _end_of_words(text, found.start())
    evidence = next((address for address in reversed(endings) if address), "")
    if not endings or (evidence and not is_allowed_link(evidence)):
        return Tail(text)
    return Tail(text[:end], evidence, from_memory=None in endings)


def _end_of_words(text: str, end: int) -> int:
    """Where the white space begins that ends there."""
    while text[end - 1 : end].isspace():
        end -= 1
    return end

"""Where a text or a path names an incident by its whole ID, and the same with other IDs in their place."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from incitrack.model.words import ID_FORM

_MENTION: Final = re.compile(rb"(?<![0-9A-Za-z_-])%b(?![0-9A-Za-z_])" % ID_FORM.encode())


def mentions_any(content: bytes, moves: Mapping[str, str]) -> bool:
    """Whether one of the IDs that move stands in the text, whole: INC-2026-0004 is no part of INC-2026-00042."""
    return any(found.decode() in moves for found in _MENTION.findall(content))


def with_moved(content: bytes, moves: Mapping[str, str]) -> bytes:
    """The text with every mention of a moved ID replaced, all at once, whatever the encoding around it."""
    return _MENTION.sub(lambda found: moves.get(found[0].decode(), found[0].decode()).encode(), content)


def moved_path(path: str, moves: Mapping[str, str]) -> str:
    """The same for a path."""
    raw = path.encode(errors="surrogateescape")
    return with_moved(raw, moves).decode(errors="surrogateescape")


def with_own_lines_moved(content: bytes, earlier: Sequence[bytes], moves: Mapping[str, str]) -> bytes:
    """The text with the mentions replaced in all lines but those that stood in an earlier text of the file.

    What is no text, which a NUL tells as in Git, stays as it is.
    """
    if b"\0" in content or not mentions_any(content, moves):
        return content
    known: Counter[bytes] = Counter()
    for text in earlier:
        known |= Counter(line for line in text.splitlines() if mentions_any(line, moves))
    lines = []
    for line in content.splitlines(keepends=True):
        bare = line.rstrip(b"\r\n")
        if known[bare]:
            known[bare] -= 1
            lines.append(line)
        else:
            lines.append(with_moved(line, moves))
    return b"".join(lines)

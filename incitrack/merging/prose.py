"""The body of a record: its two lists put back into the text around them, which is merged as text."""

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from incitrack.merging.choice import UNSETTLED, settled, settled_text
from incitrack.merging.pieces import CannotMergeError, Conflict, Marks, Piece, Side, resolved, unmarked
from incitrack.merging.version import Version

_SIZE: Final = 40
"""Markers of this size are told from anything that people write; a text that has such a line is merged as text."""


class TextMerge(Protocol):
    """Git's own merge of three texts: the text, with markers where it conflicts, and whether it is clean."""

    def __call__(self, base: bytes, ours: bytes, theirs: bytes, marks: Marks) -> tuple[bytes, bool]:
        """Merge them."""
        ...


def merged_body(
    versions: Sequence[Version], lists: Mapping[str, list[Piece]], text_merge: TextMerge
) -> list[Piece]:
    """The merged body of base, ours and theirs, with the merged lists in their places.

    Raises:
        CannotMergeError: a list that a side has is not in the text that this side's lines come to.
    """
    holders = _holders(versions)
    texts = [_outline(version, holders) for version in versions]
    outlines = [text.rstrip("\n") + "\n" for text in texts]
    parts = [_parts(outline, holders) for outline in outlines]
    if all(part[1::2] == parts[0][1::2] for part in parts):
        # The same lists in the same order: what stands between them never meets them.
        pieces: list[Piece] = []
        for base, ours, theirs in zip(*parts, strict=True):
            is_list = base in holders.values()
            pieces += [base] if is_list else _merged_text((base, ours, theirs), text_merge)
    else:
        pieces = _merged_text(outlines, text_merge)
    # Blank lines at the end would be in the way of a section that the other side adds there.
    ends = (text[len(outline) :] for text, outline in zip(texts, outlines, strict=True))
    pieces.append(settled_text(*ends))
    for side, version in zip(Side, versions[1:], strict=True):
        text = resolved(pieces, side)
        if any(lists[title] and holders[title] not in text for title in version.lists):
            raise CannotMergeError
    return _filled(pieces, {holder: lists[title] for title, holder in holders.items()})


def _holders(versions: Sequence[Version]) -> dict[str, str]:
    """For each list a line that stands for it, and that no version holds."""
    number = 0
    while any(f"list-of-entries-{number}-" in version.text for version in versions):
        number += 1
    titles = {title for version in versions for title in version.lists}
    return {title: f"list-of-entries-{number}-{title.lower()}\n" for title in sorted(titles)}


def _outline(version: Version, holders: Mapping[str, str]) -> str:
    lines = list(version.lines)
    for title, found in reversed(version.lists.items()):
        lines[found.start : found.end] = [holders[title]]
    return "".join(lines)


def _parts(outline: str, holders: Mapping[str, str]) -> list[str]:
    """The outline cut at the lines that stand for lists: text, holder, text and so on."""
    parts = [""]
    for line in outline.splitlines(keepends=True):
        if line in holders.values():
            parts += [line, ""]
        else:
            parts[-1] += line
    return parts


def _merged_text(versions: Sequence[str], text_merge: TextMerge) -> list[Piece]:
    base, ours, theirs = versions
    known = settled(base, ours, theirs)
    if known is not UNSETTLED:
        return [known]
    if any(sign * _SIZE in text for text in versions for sign in "<|=>"):
        raise CannotMergeError
    merged, _ = text_merge(base.encode(), ours.encode(), theirs.encode(), Marks(size=_SIZE))
    return unmarked(merged.decode(), _SIZE)


def _filled(pieces: Sequence[Piece], lists: Mapping[str, list[Piece]]) -> list[Piece]:
    filled: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Conflict):
            sides = [_replaced(piece.of(side), lists, side) for side in Side]
            base = _replaced(piece.base, {each: [] for each in lists}, Side.OURS)
            filled.append(Conflict(sides[0], sides[1], base))
        else:
            filled += _put_in(piece, lists)
    return filled


def _put_in(text: str, lists: Mapping[str, list[Piece]]) -> list[Piece]:
    for holder, lines in lists.items():
        before, found, after = text.partition(holder)
        if found:
            return [*_put_in(before, lists), *lines, *_put_in(after, lists)]
    return [text]


def _replaced(text: str, lists: Mapping[str, list[Piece]], side: Side) -> str:
    for holder, lines in lists.items():
        text = text.replace(holder, resolved(lines, side))
    return text

"""Three versions of a record merged by what they say; as texts, where one of them cannot be read."""

from collections.abc import Mapping
from typing import Final, NamedTuple, TypeAlias

from incitrack.errors import RefusedError
from incitrack.merging.choice import settled_text
from incitrack.merging.coherence import disagreements
from incitrack.merging.entries import entry_lines, merged_entries
from incitrack.merging.items import LISTS, Item
from incitrack.merging.layout import in_layout, merged_layout
from incitrack.merging.lifecycle import final_status
from incitrack.merging.merged_entry import MergedEntry, entries_of
from incitrack.merging.pieces import CannotMergeError, Marks, Names, Piece, Side, has_conflict, marked, resolved
from incitrack.merging.prose import TextMerge, merged_body
from incitrack.merging.version import Version, read_version
from incitrack.records.body import TIMELINE
from incitrack.records.places import INCIDENTS

_ATTEMPTS: Final = 4
"""Contesting a field may leave another in disagreement; so often the fields are merged."""

_PLAIN: Final = Marks()

Versions: TypeAlias = tuple[Version, Version, Version]
"""The base, ours and theirs."""


class Merged(NamedTuple):
    """The merged file, and whether nothing in it is left to a person."""

    content: bytes
    is_clean: bool


def merge_record(base: bytes, ours: bytes, theirs: bytes, text_merge: TextMerge, marks: Marks = _PLAIN) -> Merged:
    """Merge the bytes of three versions of a record; `base` is empty where both sides added it.

    Entries, fields, elements and action items of both sides hold, each once; what both changed differently stands
    between markers with both sides' lines. The result is the same whichever side is ours, markers aside. It never
    fails: what cannot be read, and two records of one name, are merged as texts.
    """
    if theirs in (ours, base):
        return Merged(ours, is_clean=True)
    if ours == base:
        return Merged(theirs, is_clean=True)
    if base:  # else nothing says that they are one incident
        try:
            versions = read_version(base), read_version(ours), read_version(theirs)
            return _by_meaning(versions, text_merge, marks)
        except (CannotMergeError, RefusedError, RecursionError):
            pass
    return Merged(*text_merge(base, ours, theirs, marks))


def _by_meaning(versions: Versions, text_merge: TextMerge, marks: Marks) -> Merged:
    if len({version.kind for version in versions}) > 1:
        raise CannotMergeError
    is_new_front = len({version.front for version in versions}) > 1
    if is_new_front:
        for version in versions:
            version.refuse_unreadable()
    lists = {title: _merged_list(versions, title) for title in LISTS}
    body = merged_body(versions, {title: entry_lines(each) for title, each in lists.items()}, text_merge)
    pieces = [*_merged_front(versions, lists[TIMELINE]), *body]
    _verify(pieces, versions, lists, is_new_front=is_new_front)
    layout = merged_layout(*(version.layout for version in versions))
    return Merged(in_layout(marked(pieces, marks), layout).encode(), not has_conflict(pieces))


def _merged_list(versions: Versions, title: str) -> list[MergedEntry]:
    base, ours, theirs = (_items(version, title) for version in versions)
    return merged_entries(base, ours, theirs)


def _items(version: Version, title: str) -> tuple[Item, ...]:
    found = version.lists.get(title)
    return found.items if found else ()


def _merged_front(versions: Versions, timeline: list[MergedEntry]) -> list[Piece]:
    """The front matter with its fences; a field that the merged timeline contradicts is contested."""
    base, ours, theirs = versions
    contested: frozenset[Names] = frozenset()
    if base.kind == INCIDENTS:
        statuses = [final_status(entries_of(timeline, side)) for side in Side]
        ours, theirs = (_with_status(each, status) for each, status in zip((ours, theirs), statuses, strict=True))
        if statuses[0] is not statuses[1]:
            contested = frozenset({("status",)})
    fences = zip(*(version.fences for version in versions), strict=True)
    opening, closing = (settled_text(*each) for each in fences)
    if base.front == ours.front == theirs.front:
        return [opening, base.front, closing]

    from incitrack.merging.fields import merged_fields

    for _ in range(_ATTEMPTS):
        fields = merged_fields(base.front, ours.front, theirs.front, contested)
        pieces = [opening, *fields, closing]
        new = _contradicted(pieces, versions, timeline) - contested if base.kind == INCIDENTS else None
        if not new:
            break
        contested |= new
    return pieces


def _with_status(version: Version, status: str | None) -> Version:
    if status is None or version.values.get("status") == status:
        return version

    from incitrack.records.edits_front_matter import set_value
    from incitrack.records.edits_scalars import Plain

    return Version(version.layout, set_value(version.text, ("status",), Plain(status)))


def _contradicted(pieces: list[Piece], versions: Versions, timeline: list[MergedEntry]) -> frozenset[Names]:
    """The fields that agree with the timeline on both sides, and no longer do when these are merged."""
    _, *sides = versions
    before = [disagreements(each.values, [item.entry for item in _items(each, TIMELINE)]) for each in sides]
    after = (
        disagreements(Version(versions[0].layout, resolved(pieces, side)).values, entries_of(timeline, side))
        for side in Side
    )
    return frozenset(names for found in after for names in found if not any(names in each for each in before))


def _verify(
    pieces: list[Piece], versions: Versions, lists: Mapping[str, list[MergedEntry]], *, is_new_front: bool
) -> None:
    """See that, settled by either side, the merged text is read as what was meant.

    Raises:
        CannotMergeError: it is not.
    """
    for side, own in zip(Side, versions[1:], strict=True):
        version = read_version(resolved(pieces, side).encode())
        if is_new_front:
            version.refuse_unreadable()
        for title, merged in lists.items():
            entries = [item.entry for item in _items(version, title)]
            # A section that one side began may conflict with what the other wrote there, and is then not in both.
            if entries != entries_of(merged, side) and (entries or title in own.lists):
                raise CannotMergeError

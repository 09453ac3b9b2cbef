"""Merging for tests: both ways round each time, with what each side's lines would come to."""

from pathlib import Path
from typing import NamedTuple

from incitrack.merging.merge import merge_record
from incitrack.merging.pieces import Conflict, unmarked
from incitrack.store.text_merge import GitTextMerge

TEXT_MERGE = GitTextMerge(Path.cwd())


class Result(NamedTuple):
    """The merged text, and its conflicts as (ours, theirs)."""

    text: str
    conflicts: list[tuple[str, str]]


def merge(base: str, ours: str, theirs: str) -> Result:
    """Merge three texts; sides swapped, the result is the same."""
    found, turned = _merge(base, ours, theirs), _merge(base, theirs, ours)
    assert [(b, a) for a, b in turned.conflicts] == found.conflicts
    if not found.conflicts:
        assert turned.text == found.text
    return found


def _merge(base: str, ours: str, theirs: str) -> Result:
    content, is_clean = merge_record(base.encode(), ours.encode(), theirs.encode(), TEXT_MERGE)
    conflicts = [tuple(each) for each in unmarked(content.decode(), 7) if isinstance(each, Conflict)]
    assert is_clean == (not conflicts)
    return Result(content.decode(), [(each[0], each[1]) for each in conflicts])


def clean(base: str, ours: str, theirs: str) -> str:
    """The text of a merge in which nothing conflicts."""
    found = merge(base, ours, theirs)
    assert found.conflicts == [], found.text
    return found.text

"""Which incidents are alike, kept from build to build: it hangs on those before them, and those seldom change.

One file beside the cache of the archive and under the same rules: safe to delete at any time.
"""

from itertools import takewhile
from operator import eq
from typing import Any, Final, NamedTuple

from incitrack.metrics.similarity import Alike, asked_of, earlier_alike
from incitrack.records.cache_file import cache_folder, load, store
from incitrack.website.contents import Contents
from incitrack.website.reuse.ingredients import digest

_NAME: Final = "alike.cache"


class _Kept(NamedTuple):
    """`asked` has a digest of what is asked of each incident, the oldest first, `records` that of its record."""

    common: bytes
    records: list[bytes]
    asked: list[bytes]
    alike: Alike


def recall_alike(contents: Contents, common: bytes) -> int:
    """Let the contents know which incidents are alike, by what an earlier build found, and keep it for the next.

    `common` is a digest of the program. Returns of how many, the oldest, the answers were known.
    """
    file = cache_folder(contents.archive.root) / _NAME
    kept: Any = load(file)
    before = kept if isinstance(kept, _Kept) and kept.common == common else _Kept(common, [], [], {})
    incidents = contents.oldest_first
    records = [shown.record.digest for shown in reversed(contents.incidents)]
    told = dict(zip(before.records, before.asked, strict=True))
    asked = [
        told.get(record) or digest(repr(asked_of(incident)))
        for record, incident in zip(records, incidents, strict=True)
    ]
    same = sum(1 for _ in takewhile(bool, map(eq, asked, before.asked)))
    known = {incident.id: before.alike[incident.id] for incident in incidents[:same]}
    contents.assume_alike(earlier_alike(incidents, known))
    if asked != before.asked:
        store(file, _Kept(common, records, asked, contents.alike))
    return same

"""Clocks that are over, kept from build to build: what an incident was judged from says whether they hold.

One file beside the cache of the archive and under the same rules: safe to delete at any time.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

from incitrack.metrics.clocks import Judged
from incitrack.records.cache import cache_folder, load, store
from incitrack.website.contents import Contents
from incitrack.website.ingredients import Ingredients
from incitrack.workers import Beside

_NAME: Final = "judged.cache"
_STALE: Final = 0.02
"""With so large a part of them new, they are written anew, which takes longer than to judge that part again."""


class _Kept(NamedTuple):
    common: bytes
    judged: dict[bytes, Judged]


class Recalled(NamedTuple):
    """Of how many incidents the clocks were known; `wait` until those that are new are kept."""

    known: int
    wait: Callable[[], None]


def recall_clocks(root: Path, contents: Contents, ingredients: Ingredients, common: bytes) -> Recalled:
    """Let the contents' clocks know what an earlier build has judged; keep them for the next, if many are new.

    `common` is a digest of all that clocks are reckoned with beside the incident and what it came after.
    """
    file = cache_folder(root) / _NAME
    kept: Any = load(file)
    before = kept.judged if isinstance(kept, _Kept) and kept.common == common else {}
    digests = {shown.record.path: ingredients.of(shown) for shown in contents.incidents}
    known = {path: before[made_of] for path, made_of in digests.items() if made_of in before}
    contents.clocks.assume(known)
    if len(digests) - len(known) > _STALE * len(digests):
        judged = {digests[record.path]: contents.clocks.judge(record) for record in contents.archive.incidents}
        final = {made_of: each for made_of, each in judged.items() if each.is_final}
        if final.keys() - before.keys():
            return Recalled(len(known), Beside(partial(store, file, _Kept(common, final))).result)
    return Recalled(len(known), lambda: None)

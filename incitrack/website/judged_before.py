"""Clocks that are over, kept from build to build: what an incident was judged from says whether they hold.

One file beside the cache of the archive and under the same rules: safe to delete at any time.
"""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple

from incitrack.metrics.clocks import Judged
from incitrack.records.cache import cache_folder, load, store
from incitrack.website.contents import Contents
from incitrack.website.ingredients import Ingredients

_NAME: Final = "judged.cache"
_STALE: Final = 0.02
"""With so large a part of them new, they are written anew, which takes longer than to judge that part again."""


class _Kept(NamedTuple):
    common: bytes
    judged: dict[bytes, Judged]


class JudgedBefore:
    """The clocks of the incidents of a site that earlier builds have judged, by the digest of what they judged.

    `common` is a digest of all that clocks are reckoned with beside the incident and what it came after.
    """

    def __init__(self, root: Path, contents: Contents, ingredients: Ingredients, common: bytes) -> None:
        self._file = cache_folder(root) / _NAME
        self._contents = contents
        self._ingredients = ingredients
        self._common = common

    def by_path(self) -> Mapping[str, Judged]:
        """Those that still hold, by the path of the record."""
        found = (
            (shown.record.path, self._kept.get(self._ingredients.of(shown))) for shown in self._contents.incidents
        )
        return {path: judged for path, judged in found if judged}

    def keep(self) -> None:
        """Keep what this process has judged, where it has judged all and much of it is new."""
        judged = self._contents.clocks.judged
        if any(shown.record.path not in judged for shown in self._contents.incidents):
            return
        found = {
            self._ingredients.of(shown): judged[shown.record.path]
            for shown in self._contents.incidents
            if judged[shown.record.path].is_final
        }
        if len(found.keys() - self._kept.keys()) > _STALE * len(found):
            store(self._file, _Kept(self._common, found))

    @cached_property
    def _kept(self) -> dict[bytes, Judged]:
        kept: Any = load(self._file)
        return kept.judged if isinstance(kept, _Kept) and kept.common == self._common else {}

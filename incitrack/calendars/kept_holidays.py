"""Public holidays that were worked out before: to load the library that knows them takes a tenth of a second.

One small file for each country beside the cache of the archive and under the same rules.
"""

from collections.abc import Callable, Container
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from incitrack.records.cache_file import cache_folder, load, store
from incitrack.records.stamps import Stamps, library_files, stamps_of

_beside: Path | None = None


def keep_beside(root: Path) -> None:
    """From now on, keep what is worked out for the repository at `root`; before, nothing is kept."""
    global _beside  # noqa: PLW0603 - a calendar knows its policy, and not where that was read
    _beside = root


class _Kept(NamedTuple):
    """`library` has the stamp of the library that worked them out."""

    library: Stamps
    years: dict[int, frozenset[date]]


class Holidays(Container[date]):
    """The public holidays under a code, year by year, of which `work_out` knows those that were not kept."""

    def __init__(self, code: str, work_out: Callable[[int], frozenset[date]]) -> None:
        from hashlib import blake2b

        self._work_out = work_out
        name = blake2b(code.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
        self._file = cache_folder(_beside) / f"holidays-{name}.cache" if _beside else None
        self._library = stamps_of(library_files("holidays"))
        kept: Any = load(self._file) if self._file else None
        is_same = isinstance(kept, _Kept) and kept.library == self._library
        self._years: dict[int, frozenset[date]] = dict(kept.years) if is_same else {}

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and day in self.of(day.year)

    def of(self, year: int) -> frozenset[date]:
        """The holidays of a year."""
        found = self._years.get(year)
        if found is None:
            found = self._years[year] = self._work_out(year)
            if self._file:
                store(self._file, _Kept(self._library, self._years))
        return found

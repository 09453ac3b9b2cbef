"""The list of all incidents: cut into pages, grouped by the month of the report, each record once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Final, TypeVar

from incitrack.website.addresses import INCIDENTS, Links, numbered
from incitrack.website.contents import Contents, ShownIncident

PAGE_SIZE: Final = 400

T = TypeVar("T")


def pages_of(lines: Sequence[T], size: int = PAGE_SIZE) -> tuple[tuple[T, ...], ...]:
    """What a list shows cut into pages of at most `size`, in its order; one empty page where there is nothing."""
    starts = range(0, max(1, len(lines)), size)
    return tuple(tuple(lines[start : start + size]) for start in starts)


def by_month(
    incidents: tuple[ShownIncident, ...], contents: Contents
) -> tuple[tuple[date, tuple[ShownIncident, ...]], ...]:
    """Incidents by the first day of the month of their report, in the team's calendar; both in their order."""
    grouped = groupby(incidents, key=lambda shown: contents.day(shown.at).replace(day=1))
    return tuple((month, tuple(group)) for month, group in grouped)


def month_anchor(month: date) -> str:
    """The ID of a month on the page that lists it."""
    return f"m-{month.isoformat()[:7]}"


@dataclass(frozen=True)
class MonthLists:
    """Which page of the list of all incidents has what."""

    contents: Contents

    @cached_property
    def pages(self) -> tuple[tuple[ShownIncident, ...], ...]:
        """The incidents of each page, the latest first."""
        return pages_of(self.contents.incidents)

    @cached_property
    def months(self) -> dict[date, tuple[int, int]]:
        """By month, the latest first: the first page (from 1) that lists some of it, and how many it has."""
        found: dict[date, tuple[int, int]] = {}
        for number, incidents in enumerate(self.pages, start=1):
            for month, group in by_month(incidents, self.contents):
                page, count = found.get(month, (number, 0))
                found[month] = page, count + len(group)
        return found

    @cached_property
    def _pages_by_key(self) -> dict[str, int]:
        return {shown.key: number for number, page in enumerate(self.pages, start=1) for shown in page}

    def link(self, links: Links, shown: ShownIncident) -> str:
        """The address of the month in which an incident is listed, on the page that lists it."""
        month = self.contents.day(shown.at).replace(day=1)
        return links.to(numbered(INCIDENTS, self.page_of(shown)), month_anchor(month))

    def page_of(self, shown: ShownIncident) -> int:
        """The number of the page, from 1, that lists an incident."""
        return self._pages_by_key[shown.key]

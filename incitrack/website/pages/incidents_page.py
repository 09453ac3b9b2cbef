"""The list of all incidents, month by month, on as many pages as it takes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from incitrack.website.addresses import INCIDENTS, numbered
from incitrack.website.contents import Contents
from incitrack.website.describe import Describer
from incitrack.website.listing.facets import facets
from incitrack.website.listing.pattern import pattern_line
from incitrack.website.page import Page
from incitrack.website.parts.month_lists import MonthLists, by_month, month_anchor
from incitrack.website.prose import Prose
from incitrack.website.reuse.ingredients import Ingredients
from incitrack.website.views.filters import FiltersView
from incitrack.website.views.lists import GroupView, PagerView
from incitrack.website.views.unreadable import UnreadableView
from incitrack.website.views.words import LinkView
from incitrack.wording import MONTHS, count_text, month_text

_YEARS_SHOWN: Final = 2


@dataclass(frozen=True, slots=True)
class YearView:
    """A year in the index of months: each month with its number of incidents."""

    year: str
    months: tuple[tuple[LinkView, int], ...]


@dataclass(frozen=True, slots=True)
class IncidentsView:
    """One page of the list; the years are the index over all pages.

    The unreadable and the filters, which look over all pages, stand on the first; `first` leads there.
    """

    count: str
    filters: FiltersView | None
    first: str
    years: tuple[YearView, ...]
    earlier_years: tuple[YearView, ...]
    months: tuple[GroupView, ...]
    pager: PagerView
    unreadable: tuple[UnreadableView, ...]


def incidents_pages(lists: MonthLists, ingredients: Ingredients) -> Iterator[Page]:
    """The pages of the list, the latest incidents first."""
    count, months = len(lists.pages), repr(lists.months)
    yield Page(INCIDENTS, "incidents.html", "Incidents", partial(_view, lists, 1), scripts=("list",))
    for number, incidents in enumerate(lists.pages[1:], start=2):
        name = f"Incidents, page {number} of {count}"
        view, made_of = partial(_view, lists, number), partial(ingredients.page_of_list, months, incidents)
        yield Page(numbered(INCIDENTS, number), "incidents.html", name, view, of_now=False, made_of=made_of)


def _view(lists: MonthLists, number: int, describe: Describer, _: Prose) -> IncidentsView:
    contents = lists.contents
    years = tuple(_years(lists, describe))
    return IncidentsView(
        count=count_text(len(contents.incidents), "incident"),
        filters=_filters(describe) if number == 1 and contents.incidents else None,
        first=describe.links.to(INCIDENTS),
        years=years[:_YEARS_SHOWN],
        earlier_years=years[_YEARS_SHOWN:],
        months=tuple(_months(lists, number, describe, contents)),
        pager=pager(describe, INCIDENTS, number, len(lists.pages)),
        unreadable=describe.unreadable if number == 1 else (),
    )


def _filters(describe: Describer) -> FiltersView:
    incidents = describe.contents.incidents
    return FiltersView(len(incidents), facets(incidents, describe), pattern_line(describe))


def _months(lists: MonthLists, number: int, describe: Describer, contents: Contents) -> Iterator[GroupView]:
    for month, incidents in by_month(lists.pages[number - 1], contents):
        _, count = lists.months[month]
        of_all = f"{len(incidents)} of " if len(incidents) < count else ""
        yield GroupView(
            month_anchor(month),
            month.isoformat()[:7],
            month_text(month),
            of_all + count_text(count, "incident"),
            describe.lines(incidents),
        )


def _years(lists: MonthLists, describe: Describer) -> Iterator[YearView]:
    years: dict[int, list[date]] = {}
    for month in lists.months:
        years.setdefault(month.year, []).append(month)
    for year, months in years.items():
        yield YearView(str(year), tuple(_month_link(month, lists, describe) for month in months))


def _month_link(month: date, lists: MonthLists, describe: Describer) -> tuple[LinkView, int]:
    number, count = lists.months[month]
    href = describe.links.to(numbered(INCIDENTS, number), month_anchor(month))
    return LinkView(MONTHS[month.month - 1][:3], href), count


def pager(describe: Describer, first: str, number: int, count: int) -> PagerView:
    """The chain from page `number` of `count` of a list whose first page is `first`."""
    to = describe.links.to
    return PagerView(
        position=f"Page {number} of {count}" if count > 1 else "",
        earlier=to(numbered(first, number + 1)) if number < count else None,
        later=to(numbered(first, number - 1)) if number > 1 else None,
    )

"""The pages of a service: whose it is, what it hangs on, and every incident it had."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import Final

from incitrack.model.services import Service
from incitrack.website.addresses import numbered
from incitrack.website.addresses import service_page as address_of
from incitrack.website.describe import Describer, spoken
from incitrack.website.look.stylesheet import STRIP_DAYS
from incitrack.website.page import FIGURES, Page
from incitrack.website.pages.incidents_page import pager
from incitrack.website.pages.services_page import team_name
from incitrack.website.parts.facts import short_link
from incitrack.website.parts.month_lists import MonthLists, pages_of
from incitrack.website.parts.strip import strip_of
from incitrack.website.prose import Prose
from incitrack.website.reuse.ingredients import Ingredients, digest
from incitrack.website.trends.grounds import Grounds
from incitrack.website.trends.service_figures import service_availability, service_by_month, service_figures
from incitrack.website.trends.wording import page_fills
from incitrack.website.views.charts import ChartView, FillView
from incitrack.website.views.lists import GroupView, IncidentLine, PagerView
from incitrack.website.views.strip import StripView
from incitrack.website.views.words import FactView, LinkView
from incitrack.wording import count_text, severity_text

_PAGE_SIZE: Final = 200
_MOST_OPEN: Final = 50
"""So many of the open incidents are shown above the list of all, the worst first."""


@dataclass(frozen=True, slots=True)
class ServiceView:
    """A service whole; `years` hold its incidents of this page, the latest first, `charts` stand on the first."""

    name: str
    key: str
    facts: tuple[FactView, ...]
    open: tuple[IncidentLine, ...]
    strip: StripView
    fills: tuple[FillView, ...]
    charts: tuple[ChartView, ...]
    count: str
    years: tuple[GroupView, ...]
    pager: PagerView


def service_pages(
    grounds: Grounds, lists: MonthLists, ingredients: Ingredients, key: str, service: Service
) -> Iterator[Page]:
    """The pages of one service of the catalogue, each made of all incidents of the service."""
    contents = grounds.contents
    pages = pages_of(contents.by_service.get(key, ()), _PAGE_SIZE)
    made_of = cache(partial(_made_of, grounds, lists, ingredients, key))
    for number in range(1, len(pages) + 1):
        more = f", page {number} of {len(pages)}" if number > 1 else ""
        yield Page(
            numbered(address_of(key), number),
            "service.html",
            f"Service {key}{more}",
            partial(_view, grounds, lists, key, service, number),
            contents.policies.services.name_of(key),
            made_of=made_of,
            together=FIGURES,
        )


def _made_of(grounds: Grounds, lists: MonthLists, ingredients: Ingredients, key: str) -> bytes:
    incidents = grounds.contents.by_service.get(key, ())
    listed = (str(lists.page_of(shown)) for shown in incidents)
    return digest(grounds.frame, ingredients.figures(each.record for each in incidents), *listed)


def _view(  # noqa: PLR0913, PLR0917 - bound to one page
    grounds: Grounds, lists: MonthLists, key: str, service: Service, number: int, describe: Describer, _: Prose
) -> ServiceView:
    contents = describe.contents
    incidents = contents.by_service.get(key, ())
    pages = pages_of(incidents, _PAGE_SIZE)
    recent = tuple(shown for shown in contents.since(2 * STRIP_DAYS) if key in shown.incident.services)
    return ServiceView(
        name=contents.policies.services.name_of(key),
        key=key,
        facts=tuple(_facts(key, service, describe)),
        open=describe.lines(
            tuple(shown for shown in contents.open if key in shown.incident.services)[:_MOST_OPEN]
        ),
        strip=strip_of(recent, describe, lists, service=key),
        fills=page_fills(grounds, describe) if number == 1 else (),
        charts=tuple(_charts(key, grounds, describe)) if number == 1 else (),
        count=_count(len(grounds.by_service.get(key, ())), len(incidents)),
        years=tuple(_years(describe.lines(pages[number - 1]))),
        pager=pager(describe, address_of(key), number, len(pages)),
    )


def _count(counted: int, listed: int) -> str:
    """`35 incidents and 3 not counted`: how many are in the figures, and how many in the list alone."""
    count = count_text(counted, "incident")
    return count if counted == listed else f"{count} and {listed - counted:,} not counted"


def _charts(key: str, grounds: Grounds, describe: Describer) -> Iterator[ChartView]:
    yield service_by_month(key, grounds, describe)
    yield service_availability(key, grounds, describe)
    yield service_figures(key, grounds, describe)


def _years(lines: tuple[IncidentLine, ...]) -> Iterator[GroupView]:
    years: dict[str, list[IncidentLine]] = {}
    for line in lines:
        years.setdefault(line.reported.iso[:4], []).append(line)
    for year, group in years.items():
        yield GroupView(f"y-{year}", year, year, count_text(len(group), "incident"), tuple(group))


def _facts(key: str, service: Service, describe: Describer) -> Iterator[FactView]:
    services = describe.contents.policies.services.services or {}
    if service.owner:
        yield FactView("Owner", people=(describe.person(service.owner),))
    if service.team:
        yield FactView("Team", text=team_name(service.team, describe))
    if service.tier:
        yield FactView("Tier", text=spoken(service.tier))
    if service.availability is not None:
        yield FactView("Availability target", text=f"{service.availability:g} %")
    if service.customers:
        yield FactView("Customers", text=", ".join(service.customers))
    if service.runbook:
        yield FactView("Runbook", links=(short_link(service.runbook, describe),))
    if service.depends_on:
        yield FactView("Depends on", links=tuple(describe.service(other) for other in service.depends_on))
    if used := tuple(other for other, each in services.items() if key in each.depends_on):
        yield FactView("Needed by", links=tuple(describe.service(other) for other in used))
    if service.severity:
        severity = describe.severity(service.severity)
        yield FactView("A new incident is", links=(LinkView(severity_text(severity.key, severity.name), None),))

"""Which pages a site has: one line for each type, and the whole site is their sum."""

from collections.abc import Iterator, Sequence
from functools import partial

from incitrack.website.contents import Contents
from incitrack.website.data.api import api_files, figures_file
from incitrack.website.data.build_moment import build_file
from incitrack.website.data.calendar import calendar_file
from incitrack.website.data.crawlers import robots_file, sitemap_files
from incitrack.website.data.feed import feed_file
from incitrack.website.listing.files import list_files
from incitrack.website.page import DataFile, Page
from incitrack.website.pages.actions_page import actions_pages
from incitrack.website.pages.board_page import board_page
from incitrack.website.pages.incident_page import incident_page
from incitrack.website.pages.incidents_page import incidents_pages
from incitrack.website.pages.missing_page import missing_page
from incitrack.website.pages.month_page import month_pages
from incitrack.website.pages.overview_page import overview_page
from incitrack.website.pages.policies_page import policies_page
from incitrack.website.pages.postmortem_page import postmortem_page
from incitrack.website.pages.postmortems_page import postmortems_pages
from incitrack.website.pages.report_page import report_page
from incitrack.website.pages.search_page import search_page
from incitrack.website.pages.service_page import service_pages
from incitrack.website.pages.services_page import services_page
from incitrack.website.pages.trends_page import trends_page
from incitrack.website.parts.action_index import ActionIndex
from incitrack.website.parts.month_lists import MonthLists
from incitrack.website.reuse.ingredients import Ingredients
from incitrack.website.trends.grounds import Grounds


def plan(contents: Contents, ingredients: Ingredients, policy_paths: tuple[str, ...]) -> Iterator[Page]:
    """Every page of the site for the team itself."""
    lists = MonthLists(contents)
    yield overview_page(contents, lists)
    yield from incidents_pages(lists, ingredients)
    yield board_page(contents)
    for shown in contents.incidents:
        yield incident_page(shown, partial(ingredients.incident, shown))
    yield from postmortems_pages(contents, ingredients)
    for about in contents.postmortems:
        yield postmortem_page(contents, about, partial(ingredients.postmortem, about))
    yield from _of_figures(contents, ingredients)
    yield policies_page(policy_paths)
    yield from actions_pages(ActionIndex(contents), ingredients.everything)
    yield report_page(contents, ingredients.everything)
    yield search_page()
    yield missing_page()


def figures(contents: Contents, ingredients: Ingredients) -> Iterator[Page | DataFile]:
    """Those of them, and of the files, that draw on the figures of the whole archive."""
    yield from _of_figures(contents, ingredients)
    yield figures_file(contents, ingredients)


def _of_figures(contents: Contents, ingredients: Ingredients) -> Iterator[Page]:
    lists, grounds = MonthLists(contents), Grounds(contents)
    yield trends_page(grounds, partial(ingredients.lines, contents.incidents))
    yield from month_pages(grounds, ingredients)
    yield services_page(grounds)
    for key, service in (contents.policies.services.services or {}).items():
        yield from service_pages(grounds, lists, ingredients, key, service)


def files(contents: Contents, ingredients: Ingredients, pages: Sequence[Page]) -> Iterator[DataFile]:
    """Everything else in the site for the team itself, beside what each page loads."""
    yield build_file(contents, ingredients)
    yield calendar_file(contents, ingredients)
    yield robots_file()
    yield from sitemap_files(pages, contents.policies.settings.site.url)
    yield feed_file(contents, ingredients)
    yield from api_files(contents, ingredients)
    yield figures_file(contents, ingredients)
    yield from list_files(contents, ingredients)

"""Which pages a site has: one line for each type, and the whole site is their sum."""

from collections.abc import Iterator

from incitrack.website.contents import Contents
from incitrack.website.incident_page import incident_page
from incitrack.website.incidents_page import incidents_pages
from incitrack.website.month_lists import MonthLists
from incitrack.website.overview_page import overview_page
from incitrack.website.page import DataFile, Page
from incitrack.website.policies_page import policies_page
from incitrack.website.postmortem_page import postmortem_page
from incitrack.website.postmortems_page import postmortems_page
from incitrack.website.service_page import service_pages
from incitrack.website.services_page import services_page


def plan(contents: Contents, policy_paths: tuple[str, ...]) -> Iterator[Page]:
    """Every page of the site for the team itself."""
    lists = MonthLists(contents)
    yield overview_page(contents, lists)
    yield from incidents_pages(lists)
    for shown in contents.incidents:
        yield incident_page(shown)
    yield postmortems_page(contents)
    for about in contents.postmortems:
        yield postmortem_page(contents, about)
    yield services_page()
    for key, service in (contents.policies.services.services or {}).items():
        yield from service_pages(contents, lists, key, service)
    yield policies_page(policy_paths)


def files(contents: Contents) -> Iterator[DataFile]:  # noqa: ARG001 - they draw from it
    """Everything else in the site for the team itself, but for what every page loads."""
    yield from ()

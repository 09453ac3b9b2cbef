"""The search page: a box, the filters of the list, and the places where a script puts what it finds."""

from dataclasses import dataclass

from incitrack.model.status import Status
from incitrack.website.addresses import INCIDENTS, SEARCH
from incitrack.website.describe import Describer
from incitrack.website.listing.facets import facets
from incitrack.website.page import Page
from incitrack.website.prose import Prose
from incitrack.website.views.filters import FacetView
from incitrack.website.views.words import SeverityView, StatusView
from incitrack.wording import count_text


@dataclass(frozen=True, slots=True)
class SearchView:
    """What can be looked for, in words, and by what it can be filtered.

    `severities` and `statuses` are those that a result may have, for the script to copy; `incidents` leads to the
    list.
    """

    count: str
    facets: tuple[FacetView, ...]
    severities: tuple[SeverityView, ...]
    statuses: tuple[StatusView, ...]
    incidents: str


def search_page() -> Page:
    """The page at `/search/`."""
    return Page(SEARCH, "search.html", "Search", _view, of_now=False, scripts=("list", "search"))


def _view(describe: Describer, _: Prose) -> SearchView:
    contents = describe.contents
    keys = dict.fromkeys(shown.incident.severity for shown in contents.incidents)
    incidents = count_text(len(contents.incidents), "incident")
    return SearchView(
        count=f"{incidents} and {count_text(len(contents.postmortems), 'postmortem')}",
        facets=facets(contents.incidents, describe),
        severities=tuple(describe.severity(key) for key in keys),
        statuses=tuple(describe.status(status) for status in Status),
        incidents=describe.links.to(INCIDENTS),
    )

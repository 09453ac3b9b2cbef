"""Where pages lie in a site, and the links between them: relative, naming the file, the same under any path."""

from typing import Final, NamedTuple
from urllib.parse import urlencode

OVERVIEW: Final = "index.html"
INCIDENTS: Final = "incidents/index.html"
BOARD: Final = "board/index.html"
ACTIONS: Final = "actions/index.html"
POSTMORTEMS: Final = "postmortems/index.html"
SERVICES: Final = "services/index.html"
TRENDS: Final = "trends/index.html"
POLICIES: Final = "policies/index.html"
SEARCH: Final = "search/index.html"
REPORT: Final = "report/index.html"
STATUS: Final = "status/index.html"
FEED: Final = "feed.xml"
CALENDAR: Final = "clocks.ics"
API: Final = "api/v1/"
BUILD: Final = "build.json"
MISSING: Final = "404.html"


def incident_page(key: str) -> str:
    """The page of an incident."""
    return f"incidents/{key}/index.html"


def postmortem_page(key: str) -> str:
    """The page of a postmortem."""
    return f"postmortems/{key}/index.html"


def service_page(key: str) -> str:
    """The first page of a service."""
    return f"services/{key}/index.html"


def month_page(month: str) -> str:
    """The review of a month, `2026-11`."""
    return f"trends/{month}/index.html"


def status_page(key: str) -> str:
    """The page of an incident on a public site."""
    return f"status/{key}/index.html"


def absolute(site: str | None, path: str) -> str:
    """The address of `path` where the site's own is known, else `path` itself, relative to the site's top."""
    return f"{site.rstrip('/')}/{path}" if site else path


def numbered(first: str, number: int) -> str:
    """Page `number` (from 1) of a list whose first page is `first`."""
    return first if number == 1 else f"{first.removesuffix('index.html')}page-{number}/index.html"


MOST_NAMED: Final = 12
"""Of more incidents than these a link to the list does not name each."""


class Links(NamedTuple):
    """Links from a page to any other; `up` leads to the site's top: "", or `../` as often as needed."""

    up: str

    def to(self, path: str, fragment: str = "") -> str:
        """The relative address of another page, `path` from the site's top, and of a place in it."""
        return f"{self.up}{path}#{fragment}" if fragment else f"{self.up}{path}"

    def filtered(self, **filters: str | int) -> str:
        """The relative address of the list of incidents that shows those which every filter lets through.

        The names are the controls' of the list: severity, status, service, team, cause, year; and month (2026-11),
        day, since and until (2026-11-20), hour (0 to 23), weekday (1 to 7, Monday first), disposition, category,
        factor, tag, measured (detect, acknowledge, mitigate or resolve), met and missed (a clock's name),
        recurring (1), ids.
        """
        return f"{self.to(INCIDENTS)}?{urlencode(filters)}" if filters else self.to(INCIDENTS)


def links_from(path: str) -> Links:
    """The links of the page at `path` from the site's top."""
    return Links("../" * path.count("/"))

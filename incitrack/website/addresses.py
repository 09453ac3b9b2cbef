"""Where pages lie in a site, and the links between them: relative, naming the file, the same under any path."""

from typing import Final, NamedTuple

OVERVIEW: Final = "index.html"
INCIDENTS: Final = "incidents/index.html"
POSTMORTEMS: Final = "postmortems/index.html"
SERVICES: Final = "services/index.html"
POLICIES: Final = "policies/index.html"


def incident_page(key: str) -> str:
    """The page of an incident."""
    return f"incidents/{key}/index.html"


def postmortem_page(key: str) -> str:
    """The page of a postmortem."""
    return f"postmortems/{key}/index.html"


def service_page(key: str) -> str:
    """The first page of a service."""
    return f"services/{key}/index.html"


def numbered(first: str, number: int) -> str:
    """Page `number` (from 1) of a list whose first page is `first`."""
    return first if number == 1 else f"{first.removesuffix('index.html')}page-{number}/index.html"


class Links(NamedTuple):
    """Links from a page to any other; `up` leads to the site's top: "", or `../` as often as needed."""

    up: str

    def to(self, path: str, fragment: str = "") -> str:
        """The relative address of another page, `path` from the site's top, and of a place in it."""
        return f"{self.up}{path}#{fragment}" if fragment else f"{self.up}{path}"


def links_from(path: str) -> Links:
    """The links of the page at `path` from the site's top."""
    return Links("../" * path.count("/"))

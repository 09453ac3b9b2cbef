"""The top of a public site, which leads on to the status."""

from incitrack.website.addresses import OVERVIEW, STATUS
from incitrack.website.describe import Describer
from incitrack.website.page import Page
from incitrack.website.prose import Prose
from incitrack.website.public.views import FrontView


def front_page() -> Page:
    """The page at `/`."""
    return Page(OVERVIEW, "front.html", "On to the status", _view)


def _view(describe: Describer, _: Prose) -> FrontView:
    return FrontView(describe.links.to(STATUS))

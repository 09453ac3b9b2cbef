"""The page of one public incident: its moments, and everything that was told."""

from functools import partial
from typing import Final

from incitrack.website.addresses import FEED, STATUS, status_page
from incitrack.website.describe import Describer
from incitrack.website.page import Page
from incitrack.website.prose import Prose
from incitrack.website.public.contents import PublicContents
from incitrack.website.public.describe import PublicDescriber
from incitrack.website.public.incident import PublicIncident
from incitrack.website.public.views import PublicIncidentView

_ABOUT: Final = 48
"""Characters of the title that stand in the page's own."""


def public_incident_page(contents: PublicContents, incident: PublicIncident) -> Page:
    """The page of an incident."""
    view = partial(_view, contents, incident)
    return Page(status_page(incident.key), "status_incident.html", incident.key, view, whole_words(incident.title))


def whole_words(title: str) -> str:
    """The words of a title that have room, each of them whole: a part of one would be another word."""
    kept = ""
    for word in title.split():
        longer = f"{kept} {word}".strip()
        if len(longer) > _ABOUT:
            break
        kept = longer
    return kept


def _view(
    contents: PublicContents, incident: PublicIncident, describe: Describer, prose: Prose
) -> PublicIncidentView:
    public = PublicDescriber(contents, describe, prose)
    return PublicIncidentView(
        line=public.line(incident),
        moments=tuple(public.moments(incident)),
        messages=tuple(public.messages(incident)),
        feed=describe.links.to(FEED),
        status=describe.links.to(STATUS),
    )

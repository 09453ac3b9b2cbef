"""The feed that everyone may subscribe to: the public incidents of which something was told or changed last."""

from typing import Final

from incitrack.model.times import format_time
from incitrack.printable import printable
from incitrack.rendering.excerpt import excerpt
from incitrack.website.addresses import FEED, STATUS, absolute, status_page
from incitrack.website.data.atom import AtomEntry, AtomFeed, atom, urn_of
from incitrack.website.describe import spoken
from incitrack.website.page import DataFile
from incitrack.website.public.contents import PublicContents
from incitrack.website.public.incident import PublicIncident
from incitrack.website.public.phrases import kind, status
from incitrack.wording import list_text

_NEWEST: Final = 50
_READ: Final = 4000
_SUMMARY: Final = 500
"""Characters of what was told last that are looked at, and that are told."""


def public_feed_file(contents: PublicContents) -> DataFile:
    """`feed.xml`: the newest 50 public incidents by their last moment, the newest first."""
    return DataFile(FEED, lambda: atom(_feed(contents)))


def feed_id(title: str) -> str:
    """What tells the feed of a site from others."""
    return urn_of("feed", title)


def entry_id(incident: PublicIncident) -> str:
    """What tells an incident from every other one's, and never changes."""
    return urn_of(incident.key, format_time(incident.reported_at))


def summary(incident: PublicIncident) -> str:
    """`High, in progress: Checkout. We are restoring access.`: how it stands, of what, and what was told last."""
    reached = status(incident)
    how = ", ".join(word for word in (kind(incident), spoken(reached.value).lower() if reached else "") if word)
    stands = f"{how}: " if how else ""
    stands += f"{list_text(list(incident.services))}."
    told = incident.messages[-1].text if incident.messages else ""
    words = excerpt(printable(told[:_READ]), _SUMMARY).striptags() if told else ""
    return f"{stands} {words}".strip()


def _feed(contents: PublicContents) -> AtomFeed:
    site = contents.frame.policies.settings.site
    newest = sorted(contents.incidents, key=lambda each: (each.last_at, each.reported_at, each.key), reverse=True)
    return AtomFeed(
        id=feed_id(site.title),
        title=site.title,
        itself=absolute(site.url, FEED),
        page=absolute(site.url, STATUS),
        updated=newest[0].last_at if newest else contents.now,
        entries=[_entry(each, site.url) for each in newest[:_NEWEST]],
    )


def _entry(incident: PublicIncident, site: str | None) -> AtomEntry:
    return AtomEntry(
        id=entry_id(incident),
        title=f"{incident.key} {incident.title}",
        link=absolute(site, status_page(incident.key)),
        published=min(incident.reported_at, incident.last_at),
        updated=incident.last_at,
        summary=summary(incident),
    )

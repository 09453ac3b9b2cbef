"""The feed of a site: the incidents in which something was written last."""

from datetime import datetime
from typing import Final

from incitrack.model.entry import Communication, TimelineEntry
from incitrack.model.times import format_time
from incitrack.printable import printable
from incitrack.rendering.excerpt import excerpt
from incitrack.website.addresses import FEED, OVERVIEW, absolute, incident_page
from incitrack.website.contents import Contents, ShownIncident
from incitrack.website.data.atom import AtomEntry, AtomFeed, atom, urn_of
from incitrack.website.describe import spoken
from incitrack.website.page import DataFile
from incitrack.website.reuse.ingredients import Ingredients

_NEWEST: Final = 50
_READ: Final = 4000
_SUMMARY: Final = 500
"""Characters of the last entry that are looked at, and that are told."""


def feed_file(contents: Contents, ingredients: Ingredients) -> DataFile:
    """`feed.xml`: the newest 50 incidents by their last entry, the newest first."""
    return DataFile(FEED, lambda: atom(_feed(contents)), made_of=ingredients.everything)


def _feed(contents: Contents) -> AtomFeed:
    newest = sorted(contents.incidents, key=lambda shown: (updated_at(shown), shown.at, shown.key), reverse=True)
    entries = [_entry(shown, contents) for shown in newest[:_NEWEST]]
    site = contents.policies.settings.site
    return AtomFeed(
        id=urn_of("feed", site.title),
        title=site.title,
        itself=absolute(site.url, FEED),
        page=absolute(site.url, OVERVIEW),
        updated=entries[0].updated if entries else contents.now,
        entries=entries,
    )


def updated_at(shown: ShownIncident) -> datetime:
    """When the last was written in the timeline or told outside; of an incident without entries, its report."""
    incident = shown.incident
    entries: list[TimelineEntry | Communication] = [*incident.timeline, *incident.communications]
    return max((entry.at for entry in entries), default=shown.at)


def entry_id(shown: ShownIncident) -> str:
    """What tells an incident from every other one's, here and at other sites, and never changes."""
    return urn_of(shown.key, format_time(shown.at))


def _entry(shown: ShownIncident, contents: Contents) -> AtomEntry:
    incident, policies = shown.incident, contents.policies
    severity = policies.severity_of(incident.severity)
    return AtomEntry(
        id=entry_id(shown),
        title=f"{shown.key} {incident.title}",
        link=absolute(policies.settings.site.url, incident_page(shown.key)),
        published=min(shown.at, updated_at(shown)),
        updated=updated_at(shown),
        summary=_summary(shown),
        categories=(
            (incident.severity, severity.name if severity else incident.severity),
            (incident.status.value, spoken(incident.status.value)),
            *((key, policies.services.name_of(key)) for key in incident.services),
        ),
    )


def _summary(shown: ShownIncident) -> str:
    """`P1, in progress. Update: the pool is exhausted.`: where it stands, and the last that was written of it."""
    incident = shown.incident
    stands = f"{incident.severity}, {spoken(incident.status.value).lower()}."
    entries: list[TimelineEntry | Communication] = [*incident.timeline, *incident.communications]
    last = max(entries, key=lambda entry: entry.at, default=None)
    if last is None:
        return stands
    words = excerpt(printable(last.text[:_READ]), _SUMMARY).striptags() if last.text else ""
    return f"{stands} {spoken(str(last.kind))}: {words}" if words else f"{stands} {spoken(str(last.kind))}."

"""The overview: what is wrong now, what is overdue and whose, the last ninety days, what was resolved last."""

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from incitrack.model.entry import TIER_PREFIX, Communication, TimelineEntry
from incitrack.printable import printable
from incitrack.rendering.excerpt import excerpt
from incitrack.website.addresses import INCIDENTS, OVERVIEW, SERVICES
from incitrack.website.contents import Contents, ShownIncident
from incitrack.website.describe import Describer, spoken
from incitrack.website.look.stylesheet import STRIP_DAYS
from incitrack.website.page import Page
from incitrack.website.parts.action_lines import pressing
from incitrack.website.parts.clock_lines import further_clocks
from incitrack.website.parts.month_lists import MonthLists
from incitrack.website.parts.strip import strip_of
from incitrack.website.prose import Prose
from incitrack.website.views.actions import ActionView
from incitrack.website.views.lists import IncidentLine
from incitrack.website.views.strip import StripView
from incitrack.website.views.unreadable import UnreadableView
from incitrack.website.views.words import LinkView, MomentView, PersonView, SeverityView
from incitrack.wording import count_text

_READ: Final = 4000
_EXCERPT: Final = 220
"""Characters of an entry that are looked at, and that are shown."""
_LATEST: Final = 6
_MOST_CARDS: Final = 20
_MOST_ACTIONS: Final = 50
_MOST_LINES: Final = 150
_MOST_QUIET: Final = 12
"""A page that somebody opens on a telephone at night has an end; the rest is said in numbers."""


@dataclass(frozen=True, slots=True)
class LastWord:
    """The latest entry of an open incident, cut where it is long; `ago` is how long ago it was at the build."""

    at: MomentView
    ago: str
    label: str
    by: PersonView | None
    text: Markup


@dataclass(frozen=True, slots=True)
class OpenIncident:
    """An open incident: its line, and the last that was written in its timeline and told outside.

    `further_clocks` counts those beside the one of its line that are late or at risk, "" for none; `clocks` leads
    to them.
    """

    line: IncidentLine
    further_clocks: str
    clocks: str
    last: LastWord | None
    told: LastWord | None


@dataclass(frozen=True, slots=True)
class ServiceState:
    """A service with open incidents: the worst severity of these, and how many they are."""

    service: LinkView
    severity: SeverityView
    text: str


@dataclass(frozen=True, slots=True)
class ServicesNow:
    """The services of the catalogue now: the affected, the worst first; those with nothing open by name.

    `quiet_head` begins the sentence about the quiet ones; `further_quiet` counts those not named, "" for none;
    `all` leads to the list of services.
    """

    affected: tuple[ServiceState, ...]
    quiet_head: str
    quiet: tuple[LinkView, ...]
    further_quiet: str
    all: str


@dataclass(frozen=True, slots=True)
class OverviewView:
    """The overview.

    The worst of the open incidents are told at length in `open`, the next in `further_open`; `more_open` and
    `more_actions` say how many are not listed, "" for none.
    """

    headline: str
    open: tuple[OpenIncident, ...]
    further_open: tuple[IncidentLine, ...]
    more_open: str
    services: ServicesNow
    actions: tuple[ActionView, ...]
    more_actions: str
    strip: StripView
    resolved: tuple[IncidentLine, ...]
    incidents: str
    unreadable: tuple[UnreadableView, ...]


def overview_page(contents: Contents, lists: MonthLists) -> Page:
    """The page at the top of the site."""

    def view(describe: Describer, _: Prose) -> OverviewView:
        actions = pressing(contents, describe)
        return OverviewView(
            headline=_headline(contents, unreadable=bool(describe.unreadable)),
            open=tuple(_open_incident(shown, describe) for shown in contents.open[:_MOST_CARDS]),
            further_open=describe.lines(contents.open[_MOST_CARDS:_MOST_LINES]),
            more_open=_more(len(contents.open) - _MOST_LINES, "open incident"),
            services=_services_now(describe),
            actions=actions[:_MOST_ACTIONS],
            more_actions=_more(len(actions) - _MOST_ACTIONS, "action item"),
            strip=strip_of(contents.since(2 * STRIP_DAYS), describe, lists),
            resolved=describe.lines(_latest_resolved(contents)),
            incidents=describe.links.to(INCIDENTS),
            unreadable=describe.unreadable,
        )

    return Page(OVERVIEW, "overview.html", "Overview", view)


def _more(number: int, what: str) -> str:
    return count_text(number, f"more {what}") if number > 0 else ""


def _headline(contents: Contents, *, unreadable: bool) -> str:
    if not contents.open:
        # What cannot be read may well be open: nobody should take a broken record for peace.
        return "Nothing readable is open" if unreadable else "Nothing is open"
    count = len(contents.open)
    return f"{count_text(count, 'incident')} {'is' if count == 1 else 'are'} open"


def _open_incident(shown: ShownIncident, describe: Describer) -> OpenIncident:
    incident = shown.incident
    last = next((entry for entry in reversed(incident.timeline) if entry.text), None)
    told = incident.communications[-1] if incident.communications else None
    return OpenIncident(
        describe.line(shown),
        further_clocks(shown, describe.contents),
        describe.incident_link(shown, "clocks"),
        _last_word(last, last.kind.value, describe) if last else None,
        _last_word(told, told.audience.removeprefix(TIER_PREFIX), describe) if told else None,
    )


def _last_word(entry: TimelineEntry | Communication, kind: str, describe: Describer) -> LastWord:
    return LastWord(
        describe.near(entry.at),
        describe.ago(entry.at),
        spoken(kind),
        describe.person_or_nobody(entry.by),
        excerpt(printable(entry.text[:_READ]), _EXCERPT),
    )


def _services_now(describe: Describer) -> ServicesNow:
    contents = describe.contents
    keys = list(contents.policies.services.services or {})
    found = {key: [shown for shown in contents.open if key in shown.incident.services] for key in keys}
    affected = [key for key in keys if found[key]]
    affected.sort(key=lambda key: contents.rank(found[key][0].incident.severity))
    quiet = [key for key in keys if not found[key]]
    left = len(quiet) - _MOST_QUIET
    return ServicesNow(
        affected=tuple(
            ServiceState(
                describe.service(key),
                describe.severity(found[key][0].incident.severity),
                f"{len(found[key]):,} open",
            )
            for key in affected
        ),
        quiet_head="" if not quiet else "Nothing is open at the others" if affected else "Nothing is open",
        quiet=tuple(describe.service(key) for key in quiet[:_MOST_QUIET]),
        further_quiet=f"and {left:,} more" if left > 0 else "",
        all=describe.links.to(SERVICES),
    )


def _latest_resolved(contents: Contents) -> tuple[ShownIncident, ...]:
    resolved = [(at, shown) for shown in contents.incidents if (at := shown.incident.resolved_at)]
    resolved.sort(key=lambda pair: (pair[0], pair[1].key), reverse=True)
    return tuple(shown for _, shown in resolved[:_LATEST])

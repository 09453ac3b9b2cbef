"""The overview: what is wrong now, what is overdue and whose, the last ninety days, what was resolved last."""

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from incitrack.metrics.clock import State
from incitrack.model.entry import TIER_PREFIX, Communication, TimelineEntry
from incitrack.printable import printable
from incitrack.rendering.excerpt import excerpt
from incitrack.website.addresses import BOARD, INCIDENTS, OVERVIEW, SERVICES
from incitrack.website.contents import Contents, ShownIncident
from incitrack.website.describe import Describer, spoken
from incitrack.website.look.stylesheet import STRIP_DAYS
from incitrack.website.page import Page
from incitrack.website.parts.action_lines import pressing
from incitrack.website.parts.clock_lines import further_clocks
from incitrack.website.parts.left_over import late_clocks, set_aside
from incitrack.website.parts.left_over import not_closed as left_unclosed
from incitrack.website.parts.month_lists import MonthLists
from incitrack.website.parts.strip import strip_of
from incitrack.website.parts.tally import stands, tally_of
from incitrack.website.prose import Prose
from incitrack.website.trends.course import CourseView, course_of
from incitrack.website.views.actions import ActionView
from incitrack.website.views.clocks import LateClockView
from incitrack.website.views.lists import IncidentLine
from incitrack.website.views.strip import StripView
from incitrack.website.views.tally import TallyPart
from incitrack.website.views.unreadable import UnreadableView
from incitrack.website.views.words import LinkView, MomentView, PersonView, SeverityView
from incitrack.wording import count_text, duration_text

_READ: Final = 4000
_EXCERPT: Final = 220
"""Characters of an entry that are looked at, and that are shown."""
_LATEST: Final = 6
_ALL_CARDS: Final = 3
_MOST_CARDS: Final = 4
"""So few that are open have a card each; of more, so many of the worst."""
_ACTIONS_IN_SIGHT: Final = 8
_MOST_ACTIONS: Final = 50
_MOST_LATE: Final = 4
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

    `is_new` says that there is no record yet; `calm` how long nothing has been open, "" where something is or
    nobody knows. `tally` is the sum of what is open and overdue. The worst of the open incidents are told at
    length in `open`, the others in `further_open`; `late_clocks` are those of resolved incidents. `more_open`,
    `more_late` and `more_actions` say how many are not listed, "" for none; `folded_actions` are those that need
    not be in sight. `not_closed` counts what is resolved and not closed, "" for nothing, and `not_closed_since`
    says since when. `set_aside` is no incident of its own and was not closed, and `more_set_aside` leads to the
    rest of these, None for nothing. `course` says whether things get better.
    """

    headline: str
    is_new: bool
    calm: str
    tally: tuple[TallyPart, ...]
    open: tuple[OpenIncident, ...]
    further_open: tuple[IncidentLine, ...]
    more_open: str
    services: ServicesNow
    late_clocks: tuple[LateClockView, ...]
    more_late: str
    not_closed: str
    not_closed_since: str
    set_aside: tuple[IncidentLine, ...]
    more_set_aside: LinkView | None
    board: str
    actions: tuple[ActionView, ...]
    folded_actions: tuple[ActionView, ...]
    more_actions: str
    strip: StripView
    course: CourseView
    resolved: tuple[IncidentLine, ...]
    incidents: str
    unreadable: tuple[UnreadableView, ...]


def overview_page(contents: Contents, lists: MonthLists) -> Page:
    """The page at the top of the site."""

    def view(describe: Describer, _: Prose) -> OverviewView:
        actions = pressing(contents, describe)
        cards, rows = _at_length(describe)
        late = late_clocks(describe)
        not_closed, since = left_unclosed(describe)
        aside, more_aside = set_aside(describe)
        in_sight = _in_sight(len(actions))
        return OverviewView(
            headline=_headline(contents, len(describe.unreadable)),
            is_new=not (contents.incidents or contents.postmortems or describe.unreadable),
            calm=_calm(describe),
            tally=tally_of(actions, describe),
            open=tuple(_open_incident(shown, describe) for shown in cards),
            further_open=describe.lines(rows[:_MOST_LINES]),
            more_open=_more(len(rows) - _MOST_LINES, "open incident"),
            services=_services_now(describe),
            late_clocks=late[:_MOST_LATE],
            more_late=_more(len(late) - _MOST_LATE, "late clock"),
            not_closed=not_closed,
            not_closed_since=since,
            set_aside=aside,
            more_set_aside=more_aside,
            board=describe.links.to(BOARD),
            actions=actions[:in_sight],
            folded_actions=actions[in_sight:_MOST_ACTIONS],
            more_actions=_more(len(actions) - _MOST_ACTIONS, "action item"),
            strip=strip_of(contents.since(2 * STRIP_DAYS), describe, lists),
            course=course_of(describe),
            resolved=describe.lines(_latest_resolved(contents)),
            incidents=describe.links.to(INCIDENTS),
            unreadable=describe.unreadable,
        )

    return Page(OVERVIEW, "overview.html", "Overview", view)


def _more(number: int, what: str) -> str:
    return count_text(number, f"more {what}") if number > 0 else ""


def _in_sight(count: int) -> int:
    """How many of the action items are not folded away: all, where few would be."""
    return count if count <= _ACTIONS_IN_SIGHT + 2 else _ACTIONS_IN_SIGHT


def _at_length(describe: Describer) -> tuple[tuple[ShownIncident, ...], tuple[ShownIncident, ...]]:
    """What is open with a card, and without: a card has the worst severity, and what is late or near it."""
    found = describe.contents.open
    if len(found) <= _ALL_CARDS:
        return found, ()
    worst = found[0].incident.severity
    urgent = [
        shown
        for shown in found
        if shown.incident.severity == worst or stands(shown, describe, State.BREACHED, State.AT_RISK)
    ]
    cards = tuple(urgent[:_MOST_CARDS])
    return cards, tuple(shown for shown in found if shown not in cards)


def _headline(contents: Contents, unreadable: int) -> str:
    count = len(contents.open)
    broken = f", {count_text(unreadable, 'record')} cannot be read" if unreadable else ""
    if not count:
        # What cannot be read may well be open: nobody should take a broken record for peace.
        return f"Nothing readable is open{broken}" if unreadable else "Nothing is open"
    return f"{count_text(count, 'incident')} {'is' if count == 1 else 'are'} open{broken}"


def _calm(describe: Describer) -> str:
    contents = describe.contents
    ends = [shown.incident.resolved_at for shown in contents.incidents]
    known = [end for end in ends if end is not None and end <= contents.now]
    if contents.open or describe.unreadable or not known or len(known) < len(ends):
        return ""
    return f"Nothing has been open for {duration_text(describe.now - max(known))}"


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

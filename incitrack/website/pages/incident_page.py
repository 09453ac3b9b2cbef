"""The page of an incident: facts, what was written, timeline, communications, action items, what belongs to it."""

from dataclasses import dataclass
from functools import partial
from typing import Final

from markupsafe import Markup

from incitrack.records.body import COMMUNICATIONS, TIMELINE
from incitrack.records.record import body_of
from incitrack.website.addresses import incident_page as address_of
from incitrack.website.addresses import postmortem_page
from incitrack.website.contents import ShownIncident
from incitrack.website.describe import Describer, spoken
from incitrack.website.page import MadeOf, Page
from incitrack.website.parts.action_lines import action_views
from incitrack.website.parts.clock_lines import clock_count, clock_lines
from incitrack.website.parts.entries import communication_view, days_of_entries
from incitrack.website.parts.facts import people_facts, plain_facts, trace_facts
from incitrack.website.parts.lateness import Lateness
from incitrack.website.parts.milestones import MilestoneView, milestones, periods
from incitrack.website.parts.relations import relations_of
from incitrack.website.prose import RECORD_LISTS, Prose
from incitrack.website.views.actions import ActionView
from incitrack.website.views.clocks import ClockLine
from incitrack.website.views.lists import IncidentLine
from incitrack.website.views.record import (
    CommunicationView,
    DayOfEntries,
    EntryView,
    PeriodView,
    SectionView,
    SourceView,
    TogetherView,
)
from incitrack.website.views.words import FactView
from incitrack.wording import count_text

_TAKEN: Final = frozenset(
    {"main", "clocks", "timeline", "communications", "actions", "impact-periods", "related", "facts"}
)
"""The IDs that the template itself gives to its parts."""
_LONG: Final = 20
"""With more entries than these a timeline takes so many screens that what follows it wants a link."""


@dataclass(frozen=True, slots=True)
class PostmortemNote:
    """The postmortem of an incident: where it is, what it is called, how far it has come."""

    href: str
    title: str
    status: str
    status_text: str


@dataclass(frozen=True, slots=True)
class RelationView:
    """Incidents that belong to this one: why, and which."""

    title: str
    lines: tuple[IncidentLine, ...]


@dataclass(frozen=True, slots=True)
class IncidentView:
    """An incident whole. `latest` and `told` are the last entries of an open one, None for a resolved one.

    `latest_ago` says how long ago the latest was at the build, "" where there is none. `is_long` says that the
    timeline takes many screens, so that links to the parts of the page are worth their place.
    """

    line: IncidentLine
    milestones: tuple[MilestoneView, ...]
    clocks: tuple[ClockLine, ...]
    clock_count: str
    latest: EntryView | None
    latest_ago: str
    told: CommunicationView | None
    sections: tuple[SectionView, ...]
    periods: tuple[PeriodView, ...]
    days: tuple[DayOfEntries, ...]
    entry_count: str
    is_long: bool
    timeline_together: TogetherView | None
    beside_timeline: Markup | None
    communications: tuple[CommunicationView, ...]
    communications_together: TogetherView | None
    beside_communications: Markup | None
    actions: tuple[ActionView, ...]
    open_actions: str
    postmortem: PostmortemNote | None
    people: tuple[FactView, ...]
    facts: tuple[FactView, ...]
    traces: tuple[FactView, ...]
    relations: tuple[RelationView, ...]
    source: SourceView


def incident_page(shown: ShownIncident, made_of: MadeOf) -> Page:
    """The page of one incident."""
    path, title = address_of(shown.key), shown.incident.title
    return Page(path, "incident.html", shown.key, partial(_view, shown), title, of_now=False, made_of=made_of)


def _view(shown: ShownIncident, describe: Describer, prose: Prose) -> IncidentView:
    # Of thousands of records that are shown once, none keeps its body.
    incident, body = shown.incident, body_of(shown.record.text, shown.record.bounds)
    actions = action_views(shown, describe)
    prose.anchors |= _TAKEN | {action.anchor.lower() for action in actions}
    sections = prose.sections(body, without=RECORD_LISTS)
    lateness = Lateness(shown, describe)
    days = days_of_entries(shown, prose, lateness)
    communications = tuple(communication_view(told, prose, lateness) for told in incident.communications)
    latest = days[-1].entries[-1] if days and incident.is_open else None
    still_open = sum(action.state not in {"done", "dropped"} for action in actions)
    return IncidentView(
        line=describe.line(shown),
        milestones=milestones(shown, describe),
        clocks=clock_lines(shown, describe),
        clock_count=clock_count(shown, describe.contents),
        latest=latest,
        latest_ago=describe.ago(incident.timeline[-1].at) if latest else "",
        told=communications[-1] if communications and incident.is_open else None,
        sections=sections,
        periods=periods(incident, describe),
        days=days,
        entry_count=count_text(len(incident.timeline), "entry", "entries"),
        is_long=len(incident.timeline) > _LONG,
        timeline_together=lateness.together(incident.timeline),
        beside_timeline=prose.beside_items(body, TIMELINE),
        communications=communications,
        communications_together=lateness.together(incident.communications),
        beside_communications=prose.beside_items(body, COMMUNICATIONS),
        actions=actions,
        open_actions=f"{still_open} open" if still_open else "all settled" if actions else "",
        postmortem=_postmortem(shown, describe),
        people=tuple(people_facts(incident, describe)),
        facts=tuple(plain_facts(incident, describe)),
        traces=tuple(trace_facts(incident, describe)),
        relations=tuple(
            RelationView(each.title, describe.lines(each.incidents))
            for each in relations_of(shown, describe.contents)
        ),
        source=describe.source(shown.record.path),
    )


def _postmortem(shown: ShownIncident, describe: Describer) -> PostmortemNote | None:
    about = shown.postmortem
    if about is None:
        return None
    postmortem = about.record.postmortem
    return PostmortemNote(
        describe.links.to(postmortem_page(about.key)),
        postmortem.title,
        postmortem.status.value,
        spoken(postmortem.status.value),
    )

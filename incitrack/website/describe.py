"""Words of the model into words of a page: moments, people, severities, services, incidents, links."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Final

from incitrack.metrics.clock import Clock
from incitrack.metrics.clock_words import due_text, left_text
from incitrack.metrics.listed_clocks import ListedClock, clocks_of, worst_first
from incitrack.model.incident import Disposition, Incident
from incitrack.model.status import Status
from incitrack.model.taxonomy import label
from incitrack.model.times import format_time
from incitrack.printable import printable_line
from incitrack.records.entry_lists import Entry
from incitrack.records.record import Unreadable
from incitrack.rendering.links import is_allowed_link
from incitrack.website.addresses import Links, incident_page, service_page
from incitrack.website.contents import Contents, ShownIncident
from incitrack.website.look.severity_palette import css_class
from incitrack.website.views.clocks import ClockView
from incitrack.website.views.lists import IncidentLine
from incitrack.website.views.record import SourceView
from incitrack.website.views.unreadable import ReasonView, UnreadableView
from incitrack.website.views.words import DayView, LinkView, MomentView, PersonView, SeverityView, StatusView
from incitrack.wording import (
    LATE,
    ago_text,
    clock_text,
    day_text,
    duration_text,
    local_text,
    moment_text,
    short_day_text,
)

SERVICES_NAMED: Final = 4
"""So many of an incident's services are named in a line; the facts on its page name them all."""


_MOST_MOMENTS: Final = 5000
"""So many are remembered: pages of one incident, or of one day, name the same again."""


def spoken(word: str) -> str:
    """A slug or a field's name as people read it: `in-progress` is `In progress`."""
    return word.replace("-", " ").replace("_", " ").capitalize()


def term(terms: Mapping[str, str | None] | None, slug: str) -> str:
    """A term of the taxonomy as people read it: its label, else its slug in words; "" for none."""
    named = label(terms, slug)
    return spoken(slug) if named == slug else named


def aside_text(incident: Incident, contents: Contents) -> str:
    """What keeps an incident out of the figures; "" for an actionable one."""
    if incident.disposition is Disposition.ACTIONABLE:
        return ""
    known = incident.disposition is Disposition.DUPLICATE and incident.duplicate_of in contents.by_id
    words = spoken(incident.disposition.value)
    return f"{words} of {incident.duplicate_of}" if known else words


@dataclass
class Present:
    """Whether what is being described was told the present, so that it would read otherwise at another moment."""

    was_asked: bool = False


@dataclass(frozen=True)
class Describer:
    """Describes what a site's contents hold for the pages of one depth, from which `links` lead.

    What many pages show is described once and remembered. Who needs the moment of the build asks `now` or `today`
    here: a page of which nothing asks holds until its records change.
    """

    contents: Contents
    links: Links
    present: Present = field(default_factory=Present)
    _moments: dict[datetime, MomentView] = field(default_factory=dict)
    _days: dict[date, DayView] = field(default_factory=dict)
    _people: dict[str, PersonView] = field(default_factory=dict)
    _services: dict[str, LinkView] = field(default_factory=dict)
    _lines: dict[str, tuple[IncidentLine, bool]] = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        """The moment of the build, UTC."""
        self.present.was_asked = True
        return self.contents.now

    @property
    def today(self) -> date:
        """The day of the build in the team's calendar."""
        self.present.was_asked = True
        return self.contents.today

    def noted_late(self, shown: ShownIncident, entry: Entry) -> datetime | None:
        """When an entry was written down that was so late, by the moment of the build; None of any other."""
        recorded = self.contents.recorded
        at = recorded.of(shown.incident.id, entry) if recorded else None
        if at is None or at - entry.at <= LATE:
            return None
        if at <= self.contents.now:
            return at
        self.present.was_asked = True  # at a later moment it will be said
        return None

    def moment(self, at: datetime) -> MomentView:
        """A moment, in UTC and in the team's zone."""
        if at not in self._moments:
            if len(self._moments) >= _MOST_MOMENTS:
                self._moments.clear()
            local = local_text(at, self.contents.zone, self.contents.zone.key)
            clock = clock_text(at)
            short = f"{self.day_of(at).short}, {clock}"
            self._moments[at] = MomentView(format_time(at), moment_text(at), short, clock, local)
        return self._moments[at]

    def near(self, at: datetime) -> MomentView:
        """A moment of the present: on the day of the build, in UTC, the time of day is enough in short."""
        moment, day = self.moment(at), self.day_of(at)
        return replace(moment, short=moment.clock, day=day.short) if day is self.day_of(self.now) else moment

    def ago(self, at: datetime) -> str:
        """How long ago a moment is at the build: `3 h ago`."""
        return ago_text(at, self.now)

    def day(self, day: date) -> DayView:
        """A day; its year is not said in short where it is the year of the build."""
        if day not in self._days:
            year = "" if day.year == self.contents.today.year else f" {day.year}"
            self._days[day] = DayView(day.isoformat(), day_text(day), f"{short_day_text(day)}{year}")
        return self._days[day]

    def day_of(self, at: datetime) -> DayView:
        """The day in UTC on which a moment falls."""
        return self.day(at.astimezone(UTC).date())

    def person(self, handle: str) -> PersonView:
        """A person by handle."""
        if handle not in self._people:
            known = (self.contents.policies.services.people or {}).get(handle)
            self._people[handle] = PersonView(handle, (known.name if known else None) or "")
        return self._people[handle]

    def person_or_nobody(self, handle: str | None) -> PersonView | None:
        """Likewise, None for nobody."""
        return None if handle is None else self.person(handle)

    def severity(self, key: str) -> SeverityView:
        """A severity by key; one that the policy does not know has its key for a name."""
        known = self.contents.policies.severity_of(key)
        if known is None:
            return SeverityView(key, key, css_class(None))
        return SeverityView(key, known.name, css_class(self.contents.rank(key)))

    def service(self, key: str) -> LinkView:
        """A service by key; only one of the catalogue has a page."""
        if key not in self._services:
            catalogue = self.contents.policies.services
            known = key in (catalogue.services or {})
            href = self.links.to(service_page(key)) if known else None
            self._services[key] = LinkView(catalogue.name_of(key), href)
        return self._services[key]

    def status(self, status: Status) -> StatusView:
        """A status."""
        return StatusView(status.value, spoken(status.value))

    def elsewhere(self, address: str, text: str = "") -> LinkView:
        """A link that a record gives; words alone where its scheme is not allowed."""
        return LinkView(text or address, address if is_allowed_link(address) else None)

    def incident_link(self, shown: ShownIncident, fragment: str = "") -> str:
        """The address of an incident's page."""
        return self.links.to(incident_page(shown.key), fragment)

    def line(self, shown: ShownIncident) -> IncidentLine:
        """An incident as a list shows it."""
        if shown.key not in self._lines:
            before, self.present.was_asked = self.present.was_asked, False
            self._lines[shown.key] = self._line(shown), self.present.was_asked
            self.present.was_asked = before
        line, is_of_now = self._lines[shown.key]
        self.present.was_asked = self.present.was_asked or is_of_now
        return line

    def _line(self, shown: ShownIncident) -> IncidentLine:
        incident = shown.incident
        resolved = incident.resolved_at
        further = len(incident.services) - SERVICES_NAMED
        return IncidentLine(
            href=self.incident_link(shown),
            key=shown.key,
            title=incident.title,
            severity=self.severity(incident.severity),
            status=self.status(incident.status),
            is_open=incident.is_open,
            services=tuple(self.service(key) for key in incident.services[:SERVICES_NAMED]),
            further_services=f"and {further:,} more" if further > 0 else "",
            owner=self.person_or_nobody(incident.owner),
            reported=self.moment(shown.at),
            reported_on=self.day_of(shown.at),
            resolved=self.moment(resolved) if resolved else None,
            resolved_on=self.day_of(resolved) if resolved else None,
            duration=self.duration(shown),
            clock=self._pressing(shown),
            aside=self.aside(incident),
        )

    def _pressing(self, shown: ShownIncident) -> ClockView | None:
        clock = self.contents.pressing_clock(shown)
        return next(self.clocks(shown, (clock,)))[1] if clock else None

    def clocks(self, shown: ShownIncident, clocks: Iterable[Clock]) -> Iterator[tuple[ListedClock, ClockView]]:
        """Clocks of an incident, the worst first; of those between two entries not the met ones."""
        about = shown.postmortem.record if shown.postmortem else None
        listed = clocks_of(shown.incident, about, clocks)
        for each in worst_first(listed, self.contents.policies):
            yield each, self.clock(each)

    def clock(self, listed: ListedClock) -> ClockView:
        """A clock."""
        clock = listed.clock
        due = listed.action.due if listed.action and not clock.stopped_at else None
        return ClockView(
            name=f"{listed.name[0].upper()}{listed.name[1:]}",
            state=clock.state.value,
            state_text=clock.state.value.replace("-", " "),
            left=due_text(due, self.today) if due else left_text(clock, clock.stopped_at or self.now),
            deadline=self.moment(clock.deadline_at) if clock.stopped_at else self.near(clock.deadline_at),
            at_risk_at=format_time(clock.at_risk_at) if clock.at_risk_at else "",
            in_days=due is not None,
        )

    def lines(self, incidents: tuple[ShownIncident, ...]) -> tuple[IncidentLine, ...]:
        """Incidents as a list shows them, in their order."""
        return tuple(self.line(shown) for shown in incidents)

    def duration(self, shown: ShownIncident) -> str:
        """How long an incident is open, or how long it took from the report to the resolution."""
        is_open = shown.incident.is_open
        end = self.now if is_open else shown.incident.resolved_at
        if end is None or end < shown.at:
            return ""
        return f"{'open for' if is_open else 'took'} {duration_text(end - shown.at)}"

    def aside(self, incident: Incident) -> str:
        """As `aside_text`."""
        return aside_text(incident, self.contents)

    @cached_property
    def unreadable(self) -> tuple[UnreadableView, ...]:
        """What could not be read, with every reason."""
        return tuple(self._unreadable(each) for each in self.contents.unreadable)

    def _unreadable(self, each: Unreadable) -> UnreadableView:
        reasons = tuple(
            ReasonView(
                problem.code, str(problem.place), printable_line(problem.message), printable_line(problem.hint)
            )
            for problem in each.problems
        )
        return UnreadableView(each.path, self.source(each.path).file, reasons)

    def source(self, path: str) -> SourceView:
        """Where a file of the repository lives."""
        repository = self.contents.repository
        if repository is None:
            return SourceView(path, None, None)
        return SourceView(path, repository.file(path), repository.history(path))

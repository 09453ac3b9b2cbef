"""An incident: its front matter, its timeline, its communications and the moments that follow from them."""

from dataclasses import field
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Final, Literal

from incitrack.model.action import ActionItem
from incitrack.model.entry import Communication, Kind, TimelineEntry
from incitrack.model.grammar import Before
from incitrack.model.numbers import Count, YesOrNo
from incitrack.model.shape import ListOf, OneOrMore, Shape
from incitrack.model.status import Status
from incitrack.model.times import Moment
from incitrack.model.words import (
    CommitOrLink,
    Handle,
    IncidentId,
    Link,
    OneLine,
    SeverityKey,
    Slug,
    Text,
    Title,
)


class Disposition(StrEnum):
    """What an incident turned out to be; only an actionable one counts in metrics."""

    ACTIONABLE = "actionable"
    FALSE_POSITIVE = "false-positive"
    PLANNED = "planned"
    DUPLICATE = "duplicate"


class Visibility(StrEnum):
    """Who may read a record on a built site."""

    INTERNAL = "internal"
    PUBLIC = "public"
    RESTRICTED = "restricted"


RoleName = Literal["commander", "technical_lead", "communications_lead", "scribe"]


class Roles(Shape):
    """Who does what during the response."""

    commander: Handle | None = None
    technical_lead: Handle | None = None
    communications_lead: Handle | None = None
    scribe: Handle | None = None

    def held(self) -> dict[str, str]:
        """The roles that someone holds, by name, in the order of the record format."""
        return {name: handle for name, handle in self if handle is not None}


class Customers(Shape):
    """Who is affected: customer tiers, and how many customers."""

    tiers: ListOf[Slug] = ()
    affected: Count | None = None


class ResourceLink(Shape):
    """A link with what it leads to: a channel, bridge, runbook, dashboard, …; None where it is not said."""

    kind: Slug | None = None
    url: Link


def _plain_link(value: object) -> Any:
    return {"url": value} if isinstance(value, str) else value


class FrontMatter(Shape):
    """The front matter of an incident, field by field, as the record format lists them."""

    id: IncidentId
    title: Title
    severity: SeverityKey
    status: Status
    services: OneOrMore[Slug]
    owner: Handle | None = None
    started_at: Moment | None = None
    roles: Roles = field(default_factory=Roles)
    customers: Customers = field(default_factory=Customers)
    category: Slug | None = None
    cause: Slug | None = None
    tags: ListOf[Slug] = ()
    disposition: Disposition = Disposition.ACTIONABLE
    duplicate_of: IncidentId | None = None
    related: ListOf[IncidentId] = ()
    visibility: Visibility = Visibility.INTERNAL
    kind: Slug | None = None
    detected_by: Slug | None = None
    reported_via: Slug | None = None
    contact: OneLine | None = None
    caused_by: ListOf[CommitOrLink] = ()
    fixed_by: ListOf[CommitOrLink] = ()
    alerts: ListOf[OneLine] = ()
    references: dict[OneLine, Text] = field(default_factory=dict)
    links: ListOf[Annotated[ResourceLink, Before(_plain_link)]] = ()
    teams: ListOf[Slug] = ()
    legal_hold: YesOrNo = False
    actions: ListOf[ActionItem] = ()


# Asked a million times, and a look into an enumeration takes as long as the rest.
_ACTIONABLE: Final = Disposition.ACTIONABLE
_REPORTED: Final = Kind.REPORTED
_RESOLVED: Final = Kind.RESOLVED
_REOPENED: Final = Kind.REOPENED
_CLOSED: Final = Kind.CLOSED


class Incident(FrontMatter):
    """An incident whole. Built by the reader from a validated `FrontMatter` and the entries of the body.

    `custom` holds the team's own `x-` fields as YAML text wrote them: text, lists and maps of text.
    """

    timeline: tuple[TimelineEntry, ...] = ()
    communications: tuple[Communication, ...] = ()
    custom: dict[str, Any] = field(default_factory=dict)

    def first(self, kind: Kind) -> datetime | None:
        """When the timeline first has an entry of this kind."""
        for entry in self.timeline:  # a generator would take twice as long, and this is asked a million times
            if entry.kind is kind:
                return entry.at
        return None

    def last(self, kind: Kind) -> datetime | None:
        """When the timeline last has an entry of this kind."""
        return next((entry.at for entry in reversed(self.timeline) if entry.kind is kind), None)

    @property
    def transitions(self) -> tuple[TimelineEntry, ...]:
        """The entries that change the status, in the file's order."""
        return tuple(entry for entry in self.timeline if entry.kind.is_transition)

    @property
    def is_open(self) -> bool:
        """Whether it is reported, acknowledged or in progress."""
        return self.status.is_open

    @property
    def is_actionable(self) -> bool:
        """Whether it counts in metrics and has clocks."""
        return self.disposition is _ACTIONABLE

    @property
    def reported_at(self) -> datetime | None:
        """When it was reported."""
        return self.first(_REPORTED)

    @property
    def detected_at(self) -> datetime | None:
        """When the first symptom or alert was seen, where that came before the report."""
        return self.first(Kind.DETECTED)

    @property
    def acknowledged_at(self) -> datetime | None:
        """When someone first took it."""
        return self.first(Kind.ACKNOWLEDGED)

    @property
    def mitigated_at(self) -> datetime | None:
        """When users first stopped being affected."""
        return self.first(Kind.MITIGATED)

    @property
    def resolved_at(self) -> datetime | None:
        """When it was last resolved; None while it is open. A `closed` that skipped `resolved` resolves it."""
        if self.is_open:
            return None
        resolved: datetime | None = None
        for entry in self.timeline:
            kind = entry.kind
            if kind is _RESOLVED:
                resolved = entry.at
            elif kind is _REOPENED:
                resolved = None
            elif kind is _CLOSED and resolved is None:
                resolved = entry.at
        return resolved

    @property
    def closed_at(self) -> datetime | None:
        """When it was last closed; None unless it is closed now."""
        return self.last(Kind.CLOSED) if self.status is Status.CLOSED else None

    @property
    def last_entry_at(self) -> datetime | None:
        """The time of its latest entry, in the timeline or the communications."""
        moments = [entry.at for entry in self.timeline] + [told.at for told in self.communications]
        return max(moments, default=None)

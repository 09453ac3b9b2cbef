"""What the templates of the public pages are given: `status.html`, `status_incident.html` and `front.html`."""

from dataclasses import dataclass

from markupsafe import Markup

from incitrack.website.views.lists import PagerView
from incitrack.website.views.words import DayView, MomentView, SeverityView, StatusView


@dataclass(frozen=True, slots=True)
class MessageView:
    """What was told: when, and the text."""

    at: MomentView
    html: Markup


@dataclass(frozen=True, slots=True)
class PublicMomentView:
    """A moment of an incident: what happened, when, and its day, None where it is that of the moment before."""

    label: str
    at: MomentView
    day: DayView | None


@dataclass(frozen=True, slots=True)
class PublicLine:
    """An incident in a list.

    `services` are their names in one phrase; `lasted` says how long it took or has gone on, "" where that is not
    known; `is_felt` whether users are affected. `said` is the beginning of what was told last, "" for nothing.
    """

    href: str
    key: str
    anchor: str
    title: str
    severity: SeverityView
    status: StatusView
    services: str
    is_open: bool
    is_felt: bool
    began: MomentView
    resolved: MomentView | None
    lasted: str
    said: Markup


@dataclass(frozen=True, slots=True)
class PublicCard:
    """An incident that is open: its line, what was told last, and how much more there is: `2 earlier messages`."""

    line: PublicLine
    message: MessageView | None
    earlier: str


@dataclass(frozen=True, slots=True)
class PublicMonth:
    """The incidents that were reported in a month, in UTC; `iso` is `2026-11`."""

    anchor: str
    iso: str
    title: str
    lines: tuple[PublicLine, ...]


@dataclass(frozen=True, slots=True)
class AffectedService:
    """A service with an open incident: its worst one, which `href` leads to; `state` says how it stands."""

    name: str
    severity: SeverityView
    state: str
    since: MomentView
    href: str


@dataclass(frozen=True, slots=True)
class PublicStatusView:
    """`/status/`, or a further page of its history, on which `is_first` is False and nothing but months stands.

    `headline` says what is wrong now; `is_calm` that nothing is. `last` is the latest that is over, where nothing
    is open; `quiet` names the services without an open incident in one phrase, "" for none; `quiet_count` says how
    many they are where that is too much to be read at once, else it is "".
    """

    is_first: bool
    is_calm: bool
    headline: str
    affected: tuple[AffectedService, ...]
    quiet: str
    quiet_count: str
    open: tuple[PublicCard, ...]
    last: PublicLine | None
    months: tuple[PublicMonth, ...]
    pager: PagerView
    feed: str
    status: str


@dataclass(frozen=True, slots=True)
class PublicIncidentView:
    """`/status/<ID>/`: an incident; `messages` has the latest first. `status` leads to all of them."""

    line: PublicLine
    moments: tuple[PublicMomentView, ...]
    messages: tuple[MessageView, ...]
    status: str


@dataclass(frozen=True, slots=True)
class FrontView:
    """`/`: a page that leads on to `status`."""

    status: str

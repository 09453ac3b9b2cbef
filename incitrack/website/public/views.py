"""What the templates of the public pages are given: `status.html`, `status_incident.html` and `front.html`."""

from dataclasses import dataclass

from markupsafe import Markup

from incitrack.website.views.lists import PagerView
from incitrack.website.views.words import DayView, MomentView, SeverityView, StatusView


@dataclass(frozen=True, slots=True)
class PromiseView:
    """By when another message was promised; `text` says that it has passed, `ago` how long ago, "" before that."""

    at: MomentView
    text: str
    ago: str


@dataclass(frozen=True, slots=True)
class MessageView:
    """What was told: when, and the text; `ago` is how long ago that was at the build, "" where it is past.

    `promise` is by when it promises another, None where that no longer matters.
    """

    at: MomentView
    html: Markup
    ago: str
    promise: PromiseView | None


@dataclass(frozen=True, slots=True)
class PublicMomentView:
    """A moment of an incident: what happened, when, and its day, None where it is that of the moment before."""

    label: str
    at: MomentView
    day: DayView | None


@dataclass(frozen=True, slots=True)
class PublicLine:
    """An incident in a list.

    `css` is the class of its colours. `severity` and `status` are None where there is nothing to tell: planned
    work has no severity, what turned out to be no incident has neither. `services` are their names in one phrase;
    `is_felt` says whether users are affected. An open one stands as it does since `since`, and `stands` goes
    before that; `lasting` goes before `lasted`, how long users were or are affected or planned work took, "" where
    that is not known. `said` is the beginning of what was told last, "" for nothing.
    """

    href: str
    key: str
    anchor: str
    title: str
    css: str
    severity: SeverityView | None
    planned: bool
    status: StatusView | None
    services: str
    is_open: bool
    is_felt: bool
    began: MomentView
    stands: str
    since: MomentView
    resolved: MomentView | None
    lasting: str
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
    """A service with an open incident: its worst one, which `href` leads to; `state` says how it stands.

    `css` is the class of its colours; `severity` is None where it works again.
    """

    name: str
    css: str
    severity: SeverityView | None
    state: str
    since: MomentView
    href: str


@dataclass(frozen=True, slots=True)
class PublicStatusView:
    """`/status/`, or a further page of its history, on which `is_first` is False and nothing but months stands.

    `headline` says what is wrong now; `is_calm` that nothing is. `last` is the latest that is over, where nothing
    is open; `planned` is the planned work that is not over; `quiet` names the services without an open incident in
    one phrase, "" for none; `quiet_count` says how many they are where that is too much to be read at once, else
    it is "".
    """

    is_first: bool
    is_calm: bool
    headline: str
    affected: tuple[AffectedService, ...]
    quiet: str
    quiet_count: str
    open: tuple[PublicCard, ...]
    planned: tuple[PublicCard, ...]
    last: PublicLine | None
    months: tuple[PublicMonth, ...]
    pager: PagerView
    feed: str
    status: str


@dataclass(frozen=True, slots=True)
class PublicIncidentView:
    """`/status/<ID>/`: an incident; `messages` has the latest first. `status` leads to all of them, `feed` too."""

    line: PublicLine
    moments: tuple[PublicMomentView, ...]
    messages: tuple[MessageView, ...]
    feed: str
    status: str


@dataclass(frozen=True, slots=True)
class FrontView:
    """`/`: a page that leads on to `status`."""

    status: str

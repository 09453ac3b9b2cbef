"""Incidents in lists: a line, a group of them, the chain of the pages."""

from dataclasses import dataclass

from incitrack.website.views.clocks import ClockView
from incitrack.website.views.words import DayView, LinkView, MomentView, PersonView, SeverityView, StatusView


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """An incident in a list.

    `services` are the first few and `further_services` counts the rest, "" for none. `duration` says how long
    it is open or took, "" where that is not known; `clock` is the one that matters most, None where none runs;
    `aside` what keeps it out of the figures (`Planned`,
    `Duplicate of INC-2026-0001`), "" for an ordinary one.
    """

    href: str
    key: str
    title: str
    severity: SeverityView
    status: StatusView
    is_open: bool
    services: tuple[LinkView, ...]
    further_services: str
    owner: PersonView | None
    reported: MomentView
    reported_on: DayView
    resolved: MomentView | None
    resolved_on: DayView | None
    duration: str
    clock: ClockView | None
    aside: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """The incidents of a month or a year; `iso` is `2026-11` or `2026`, `count` their number in words."""

    anchor: str
    iso: str
    title: str
    count: str
    lines: tuple[IncidentLine, ...]


@dataclass(frozen=True, slots=True)
class PagerView:
    """The chain of a list's pages: `position` reads `Page 2 of 3`, "" where there is one page."""

    position: str
    earlier: str | None
    later: str | None

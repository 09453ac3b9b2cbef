"""What templates are given: frozen, complete, in words; a template neither counts nor formats.

Every `href` is relative to the page it stands on, or an allowed address elsewhere. Text that may hold anything
is `str` and is escaped; HTML that was made safe is `Markup`.
"""

import re
from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class MomentView:
    """A moment: `iso` for programs; `text`, `short` and `clock` in UTC; `local` in the team's zone.

    `clock` is the time of day; `short` has the day before it unless that is the day of the build. `local` is ""
    where the team's zone is UTC.
    """

    iso: str
    text: str
    short: str
    clock: str
    local: str


@dataclass(frozen=True, slots=True)
class DayView:
    """A day: `iso` for programs, `text` in full, `short` without the year where it is this one."""

    iso: str
    text: str
    short: str


@dataclass(frozen=True, slots=True)
class LinkView:
    """Words that lead somewhere; `href` is None where nothing may be led to and the words are all."""

    text: str
    href: str | None

    @property
    def leaves(self) -> bool:
        """Whether it leads away from the site."""
        return self.href is not None and re.match(r"[a-z]+:", self.href, re.IGNORECASE) is not None


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person: the handle without `@`, and the name that `people` gives, "" where there is none."""

    handle: str
    name: str


@dataclass(frozen=True, slots=True)
class SeverityView:
    """A severity: its key, its name (the key again where the policy does not know it), its class in the styles."""

    key: str
    name: str
    css: str


@dataclass(frozen=True, slots=True)
class StatusView:
    """A status: the word as records write it, which is also its class, and as people read it."""

    word: str
    text: str


@dataclass(frozen=True, slots=True)
class ClockView:
    """A clock as of the moment of the build.

    `name` reads `Resolve`, `Action A1`, `Resolve (enterprise)`. `state` is its class, breached, at-risk, running,
    missed or met, and `state_text` the word; `left` reads `20 min left`, `3 h late`, or `5 min early` for a clock
    that has stopped. `at_risk_at` is for programs: from when on a running clock is at risk, "" for a stopped one.
    """

    name: str
    state: str
    state_text: str
    left: str
    deadline: MomentView
    at_risk_at: str


@dataclass(frozen=True, slots=True)
class ClockLine:
    """A clock in full; `stopped` is None while it runs, `href` leads to what it is about, None for the incident.

    `elapsed` is how long it has run.
    """

    clock: ClockView
    started: MomentView
    stopped: MomentView | None
    elapsed: str
    href: str | None


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


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry of the timeline.

    `anchor` is its ID on the page; `elapsed` the time since the report, signed, "" for the report itself;
    `label` the kind as people read it, `css` the group of kinds it belongs to: transition, mark, thought,
    change, note. `outcome` is the word a hypothesis or attempt begins with (`H1 open`, `worked`) and
    `outcome_css` its class; `before` and `after` are what a change leads from and to; `html` is the rest; `late`
    says how much later it was written down, "" where that was in time.
    """

    anchor: str
    at: MomentView
    elapsed: str
    kind: str
    label: str
    css: str
    by: PersonView | None
    outcome: str
    outcome_css: str
    subject: str
    before: str
    after: str
    html: Markup
    evidence: LinkView | None
    from_memory: bool
    late: str


@dataclass(frozen=True, slots=True)
class DayOfEntries:
    """The entries of one day, in UTC."""

    day: DayView
    weekday: str
    entries: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True)
class CommunicationView:
    """What was told: `audience` as people read it, `css` one of public, stakeholders, tier; `late` as above."""

    at: MomentView
    day: DayView
    audience: str
    css: str
    by: PersonView | None
    channels: str
    html: Markup
    late: str


@dataclass(frozen=True, slots=True)
class SectionView:
    """A part of a body: `anchor` is its ID on the page; `title` is "" for text under no heading."""

    anchor: str
    title: str
    html: Markup


@dataclass(frozen=True, slots=True)
class ActionView:
    """An action item.

    `state` is its class: overdue, soon, open, done or dropped; `when` says it in words, with the days:
    `17 days overdue`, `due in 3 days`, `done`. `details` are further fields in words.
    """

    anchor: str
    href: str
    id: str
    title: str
    owner: PersonView | None
    due: DayView | None
    state: str
    when: str
    status: str
    details: tuple["FactView", ...]
    incident: LinkView


@dataclass(frozen=True, slots=True)
class FactView:
    """A named fact: words that may lead somewhere, or a moment, a day, people. What is not there is empty."""

    label: str
    links: tuple[LinkView, ...] = ()
    people: tuple[PersonView, ...] = ()
    moment: MomentView | None = None
    day: DayView | None = None
    text: str = ""
    lines: tuple[str, ...] = ()
    code: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PeriodView:
    """An impact period; `until` is None while it runs, and `length` then counts up to the page's moment."""

    start: MomentView
    until: MomentView | None
    length: str


@dataclass(frozen=True, slots=True)
class UnreadableView:
    """A file that could not be read: its path, its source page, and every reason with place and remedy."""

    path: str
    source: str | None
    reasons: tuple["ReasonView", ...]


@dataclass(frozen=True, slots=True)
class ReasonView:
    """One reason why a file is unreadable."""

    code: str
    place: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """Where a record lives: its path, and the pages of the file and of its history where a host shows them."""

    path: str
    file: str | None
    history: str | None


@dataclass(frozen=True, slots=True)
class MarkView:
    """A day of the strip with incidents: `css` is its place, `label` says what is there and `href` leads to it."""

    css: str
    label: str
    href: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class LaneView:
    """One severity's lane of the strip: its incidents in the span, and how many there were in the span before."""

    severity: SeverityView
    count: int
    before: int
    marks: tuple[MarkView, ...]


@dataclass(frozen=True, slots=True)
class TickView:
    """Where a month begins on the strip: its name, and its place as a class of the styles."""

    text: str
    css: str


@dataclass(frozen=True, slots=True)
class StripView:
    """The last days at a glance: a lane for each severity, and where the months begin."""

    days: int
    first: DayView
    last: DayView
    count: int
    before: int
    lanes: tuple[LaneView, ...]
    months: tuple[TickView, ...]

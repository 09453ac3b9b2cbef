"""What a record holds: entries, communications, sections, impact periods, where it lives."""

from dataclasses import dataclass

from markupsafe import Markup

from incitrack.website.views.words import DayView, LinkView, MomentView, PersonView


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry of the timeline.

    `anchor` is its ID on the page; `elapsed` the time since the report, signed, "" for the report itself;
    `label` the kind as people read it, `css` the group of kinds it belongs to: transition, mark, thought,
    change, note. `outcome` is the word a hypothesis or attempt begins with (`H1 open`, `worked`) and
    `outcome_css` its class; `before` and `after` are what a change leads from and to; `html` is the rest; `late`
    says how much later it was written down, "" where that was in time. Where many were written down together, and
    that is said of all of them, it is `lag` that says it of each.
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
    lag: str = ""


@dataclass(frozen=True, slots=True)
class DayOfEntries:
    """The entries of one day, in UTC."""

    day: DayView
    weekday: str
    entries: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True)
class CommunicationView:
    """What was told: `audience` as people read it, `css` one of public, stakeholders, tier; the rest as above."""

    at: MomentView
    day: DayView
    audience: str
    css: str
    by: PersonView | None
    channels: str
    html: Markup
    late: str
    lag: str = ""


@dataclass(frozen=True, slots=True)
class TogetherView:
    """Entries that were written down long after they happened: `12 written down together on`, and the day."""

    text: str
    day: DayView


@dataclass(frozen=True, slots=True)
class SectionView:
    """A part of a body: `anchor` is its ID on the page; `title` is "" for text under no heading."""

    anchor: str
    title: str
    html: Markup


@dataclass(frozen=True, slots=True)
class PeriodView:
    """An impact period; `until` is None while it runs, and `length` then counts up to the page's moment."""

    start: MomentView
    until: MomentView | None
    length: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """Where a record lives: its path, and the pages of the file and of its history where a host shows them."""

    path: str
    file: str | None
    history: str | None

"""The last days at a glance."""

from dataclasses import dataclass

from incitrack.website.views.words import DayView, SeverityView


@dataclass(frozen=True, slots=True)
class MarkView:
    """A day of the strip with incidents: `css` is its place, `label` says what is there and `href` leads to it."""

    css: str
    label: str
    href: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class LaneView:
    """One severity's lane of the strip: its incidents in the span, and how many there were in the span before.

    `href` leads to the list of its incidents in the span, for whoever has a keyboard or a coarse pointer.
    """

    severity: SeverityView
    count: int
    before: int
    href: str
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

"""The last days at a glance."""

from dataclasses import dataclass

from incitrack.website.views.words import DayView, SeverityView


@dataclass(frozen=True, slots=True)
class MarkView:
    """A day of the strip with incidents: `css` is its place, `label` says what is there and `href` leads to it.

    `is_many` says that there is more than one, `is_open` that one is still open.
    """

    css: str
    label: str
    href: str
    is_many: bool
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
    """The last days at a glance: a lane for each severity, and where the months begin.

    `bands` are the places where months begin, as classes, also those without room for a name. `has_many` and
    `has_open` say whether a mark is of more than one incident, and of one that is still open.
    """

    days: int
    first: DayView
    last: DayView
    count: int
    before: int
    lanes: tuple[LaneView, ...]
    months: tuple[TickView, ...]
    bands: tuple[str, ...]
    has_many: bool
    has_open: bool

"""Charts: what is drawn, the numbers beside it, and the sentence above it."""

from dataclasses import dataclass

from incitrack.website.views.words import MomentView


@dataclass(frozen=True, slots=True)
class FillView:
    """A pattern that marks of a page are painted with: the colour of a class, under a texture of its own.

    `texture` is one of `stripes`, `dots`, `lines` and `cross`.
    """

    id: str
    css: str
    texture: str


@dataclass(frozen=True, slots=True)
class ShapeView:
    """Something drawn that leads nowhere: a line of the grid, an area, a limit. `path` is SVG path data."""

    css: str
    path: str


@dataclass(frozen=True, slots=True)
class WordView:
    """A word in a chart; `css` says on which side of (x, y) it stands."""

    text: str
    css: str
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class PointView:
    """A mark of a chart: `title` says what it is, `href` leads to the incidents behind it, "" for none.

    `fill` is the ID of the pattern that it is painted with, "" for its class's colour; `hit` is the larger area
    that answers, "" for the mark itself.
    """

    title: str
    href: str
    css: str
    path: str
    fill: str = ""
    hit: str = ""


@dataclass(frozen=True, slots=True)
class DrawingView:
    """A chart as drawn, from the lowest layer up: `below`, `points`, `words`. `css` says how wide it is at least.

    `label` names it for those who do not see it. One of which the end matters most has `from_end`: where it is
    wider than the page, it is that end which is in sight.
    """

    label: str
    css: str
    width: int
    height: int
    below: tuple[ShapeView, ...]
    points: tuple[PointView, ...]
    words: tuple[WordView, ...]
    from_end: bool = False


@dataclass(frozen=True, slots=True)
class KeyView:
    """An entry of a chart's key: a sample of the mark, and what it stands for."""

    text: str
    css: str
    path: str
    fill: str = ""


@dataclass(frozen=True, slots=True)
class StretchView:
    """A part of a bar in a table: where it begins and how long it is, in per cent; the rest as in `PointView`."""

    title: str
    href: str
    css: str
    start: str
    length: str
    fill: str = ""


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell of a table: a text that may lead somewhere, a note after it, or a bar, or a moment."""

    text: str = ""
    href: str = ""
    note: str = ""
    bar: tuple[StretchView, ...] = ()
    at: MomentView | None = None


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column of a table: its heading, and how its cells stand: `right` for numbers, `bar`, or ""."""

    text: str
    css: str = ""


@dataclass(frozen=True, slots=True)
class TableView:
    """A table; the first cell of each row names it. `caption` is for those who do not see what it belongs to."""

    caption: str
    columns: tuple[ColumnView, ...]
    rows: tuple[tuple[CellView, ...], ...]


@dataclass(frozen=True, slots=True)
class VerdictView:
    """What a chart comes to, for a list of all: its `name` in short, a few words, and the numbers behind them.

    `css` is is-better or is-worse for what chance alone would rarely do, else "".
    """

    name: str
    text: str
    numbers: str = ""
    css: str = ""


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart whole: the sentence that says its message, the drawing, its key, its numbers, and what they are of.

    Without anything to draw `drawing` and `table` are None and the message says why. A table `in_sight` stands
    open; any other unfolds. `more` says in further sentences what belongs to the message; `verdict` is None where
    there is nothing to tell yet.
    """

    anchor: str
    heading: str
    message: str
    more: tuple[str, ...] = ()
    drawing: DrawingView | None = None
    keys: tuple[KeyView, ...] = ()
    table: TableView | None = None
    in_sight: bool = False
    notes: tuple[str, ...] = ()
    verdict: VerdictView | None = None

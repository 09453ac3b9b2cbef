"""SVG path data: rectangles, the shapes of marks, lines and the areas between them."""

from collections.abc import Iterable, Iterator, Sequence

Place = tuple[float, float]


def coordinate(value: float) -> str:
    """A coordinate to a tenth, as short as can be: `12`, `12.5`."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


def rectangle(x: float, y: float, width: float, height: float) -> str:
    """A rectangle from its upper left corner."""
    sides = f"h{coordinate(width)}v{coordinate(height)}h-{coordinate(width)}"
    return f"M{_place((x, y))}{sides}z"


def disc(x: float, y: float, radius: float) -> str:
    """A circle around a place."""
    r, across = coordinate(radius), coordinate(2 * radius)
    return f"M{_place((x - radius, y))}a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0 -{across} 0z"


def diamond(x: float, y: float, radius: float) -> str:
    """A square on its corner around a place."""
    corners = [(x - radius, y), (x, y - radius), (x + radius, y), (x, y + radius)]
    return f"{_through(corners)}z"


def triangle(x: float, y: float, radius: float, *, down: bool = False) -> str:
    """A triangle on its side around a place, or standing on its point."""
    base, point = (y - radius * 0.8, y + radius) if down else (y + radius * 0.8, y - radius)
    return f"{_through([(x - radius, base), (x, point), (x + radius, base)])}z"


def line(places: Iterable[Place | None]) -> str:
    """A line through places, broken at each None; a place alone between two Nones is not drawn."""
    return "".join(_through(run) for run in _runs(places) if len(run) > 1)


def band(upper: Sequence[Place | None], lower: Sequence[Place | None]) -> str:
    """The area between two lines that are broken at the same places."""
    pairs = zip(_runs(upper), _runs(lower), strict=True)
    return "".join(f"{_through([*above, *reversed(below)])}z" for above, below in pairs if len(above) > 1)


def _runs(places: Iterable[Place | None]) -> Iterator[list[Place]]:
    run: list[Place] = []
    for place in [*places, None]:
        if place is not None:
            run.append(place)
        elif run:
            yield run
            run = []


def _through(places: Sequence[Place]) -> str:
    return "M" + "L".join(map(_place, places))


def _place(place: Place) -> str:
    return f"{coordinate(place[0])} {coordinate(place[1])}"

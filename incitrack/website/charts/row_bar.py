"""A bar in the row of a table, its parts one after the other."""

from collections.abc import Iterator, Sequence

from incitrack.website.charts.columns import Part
from incitrack.website.charts.paths import coordinate
from incitrack.website.views.charts import StretchView


def row_bar(parts: Sequence[Part], whole: float) -> tuple[StretchView, ...]:
    """The parts that are anything, each as long as its share of `whole`, which is the length of the full bar."""
    return tuple(_stretches(parts, whole))


def _stretches(parts: Sequence[Part], whole: float) -> Iterator[StretchView]:
    so_far = 0
    for part in parts:
        if part.value:
            start, length = 100 * so_far / whole, 100 * part.value / whole
            so_far += part.value
            yield StretchView(
                part.title, part.href, part.css, f"{coordinate(start)}%", f"{coordinate(length)}%", part.fill
            )

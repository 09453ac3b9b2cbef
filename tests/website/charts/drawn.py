"""What a test reads of a drawing: the box around a path."""

import re

from incitrack.website.views.charts import DrawingView

RECTANGLE = re.compile(r"M(-?[\d.]+) (-?[\d.]+)h([\d.]+)v([\d.]+)h-[\d.]+z")


def box(path: str) -> tuple[float, float, float, float]:
    """(left, top, right, bottom) of a rectangle."""
    found = RECTANGLE.fullmatch(path)
    assert found, path
    x, y, width, height = map(float, found.groups())
    return x, y, x + width, y + height


def heights(drawing: DrawingView) -> list[float]:
    """How tall each mark is, all of them rectangles."""
    return [bottom - top for _, top, _, bottom in (box(point.path) for point in drawing.points)]


def lies_within(drawing: DrawingView) -> bool:
    """Whether every rectangle lies on the sheet."""
    boxes = [
        box(path) for point in drawing.points for path in (point.path, point.hit) if RECTANGLE.fullmatch(path)
    ]
    return all(
        0 <= left <= right <= drawing.width and 0 <= top <= bottom <= drawing.height
        for left, top, right, bottom in boxes
    )

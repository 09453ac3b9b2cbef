"""The texture of each kind of mark, so that its colour is never the only sign of it."""

from collections.abc import Iterable, Iterator
from typing import Final

from incitrack.website.views.charts import FillView

_BY_RANK: Final = ("", "stripes", "dots", "lines")
_OTHER: Final = "cross"
_NAMED: Final = {"missed": "stripes", "again": "stripes", "done": "lines"}


def fill_of(css: str) -> str:
    """The ID of the pattern for marks of a class in the styles; "" for what is plain, as the worst severity is."""
    return f"fill-{css}" if _texture(css) else ""


def fills(classes: Iterable[str]) -> Iterator[FillView]:
    """The patterns that a page needs for marks of these classes."""
    for css in dict.fromkeys(classes):
        if texture := _texture(css):
            yield FillView(f"fill-{css}", css, texture)


def _texture(css: str) -> str:
    if css in _NAMED:
        return _NAMED[css]
    if not css.startswith("sev-"):
        return ""
    rank = css.removeprefix("sev-")
    return _BY_RANK[int(rank)] if rank.isdigit() and int(rank) < len(_BY_RANK) else _OTHER

"""The colours of severities in both schemes: from the policy's one colour to what can be read on every surface."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from incitrack.model.severity import SeverityPolicy
from incitrack.website.look.colour import DISCERNIBLE, READABLE, Colour, contrast, from_hex, to_hex

LIGHT: Final = ("#f6f5f1", "#ffffff")
"""What text stands on by day, the page and the panels on it; the same as `--page` and `--panel` in the styles."""
DARK: Final = ("#0e1116", "#161a21")
"""Likewise by night."""

WITHOUT_COLOUR: Final = ("#b42318", "#b54708", "#8a6a00", "#175cd3", "#475467")
"""For severities whose policy names no colour: from alarming to calm."""
UNKNOWN: Final = "#475467"


class Scheme(NamedTuple):
    """One severity's colours on light or on dark.

    `ink` is text on `tint`, on the page and on panels; `edge` lines and marks on these; `on` text on `solid`.
    """

    solid: str
    on: str
    ink: str
    tint: str
    edge: str


class Palette(NamedTuple):
    """One severity's colours by day and by night, under the name of its class in the styles."""

    css_class: str
    light: Scheme
    dark: Scheme


def palettes(policy: SeverityPolicy | None) -> Iterator[Palette]:
    """A palette for each severity in the policy's order, and the last one for what no policy knows."""
    severities = list(policy.severities.values()) if policy else []
    for rank, severity in enumerate(severities):
        yield palette(css_class(rank), severity.color or _default(rank, len(severities)))
    yield palette(css_class(None), UNKNOWN)


def css_class(rank: int | None) -> str:
    """The class of a severity in the styles; None for one that the policy does not know."""
    return "sev-unknown" if rank is None else f"sev-{rank}"


def palette(name: str, written: str) -> Palette:
    """The colours that follow from `#rrggbb`."""
    on = max("#ffffff", "#000000", key=lambda each: contrast(each, written))
    base = from_hex(written)
    light_tint = to_hex(Colour(0.955, min(base.chroma, 0.028), base.hue))
    dark_tint = to_hex(Colour(0.285, min(base.chroma, 0.06), base.hue))
    return Palette(
        name,
        Scheme(
            written,
            on,
            _away(base, (*LIGHT, light_tint), READABLE + 0.3, -0.01),
            light_tint,
            _away(base, LIGHT, DISCERNIBLE + 0.2, -0.01),
        ),
        Scheme(
            written,
            on,
            _away(base, (*DARK, dark_tint), READABLE + 0.3, 0.01),
            dark_tint,
            _away(base, DARK, DISCERNIBLE + 0.2, 0.01),
        ),
    )


def _away(colour: Colour, grounds: tuple[str, ...], wanted: float, step: float) -> str:
    """The colour made darker or lighter until its contrast with every ground is at least `wanted`."""
    lightness = colour.lightness
    while 0 < lightness < 1:
        written = to_hex(colour._replace(lightness=lightness))
        if all(contrast(written, ground) >= wanted for ground in grounds):
            return written
        lightness += step
    return "#000000" if step < 0 else "#ffffff"


def _default(rank: int, count: int) -> str:
    return WITHOUT_COLOUR[round(rank * (len(WITHOUT_COLOUR) - 1) / max(1, count - 1))]

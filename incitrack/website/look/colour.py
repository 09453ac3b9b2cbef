"""Colours that can be read: sRGB and OKLCH, and the contrast of WCAG 2.2."""

import math
from typing import Final, NamedTuple

READABLE: Final = 4.5
"""Contrast of text with what it stands on: WCAG 2.2, success criterion 1.4.3, level AA."""
DISCERNIBLE: Final = 3.0
"""Contrast of marks and edges that carry a meaning: 1.4.11."""


class Colour(NamedTuple):
    """OKLCH: lightness from 0 to 1, chroma from 0, hue in radians. Source: Ottosson, "Oklab", 2020."""

    lightness: float
    chroma: float
    hue: float


def from_hex(written: str) -> Colour:
    """The colour that `#rrggbb` names."""
    red, green, blue = (_linear(int(written[i : i + 2], 16) / 255) for i in (1, 3, 5))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return Colour(lightness, math.hypot(a, b), math.atan2(b, a))


def to_hex(colour: Colour) -> str:
    """`#rrggbb` of the colour, or of the nearest one with less chroma that a screen has."""
    lightness, chroma, hue = colour
    while chroma > 0.001 and not all(-0.0001 <= c <= 1.0001 for c in _rgb(Colour(lightness, chroma, hue))):
        chroma -= 0.004
    channels = _rgb(Colour(lightness, max(chroma, 0.0), hue))
    return "#" + "".join(f"{round(255 * _gamma(min(1.0, max(0.0, c)))):02x}" for c in channels)


def _rgb(colour: Colour) -> tuple[float, float, float]:
    lightness, chroma, hue = colour
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two `#rrggbb`, 1 to 21. Source: WCAG 2.2, "contrast ratio"."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(written: str) -> float:
    red, green, blue = (_linear(int(written[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _gamma(channel: float) -> float:
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055

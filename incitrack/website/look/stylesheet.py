"""The one style sheet of a site: the templates' styles, the severities' colours, the places on the strip."""

from collections.abc import Iterator
from typing import Final

from incitrack.model.severity import SeverityPolicy
from incitrack.website.look.severity_palette import Palette, Scheme, palettes
from incitrack.website.look.templates import Templates

STRIP_DAYS: Final = 90
"""So many days at a glance."""


def stylesheet(templates: Templates, policy: SeverityPolicy | None) -> str:
    """All styles, in the order in which they hold."""
    return "\n".join([_severities(list(palettes(policy))), _places_on_the_strip(), templates.styles()])


def _severities(all_palettes: list[Palette]) -> str:
    light = "".join(_rule(each.css_class, each.light) for each in all_palettes)
    dark = "".join(_rule(each.css_class, each.dark) for each in all_palettes)
    return f"{light}@media screen and (prefers-color-scheme: dark) {{\n{dark}}}\n"


def _rule(name: str, scheme: Scheme) -> str:
    return f".{name}{{{''.join(_variables(scheme))}}}\n"


def _variables(scheme: Scheme) -> Iterator[str]:
    for name, value in scheme._asdict().items():
        yield f"--sev-{name}:{value};"


def _places_on_the_strip() -> str:
    """The places of the marks as classes: a page's own style attributes are refused by its policy."""
    return "".join(f".at-{day}{{--at:{day}}}\n" for day in range(STRIP_DAYS))

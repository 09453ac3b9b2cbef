"""The one style sheet of a site: the templates' styles, the severities' colours, the places on the strip."""

from collections.abc import Iterator

from incitrack.model.severity import SeverityPolicy
from incitrack.website.severity_palette import Palette, Scheme, palettes
from incitrack.website.strip import strip_styles
from incitrack.website.templates import Templates


def stylesheet(templates: Templates, policy: SeverityPolicy | None) -> str:
    """All styles, in the order in which they hold."""
    return "\n".join([_severities(list(palettes(policy))), strip_styles(), templates.styles()])


def _severities(all_palettes: list[Palette]) -> str:
    light = "".join(_rule(each.css_class, each.light) for each in all_palettes)
    dark = "".join(_rule(each.css_class, each.dark) for each in all_palettes)
    return f"{light}@media screen and (prefers-color-scheme: dark) {{\n{dark}}}\n"


def _rule(name: str, scheme: Scheme) -> str:
    return f".{name}{{{''.join(_variables(scheme))}}}\n"


def _variables(scheme: Scheme) -> Iterator[str]:
    for name, value in scheme._asdict().items():
        yield f"--sev-{name}:{value};"

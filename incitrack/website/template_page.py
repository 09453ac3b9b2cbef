"""`docs/templates.md`: what each template is given, made from the views' own docstrings and fields."""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from inspect import getdoc
from textwrap import fill
from typing import Final, get_args, get_type_hints

from incitrack.website.page import Frame
from incitrack.website.template_views import TEMPLATE_VIEWS

_HEAD = """\
# What templates are given

<!-- Made by `make docs` from the views under incitrack/website/; write there. -->

Every template of a page is a [Jinja](https://jinja.palletsprojects.com/) file that extends `base.html`, whose
[blocks](site.md#your-own-templates) it fills. It is given two things: `page`, the frame that every page shares,
and `view`, what this page shows. Both are frozen and complete, in words: a template neither counts nor formats. A
name that is not listed here is an error with the template's file and line. Text is escaped, always; `Markup` was
made safe before. Every `href` is relative to the page.

`incitrack init --templates` copies the shipped templates into `site_templates/`. Keep those you change and
delete the rest, so that the others go on with each release.
"""


_WIDTH: Final = 115


def template_page() -> str:
    """The page in Markdown: the frame, one heading for each template, then every view that these are made of."""
    shown = {view.__name__: view for view in TEMPLATE_VIEWS.values()}
    inner = sorted(_inside([Frame, *shown.values()], set()), key=lambda view: view.__name__)
    lines = [_HEAD, "## page: every template", "", *_about(Frame)]
    for name, view in sorted(TEMPLATE_VIEWS.items()):
        lines += [f"## {name}", "", f"`view` is a {view.__name__}.", "", *_about(view)]
    lines += ["## What views are made of", ""]
    for view in inner:
        if view is not Frame and view.__name__ not in shown:
            lines += [f"### {view.__name__}", "", *_about(view)]
    return "\n".join(lines)


def _about(view: type) -> Iterator[str]:
    yield from (_paragraphs(getdoc(view) or ""), "", "| name | is |", "|---|---|")
    hints = get_type_hints(view)
    names = [each.name for each in fields(view)]
    for name in [*names, *_properties(view)]:
        hint = hints.get(name) or get_type_hints(getattr(view, name).fget)["return"]
        yield f"| `{name}` | {_words(hint)} |"
    yield ""


def _paragraphs(text: str) -> str:
    return "\n\n".join(fill(" ".join(part.split()), _WIDTH) for part in text.split("\n\n"))


def _properties(view: type) -> list[str]:
    return [name for name, value in vars(view).items() if isinstance(value, property)]


def _words(hint: object) -> str:
    """A type as the page says it: a view leads to its heading, a tuple of any length reads `any number of`."""
    written = hint.__name__ if isinstance(hint, type) and not get_args(hint) else str(hint)
    written = re.sub(r"[a-z_]+(?:\.[a-z_]+)*\.([A-Z])", r"\1", written)
    while "..." in written:
        written = re.sub(r"tuple\[([^\[\]]+(?:\[[^\[\]]*\])?), \.\.\.\]", r"any number of \1", written)
    for view in _views_of(hint):
        written = re.sub(rf"(?<!\[)\b{view.__name__}\b", f"[{view.__name__}](#{view.__name__.lower()})", written)
    return written.replace("NoneType", "None").replace(" | ", " or ")


def _inside(views: Iterable[type], seen: set[type]) -> set[type]:
    for view in views:
        if view in seen:
            continue
        seen.add(view)
        hints = get_type_hints(view).values()
        _inside((found for hint in hints for found in _views_of(hint)), seen)
    return seen


def _views_of(hint: object) -> Iterator[type]:
    if isinstance(hint, type) and is_dataclass(hint):
        yield hint
    for part in get_args(hint):
        yield from _views_of(part)


if __name__ == "__main__":
    sys.stdout.write(template_page())

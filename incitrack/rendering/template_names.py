"""Which templates others name: what they extend, include and import."""

from collections.abc import Callable, Iterable
from posixpath import normpath

from jinja2 import Environment, TemplateSyntaxError
from jinja2.meta import find_referenced_templates


def named_from(roots: Iterable[str], source: Callable[[str], str | None]) -> set[str] | None:
    """The templates under `roots`, and those that one of them names, directly or by another.

    `source` gives the text of a template, None where it has none. None is given where a template works out the
    name of another only when a page is made, since it may then be any.
    """
    environment = Environment(autoescape=True)
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        name = waiting.pop()
        text = None if name in found else source(name)
        found.add(name)
        if text is None:
            continue
        try:
            named = list(find_referenced_templates(environment.parse(text)))
        except TemplateSyntaxError:  # the build says so where a page needs it
            continue
        if None in named:
            return None
        waiting += [normpath(each) for each in named if each]
    return found

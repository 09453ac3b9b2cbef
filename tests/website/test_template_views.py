"""What templates are given: one frozen view each, documented name by name."""

from dataclasses import fields, is_dataclass
from pathlib import Path
from types import UnionType
from typing import get_args, get_type_hints

import pytest

from incitrack.website.look.templates import shipped_templates
from incitrack.website.page import Frame
from incitrack.website.template_page import template_page
from incitrack.website.template_views import TEMPLATE_VIEWS

ROOT = Path(__file__).parents[2]


def views() -> list[type]:
    found: list[type] = []

    def look(hint: object) -> None:
        if isinstance(hint, type) and is_dataclass(hint) and hint not in found:
            found.append(hint)
            for inner in get_type_hints(hint).values():
                look(inner)
        for part in get_args(hint) if not isinstance(hint, UnionType) else hint.__args__:
            look(part)

    for view in (Frame, *TEMPLATE_VIEWS.values()):
        look(view)
    return found


def test_every_template_of_a_page_has_its_view() -> None:
    templates = {file.name for file in shipped_templates().glob("*.html")}

    assert templates - {"base.html"} == set(TEMPLATE_VIEWS)


def test_no_two_views_have_one_name() -> None:
    names = [view.__name__ for view in views()]

    assert len(set(names)) == len(names)


@pytest.mark.parametrize("view", views(), ids=lambda view: view.__name__)
def test_a_view_is_frozen_and_says_what_it_is(view: type) -> None:
    assert view.__dataclass_params__.frozen  # type: ignore[attr-defined] # the language's own
    assert "__slots__" in vars(view)
    assert view.__doc__
    assert not view.__doc__.startswith(f"{view.__name__}(")
    assert not any(
        name in str(hint) for hint in get_type_hints(view).values() for name in ("list[", "dict[", "Any")
    )


def test_the_documentation_lists_every_name_that_a_template_is_given() -> None:
    page = (ROOT / "docs/templates.md").read_text()

    assert page == template_page()
    for view in views():
        assert all(f"| `{each.name}` |" in page for each in fields(view))

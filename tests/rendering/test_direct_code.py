"""What shipped templates write: the same as in Jinja's sandbox, in which a team's own templates run."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.errors import UnreadableError
from incitrack.rendering.page_templates import PageTemplates
from tests.website.built_site import BuiltSite, build
from tests.website.listing.varied_archive import varied_archive

MACROS = """
{% macro b(text, loud=false, context="c") %}
<b{% if loud %} class="loud"{% endif %}>{{ text }}{{ context }}</b>
{%- endmacro %}
{% macro deep(of, depth) %}{% if depth %}<i>{{ of.text }}{{ deep(of.next, depth - 1) }}</i>{% endif %}{% endmacro %}
{% macro around(all) %}{% for each in all %}<p>{{ caller(each) }}</p>{% endfor %}{% endmacro %}
{% macro given() %}{{ varargs | join("+") }}{{ kwargs | dictsort | join }}{% endmacro %}
{% macro empty() %}{% endmacro %}
{% macro reserved(class) %}{{ class }}{% endmacro %}
"""
WRITTEN = (
    "{{ m.b(view.text) }}",
    "{{ m.b(view.text, true) }}",
    "{{ m.b(view.text, loud=true) }}",
    "{{ m.b(text=view.text, context=view.next.text) }}",
    "{{ m.b(*[view.text, true]) }}",
    "{{ m.b(**{'text': view.text}) }}",
    "{{ m.b(m.b(view.text)) }}",
    "{{ m.b(view.text)|upper }}",
    "{{ m.b(view.text) ~ view.text }}",
    "{{ m.deep(view, 2) }}",
    "{{ m.given(1, view.text, other=2) }}",
    "[{{ m.empty() }}]",
    "{{ m.reserved(class=view.text) }}",
    "{{ view.class }}{{ view.next.text }}{{ view.text.upper() }}{{ (view.text ~ 'x').upper() }}",
    "{{ view.texts|map('upper')|join(', ') }}{{ view.texts[0] }}{{ view.texts|length }}",
    "{{ 'yes' if view.text is defined else 'no' }}",
    "{% for each in view.texts %}{{ loop.index0 }}{{ m.b(each, loop.first, loop.last) }}{% endfor %}",
    "{% for each in view.texts %}{{ m.b(each, loud=loop.first) }}{% else %}nothing{% endfor %}",
    "{% call(each) m.around(view.texts) %}{{ m.b(each) }}{{ view.text }}{% endcall %}",
    "{% macro own(at) %}{{ at.text }}{{ view.text }}{% endmacro %}{{ own(view.next) }}{{ own(at=view) }}",
    "{% set x = m.b(view.text) %}{{ x }}{% set y %}{{ view.text }}{% endset %}{{ y }}",
    "{% filter upper %}{{ view.text }}<br>{% endfilter %}",
    "{% block inner %}{{ m.b(view.text) }}{% endblock %}",
    "{% from 'm.html' import b as bold %}{{ bold(view.text) }}",
    "{{ range(3)|list }}{{ view.next.next }}",
)
TEXT = st.text(alphabet="a<>&'\"é \n", max_size=8)
WRONG = (
    "{{ view.nothing }}",
    "{{ view.next.nothing.more }}",
    "{% if view.nothing %}x{% endif %}",
    "{{ nothing }}",
    "{{ nothing.text }}",
    "{{ nothing() }}",
    "{{ m.nothing(view) }}",
    "{{ m.b() }}",
    "{{ m.deep(view.text, 1) }}",
    "{{ m.b(1, 2, 3, 4) }}",
    "{{ m.b(1, colour=2) }}",
    "{{ m.b(1, text=2) }}",
    "{% call m.b(1) %}x{% endcall %}",
    "{{ view.text(1) }}",
)


@dataclass(frozen=True)
class View:
    text: str
    texts: tuple[str, ...]
    next: Any

    def __getattr__(self, name: str) -> str:
        if name == "class":  # a word of Python's, which a template may write nevertheless
            return self.text
        raise AttributeError(name)


def templates(folder: Path, page: str) -> dict[bool, PageTemplates]:
    """A page of shipped templates, and whether it is rendered in the sandbox, as beside a team's own."""
    (folder / "m.html").write_text(MACROS)
    (folder / "page.html").write_text("{% import 'm.html' as m %}\n" + page)
    own = folder / "own"
    own.mkdir()
    return {sandboxed: PageTemplates(own if sandboxed else None, folder, folder) for sandboxed in (False, True)}


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, PageTemplates]:
    return templates(tmp_path_factory.mktemp("templates"), "\n".join(WRITTEN))


@given(text=TEXT, texts=st.lists(TEXT, min_size=1, max_size=3))
def test_a_page_is_what_the_sandbox_makes_of_it(
    everything: dict[bool, PageTemplates], text: str, texts: list[str]
) -> None:
    view = View(text, tuple(texts), View("inner", (), None))
    direct, sandboxed = (everything[each].render("page.html", view=view) for each in (False, True))

    assert direct.splitlines() == sandboxed.splitlines()
    assert "<b" in direct


@pytest.mark.parametrize("written", WRONG)
@pytest.mark.parametrize("sandboxed", [False, True])
def test_a_mistake_is_told_with_its_line_in_either(tmp_path: Path, written: str, sandboxed: bool) -> None:
    page = templates(tmp_path, f"\n{written}")[sandboxed]

    with pytest.raises(UnreadableError, match="the template fails") as failure:
        page.render("page.html", view=View("text", (), View("inner", (), None)))

    assert str(failure.value.place) in {"page.html:3:1", "m.html:3:1", "m.html:5:1"}


def test_every_shipped_page_is_what_the_sandbox_makes_of_it(tmp_path: Path) -> None:
    archive = varied_archive(tmp_path / "archive", count=40)
    build(archive, tmp_path / "direct")
    (archive / "site_templates").mkdir()

    build(archive, tmp_path / "sandboxed")

    direct, sandboxed = (BuiltSite(tmp_path / name).bytes() for name in ("direct", "sandboxed"))
    assert {path for path in direct if direct[path] != sandboxed.get(path)} == set()
    assert set(direct) == set(sandboxed)

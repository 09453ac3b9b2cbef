"""What templates of pages write: the same as Jinja's own code would."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment
from markupsafe import Markup, escape

from incitrack.errors import UnreadableError
from incitrack.rendering.page_code import escaped
from incitrack.rendering.page_templates import PageTemplates

MACROS = """{% macro b(text, loud=false) %}<b{% if loud %} class="loud"{% endif %}>{{ text }}</b>{% endmacro %}
{% macro all(texts) %}{% for each in texts %}{{ b(each, loud=loop.first) }}{% endfor %}{% endmacro %}
{% macro around() %}<i>{{ caller() }}</i>{% endmacro %}"""
PAGE = """{% import "macros.html" as m %}{{ m.all(texts) }}{{ m.b(texts[0]) }}{{ number }}{{ none }}{{ safe }}
{% call m.around() %}{{ texts[0] }}{% endcall %}{{ texts | join(", ") }}{{ m.b(*texts[:1]) }}{{ range(2) | list }}"""
TEXTS = st.lists(st.text(alphabet="a<>&'\"é \n", max_size=8), min_size=1, max_size=3)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> PageTemplates:
    folder = tmp_path_factory.mktemp("templates")
    (folder / "macros.html").write_text(MACROS)
    (folder / "page.html").write_text(PAGE)
    return PageTemplates(None, folder, folder)


@given(texts=TEXTS)
def test_a_page_is_what_jinja_itself_makes_of_it(pages: PageTemplates, texts: list[str]) -> None:
    given_to = {"texts": texts, "number": 7, "none": None, "safe": Markup("<p>&amp;</p>")}
    files = DictLoader({"macros.html": MACROS, "page.html": PAGE})
    plain = Environment(autoescape=True, loader=files, trim_blocks=True, lstrip_blocks=True)

    assert pages.render("page.html", **given_to) == plain.get_template("page.html").render(**given_to)


@pytest.mark.parametrize("value", ["<", "&", ">", "'", '"', "plain", 7, None, Markup("<b>"), ["<"]])
def test_a_value_is_escaped_as_the_library_does_it(value: object) -> None:
    assert escaped(value) == escape(value)


def test_a_mistake_in_a_macro_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("{% macro b(text) %}{{ text.nothing }}{% endmacro %}\n{{ b('x') }}")

    with pytest.raises(UnreadableError) as failure:
        PageTemplates(None, tmp_path, tmp_path).render("page.html")

    assert str(failure.value.place) == "page.html:1:1"


def test_a_template_that_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(b"<p>\n\xff</p>")

    with pytest.raises(UnreadableError, match="not UTF-8") as failure:
        PageTemplates(None, tmp_path, tmp_path).render("page.html")

    assert str(failure.value.place) == "page.html:2:1"

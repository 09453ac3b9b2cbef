"""A team's own templates: file by file, in the sandbox, always escaped, and failing in one line with its place."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from incitrack.errors import UnreadableError
from incitrack.rendering.page_templates import PageTemplates


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    own, shipped = tmp_path / "repository" / "site_templates", tmp_path / "shipped"
    own.mkdir(parents=True)
    shipped.mkdir()
    (shipped / "base.html").write_text("<main>{% block main %}{% endblock %}</main>")
    (shipped / "page.html").write_text('{% extends "base.html" %}{% block main %}shipped {{ x }}{% endblock %}')
    return own, shipped


def render(folders: tuple[Path, Path], name: str, text: str | None = None, **given: object) -> str:
    own, shipped = folders
    if text is not None:
        (own / name).write_text(text)
    return PageTemplates(own, shipped, own.parent).render(name, **given)


def failure(folders: tuple[Path, Path], text: str, **given: object) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        render(folders, "page.html", text, **given)
    return caught.value


def test_the_shipped_template_holds_where_the_team_has_none(folders: tuple[Path, Path]) -> None:
    assert render(folders, "page.html", x="<b>") == "<main>shipped &lt;b&gt;</main>"


def test_a_template_of_the_teams_own_may_extend_a_shipped_one(folders: tuple[Path, Path]) -> None:
    own = '{% extends "base.html" %}{% block main %}own {{ x }}{% endblock %}'

    assert render(folders, "page.html", own, x="<b>") == "<main>own &lt;b&gt;</main>"


def test_a_base_of_the_teams_own_frames_the_shipped_pages(folders: tuple[Path, Path]) -> None:
    (folders[0] / "base.html").write_text("<body>{% block main %}{% endblock %}</body>")

    assert render(folders, "page.html", x=1) == "<body>shipped 1</body>"


@pytest.mark.parametrize(
    "text",
    [
        "{% autoescape false %}{{ x }}{% endautoescape %}",
        "{% autoescape x %}{{ x }}{% endautoescape %}",
        "{{ x|safe }}",
    ],
)
def test_escaping_cannot_be_turned_off(folders: tuple[Path, Path], text: str) -> None:
    assert failure(folders, f"a\nb\n{text}", x="<b>").place is not None
    assert str(failure(folders, f"a\nb\n{text}", x="<b>").place) == "site_templates/page.html:3:1"


@pytest.mark.parametrize(
    "text",
    [
        "{{ x.__class__.__mro__[1].__subclasses__() }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ ''.__class__ }}",
        "{{ x.append(1) }}",
        "{% for i in range(10 ** 9) %}{% endfor %}",
    ],
)
def test_a_template_of_the_teams_own_cannot_leave_the_sandbox(folders: tuple[Path, Path], text: str) -> None:
    assert failure(folders, text, x=[]).exit_status == 3


def test_what_a_record_says_is_never_a_template(folders: tuple[Path, Path]) -> None:
    hostile = "{{ cycler.__init__.__globals__.os.popen('id').read() }}"

    assert hostile.replace("'", "&#39;") in render(folders, "page.html", x=hostile)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a\n{{ missing }}", 2, "'missing' is undefined"),
        ("{{ x.missing }}", 1, "tuple has no attribute 'missing'"),
        ("\n{{ x[9] }}", 2, "tuple object has no element 9"),
        ("a\n\n{% if %}", 3, "Expected an expression"),
        ("a\n{% for a in x %}", 2, "Unexpected end of template"),
        ("a\n{{ 1 / 0 }}", 2, "division by zero"),
        ("a\n{% include 'nowhere.html' %}", 2, "there is no template nowhere.html"),
        ("{{ x|nofilter }}", 1, "No filter named 'nofilter'"),
    ],
)
def test_a_failing_template_is_one_line_with_its_file_and_line(
    folders: tuple[Path, Path], text: str, line: int, words: str
) -> None:
    error = failure(folders, text, x=())

    assert words in error.message
    assert "\n" not in error.message
    assert error.hint is None
    assert error.place is not None
    assert (error.place.path, error.place.line) == ("site_templates/page.html", line)


@dataclass(frozen=True, slots=True)
class SomeView:
    title: str = "T"
    severity: str = "P1"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ x.titel }}", "SomeView has no attribute 'titel'; did you mean title?"),
        ("{{ x['titel'] }}", "SomeView has no attribute 'titel'; did you mean title?"),
        ("{{ x.owner }}", "SomeView has no attribute 'owner'; it has title, severity"),
        ("{{ x.title.uper() }}", "str has no attribute 'uper'; did you mean upper?"),
        ("{% import 'part.html' as part %}{{ part.momment(x) }}", "part.html has no attribute 'momment'; did you mean moment?"),
    ],
)  # fmt: skip
def test_an_unknown_attribute_is_told_what_there_is_instead(
    folders: tuple[Path, Path], text: str, words: str
) -> None:
    (folders[1] / "part.html").write_text("{% macro moment(x) %}{% endmacro %}")

    assert failure(folders, text, x=SomeView()).message == f"the template fails: {words}"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ x.title.title }}", "title is a method; write title()"),
        ("{{ x.title.upper }}", "upper is a method; write upper()"),
        ("{{ [x.title.title] }}", "title is a method; write title()"),
        ("{{ {'a': x.title.title} }}", "title is a method; write title()"),
        ("{{ dict }}", "dict is a method; write dict()"),
        ("{{ [1]|map('upper') }}", "this has no text of its own; write |list or |join after it"),
        ("{{ x }}", "SomeView has no text of its own; name one of its values"),
        ("{{ cycler(1) }}", "Cycler has no text of its own; name one of its values"),
        ("{% for each in [1] %}{{ loop }}{% endfor %}", "LoopContext has no text of its own"),
        ("{{ y }}", "a set has no order of its own; write |sort after it"),
    ],
)
def test_what_has_no_text_is_not_printed(folders: tuple[Path, Path], text: str, words: str) -> None:
    error = failure(folders, f"\n{text}", x=SomeView(), y={"a", "b"})

    assert error.message == f"the template fails: {words}"
    assert str(error.place) == "site_templates/page.html:2:1"


def test_a_method_that_is_not_called_is_told_in_a_shipped_template_too(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("{% macro m(x) %}{{ x.title }}{% endmacro %}\n{{ m('x') }}")

    with pytest.raises(UnreadableError, match=r"title is a method; write title\(\)"):
        PageTemplates(None, tmp_path, tmp_path).render("page.html")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("{{ x.title.title() }}", "T"),
        ("{{ [1, 'a', none, 1.5, true] }}", "[1, &#39;a&#39;, None, 1.5, True]"),
        ("{{ day }}", "2026-11-20"),
        ("{{ range(2) }}", "range(0, 2)"),
        ("{% import 'part.html' as part %}{{ part }}{{ part.m() }}", "<b></b>"),
        ("{% set kept %}<i>{% endset %}{{ kept }}", "<i>"),
    ],
)
def test_what_has_a_text_is_printed(folders: tuple[Path, Path], text: str, written: str) -> None:
    (folders[1] / "part.html").write_text("{% macro m() %}<b></b>{% endmacro %}")

    assert render(folders, "page.html", text, x=SomeView(), day=date(2026, 11, 20)) == written


@pytest.mark.parametrize("text", ["{{ [1, 2]|random }}", "{{ lipsum() }}"])
def test_nothing_is_left_to_chance(folders: tuple[Path, Path], text: str) -> None:
    assert failure(folders, text).exit_status == 3


def test_what_may_be_missing_can_still_be_asked_for(folders: tuple[Path, Path]) -> None:
    assert (
        render(folders, "page.html", "{{ x.titel is defined }} {{ x.titel|default('-') }}", x=SomeView())
        == "False -"
    )


def test_the_failing_line_is_that_of_the_file_that_fails_not_of_the_one_that_uses_it(
    folders: tuple[Path, Path],
) -> None:
    (folders[0] / "part.html").write_text("{% macro m(x) %}\n\n{{ x.nothing }}{% endmacro %}")

    error = failure(folders, "{% import 'part.html' as part %}\n{{ part.m(1) }}")

    assert str(error.place) == "site_templates/part.html:3:1"


@pytest.mark.parametrize("name", ["../secret.html", "/etc/passwd", "../../etc/passwd"])
def test_a_template_outside_the_folders_is_not_reached(folders: tuple[Path, Path], name: str) -> None:
    (folders[0].parent / "secret.html").write_text("secret")

    assert "there is no template" in failure(folders, f"{{% include '{name}' %}}").message

"""Templates that extend each other: what the team's own are told that lead nowhere."""

from pathlib import Path

import pytest

from incitrack.errors import UnreadableError
from incitrack.rendering.page_templates import PageTemplates

BASE = "<h>{% block header %}<i>{{ x }}</i>{% endblock %}</h><main>{% block main %}{% endblock %}</main>"
PAGE = '{% extends "base.html" %}{% block main %}shipped {{ x }}{% endblock %}'


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    own, shipped = tmp_path / "repository" / "site_templates", tmp_path / "shipped"
    own.mkdir(parents=True)
    shipped.mkdir()
    (shipped / "base.html").write_text(BASE)
    (shipped / "page.html").write_text(PAGE)
    return own, shipped


def page(folders: tuple[Path, Path], **own: str) -> str:
    for name, text in own.items():
        (folders[0] / f"{name}.html").write_text(text)
    return PageTemplates(*folders, folders[0].parent).render("page.html", x="<b>")


def failure(folders: tuple[Path, Path], **own: str) -> tuple[str, str]:
    with pytest.raises(UnreadableError) as caught:
        page(folders, **own)
    return str(caught.value.place), caught.value.message


def test_an_own_frame_may_extend_the_one_that_comes_with_the_program(folders: tuple[Path, Path]) -> None:
    own = '{% extends "shipped/base.html" %}{% block header %}<b>Ours</b> {{ super() }}{% endblock %}'

    assert page(folders, base=own) == "<h><b>Ours</b> <i>&lt;b&gt;</i></h><main>shipped &lt;b&gt;</main>"


def test_an_own_page_may_extend_the_one_that_comes_with_the_program(folders: tuple[Path, Path]) -> None:
    own = '{% extends "shipped/page.html" %}{% block main %}<p>First.</p>{{ super() }}{% endblock %}'

    assert page(folders, page=own).endswith("<main><p>First.</p>shipped &lt;b&gt;</main>")


@pytest.mark.parametrize("name", ["shipped/../secret.html", "shipped/nothing.html", "shipped"])
def test_nothing_else_is_reached_that_way(folders: tuple[Path, Path], name: str) -> None:
    (folders[1].parent / "secret.html").write_text("secret")

    assert "there is no template" in failure(folders, page=f'{{% include "{name}" %}}')[1]


def test_a_template_that_extends_itself_is_told_with_its_line(folders: tuple[Path, Path]) -> None:
    place, message = failure(folders, base='\n{% extends "base.html" %}')

    assert place == "site_templates/base.html:2:1"
    assert message == "the template extends itself; the one that comes with the program is shipped/base.html"


def test_templates_that_extend_each_other_are_told(folders: tuple[Path, Path]) -> None:
    place, message = failure(folders, base='{% extends "other.html" %}', other='\n\n{% extends "base.html" %}')

    assert place == "site_templates/other.html:3:1"
    assert "extends itself" in message


@pytest.mark.parametrize(
    ("own", "place"),
    [
        (
            {"page": '{% extends "base.html" %}\n{% block main %}\n{% include "page.html" %}{% endblock %}'},
            "page.html:3",
        ),
        ({"page": 'a\n{% include "page.html" %}'}, "page.html:2"),
        ({"page": 'a\n{% include "part.html" %}', "part": 'b\n\n{% include "part.html" %}'}, "part.html:3"),
        ({"page": "{% macro m() %}\n{{ m() }}{% endmacro %}\n{{ m() }}"}, "page.html:2"),
        ({"base": 'a\n{% include "page.html" %}{% block main %}{% endblock %}'}, "base.html:2"),
    ],
)
def test_a_template_that_comes_back_to_itself_is_told_with_its_line(
    folders: tuple[Path, Path], own: dict[str, str], place: str
) -> None:
    found, message = failure(folders, **own)

    assert found == f"site_templates/{place}:1"
    assert message == "the template fails: this includes, imports or calls itself without end"


def test_a_block_that_the_frame_does_not_have_is_told_with_those_that_it_has(folders: tuple[Path, Path]) -> None:
    own = '{% extends "base.html" %}\n{% block content %}lost{% endblock %}'

    assert failure(folders, page=own) == (
        "site_templates/page.html:2:1",
        "base.html has no block 'content'; it has header, main",
    )


def test_a_block_that_is_nearly_one_is_told_which(folders: tuple[Path, Path]) -> None:
    own = '{% extends "base.html" %}{% block mian %}lost{% endblock %}'

    assert failure(folders, page=own)[1] == "base.html has no block 'mian'; did you mean main?"


def test_a_frame_in_which_pages_have_no_content_is_told(folders: tuple[Path, Path]) -> None:
    assert failure(folders, base="<h></h>") == (
        "site_templates/base.html:1:1",
        "base.html has no block 'main', in which page.html has its content",
    )


def test_a_frame_need_not_have_every_other_block_of_the_shipped_pages(folders: tuple[Path, Path]) -> None:
    (folders[1] / "page.html").write_text(f"{PAGE}{{% block header %}}{{% endblock %}}")

    assert page(folders, base="{% block main %}{% endblock %}") == "shipped &lt;b&gt;"


def test_blocks_within_blocks_and_of_a_frame_of_a_frame_are_found(folders: tuple[Path, Path]) -> None:
    middle = '{% extends "base.html" %}{% block main %}<p>{% block inner %}{% endblock %}</p>{% endblock %}'
    own = '{% extends "middle.html" %}{% block inner %}{% block deeper %}here{% endblock %}{% endblock %}'

    assert page(folders, middle=middle, page=own).endswith("<main><p>here</p></main>")


def test_a_frame_that_is_chosen_while_the_page_is_made_is_not_judged_before(folders: tuple[Path, Path]) -> None:
    own = '{% extends "ba" ~ "se.html" %}{% block other %}lost{% endblock %}'

    assert page(folders, page=own) == "<h><i>&lt;b&gt;</i></h><main></main>"

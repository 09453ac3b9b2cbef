"""Templates that were compiled before render as those compiled anew, and nobody waits for it twice."""

from pathlib import Path

import pytest

from incitrack.errors import UnreadableError
from incitrack.records.cache_file import cache_folder
from incitrack.rendering.page_templates import PageTemplates


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    folder = tmp_path / "shipped"
    folder.mkdir()
    (folder / "base.html").write_text("<main>{% block main %}{% endblock %}</main>")
    (folder / "page.html").write_text('{% extends "base.html" %}{% block main %}\n\n{{ x.name }}{% endblock %}')
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "root/.git").mkdir(parents=True)
    return tmp_path / "root"


class Named:
    name = "<Ana>"


def render(root: Path, shipped: Path, own: Path | None = None, x: object = Named) -> str:
    return PageTemplates(own, shipped, root).render("page.html", x=x)


def kept(root: Path) -> dict[str, int]:
    return {file.name: file.stat().st_mtime_ns for file in (cache_folder(root) / "templates").iterdir()}


def test_each_template_is_compiled_once(root: Path, shipped: Path) -> None:
    first = render(root, shipped)
    before = kept(root)
    assert len(before) == 2

    assert render(root, shipped) == first == "<main>\n&lt;Ana&gt;</main>"
    assert kept(root) == before


def test_a_template_that_was_changed_is_compiled_anew(root: Path, shipped: Path) -> None:
    render(root, shipped)
    (shipped / "base.html").write_text("<body>{% block main %}{% endblock %}</body>")

    assert render(root, shipped) == "<body>\n&lt;Ana&gt;</body>"


def test_one_that_fails_fails_at_the_same_place(root: Path, shipped: Path) -> None:
    places = []
    for _ in range(2):
        with pytest.raises(UnreadableError) as caught:
            render(root, shipped, x=object())
        places.append((str(caught.value.place), caught.value.message))
        assert "name" in caught.value.message

    (shipped / "page.html").write_text("\n\n{{ x.nothing }}")
    for _ in range(2):
        with pytest.raises(UnreadableError) as caught:
            render(root, shipped, x=Named())
        assert str(caught.value.place).endswith("page.html:3:1")
    assert places[0] == places[1]


def test_the_shipped_are_compiled_for_the_sandbox_where_a_team_has_its_own(root: Path, shipped: Path) -> None:
    render(root, shipped)
    own = root / "site_templates"
    own.mkdir()
    (own / "base.html").write_text("{{ x.__class__ }}{% block main %}{% endblock %}")

    with pytest.raises(UnreadableError):
        render(root, shipped, own)


def test_what_is_damaged_is_compiled_anew(root: Path, shipped: Path) -> None:
    first = render(root, shipped)
    for file in (cache_folder(root) / "templates").iterdir():
        file.write_bytes(file.read_bytes()[:-20])

    assert render(root, shipped) == first


def test_where_nothing_can_be_kept_it_is_compiled_each_time(
    shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INCITRACK_CACHE", "/proc/nowhere")

    assert render(shipped, shipped) == render(shipped, shipped)

"""A team's own template that would write or work out too much is stopped at its line."""

from pathlib import Path

import pytest

from incitrack.errors import UnreadableError
from incitrack.rendering import bounds
from incitrack.rendering.page_templates import PageTemplates


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    own, shipped = tmp_path / "repository" / "site_templates", tmp_path / "shipped"
    own.mkdir(parents=True)
    shipped.mkdir()
    (shipped / "base.html").write_text("<main>{% block main %}{% endblock %}</main>")
    return own, shipped


def render(folders: tuple[Path, Path], text: str) -> str:
    (folders[0] / "page.html").write_text(text)
    return PageTemplates(*folders, folders[0].parent).render("page.html", x="abc")


def failure(folders: tuple[Path, Path], text: str) -> tuple[str, str]:
    with pytest.raises(UnreadableError) as caught:
        render(folders, text)
    return str(caught.value.place), caught.value.message


@pytest.mark.parametrize(
    "text",
    [
        "{{ 'x' * 30000000 }}",
        "{{ 30000000 * x }}",
        "{{ [1] * 30000000 }}",
        "{% set y = x * 30000000 %}",
        "{{ range(30000000)|list }}",
        "{{ 9 ** (9 ** 9) }}",
    ],
)
def test_what_is_out_of_all_proportion_is_not_worked_out(folders: tuple[Path, Path], text: str) -> None:
    place, message = failure(folders, f"\n{text}")

    assert place == "site_templates/page.html:2:1"
    assert "too l" in message or "too big" in message


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("\n{% for i in range(2000) %}\n{{ 'x' * 90000 }}{% endfor %}", 3),
        ('{% extends "base.html" %}{% block main %}\n{% for i in range(2000) %}\n{{ "x" * 90000 }}{% endfor %}{% endblock %}', 3),
        ("{% macro m() %}{% for i in range(2000) %}{{ 'x' * 90000 }}{% endfor %}\n{% endmacro %}\n{{ m() }}", 1),
    ],
)  # fmt: skip
def test_a_page_that_grows_and_grows_is_stopped(folders: tuple[Path, Path], text: str, line: int) -> None:
    assert failure(folders, text) == (
        f"site_templates/page.html:{line}:1",
        "the template fails: the page is larger than 32 MiB",
    )


def test_a_page_is_bounded_exactly(folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "LARGEST", 9)
    assert render(folders, "{{ x }}{{ x }}{{ x }}") == "abcabcabc"
    assert "larger than" in failure(folders, "{{ x }}{{ x }}{{ x }}{{ 1 }}")[1]


def test_what_is_in_proportion_is_worked_out(folders: tuple[Path, Path]) -> None:
    text = "{{ 2 ** 10 }} {{ 3 * 4 }} {{ x * 2 }} {{ 2 * x }} {{ 1.5 * 2 }} {{ 2 ** 0.5 }} {{ [1] * 2 }}"

    assert render(folders, text).startswith("1024 12 abcabc abcabc 3.0 1.41421356")

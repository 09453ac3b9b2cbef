"""A template of the team's own that nothing reads is named; what another one includes is read."""

from pathlib import Path

import pytest

from incitrack.cli.main import run
from incitrack.website.look.templates import shipped_template_files
from incitrack.website.look.unread_templates import unread_templates
from tests.builders import write
from tests.website.built_site import NOW


def own(root: Path, **texts: str) -> tuple[str, ...]:
    for name, text in texts.items():
        write(root, f"site_templates/{name}", text)
    return unread_templates(root)


@pytest.mark.parametrize(
    ("name", "instead"),
    [
        ("inicdent.html", "did you mean incident.html?"),
        ("Overview.html", "did you mean overview.html?"),
        ("incident.html.j2", "did you mean incident.html?"),
        ("words.html", "did you mean parts/words.html?"),
        ("part/words.html", "did you mean parts/words.html?"),
        ("favicon.ico", "did you mean favicon.svg?"),
        ("print.css", "styles are read from site_templates/styles"),
        ("styles/deep/9-ours.css", "styles are read from site_templates/styles"),
        ("scripts/9-ours.js", "scripts are read from site_templates/scripts/site, list and search"),
        ("zzz.html", "no page has a template of that name, and none of yours includes it"),
    ],
)
def test_what_nothing_reads_is_named_with_what_was_likely_meant(tmp_path: Path, name: str, instead: str) -> None:
    assert own(tmp_path, **{name: "x"}) == (f"site_templates/{name} is read by nothing; {instead}",)


def test_what_stands_in_for_a_shipped_file_and_every_style_and_script_is_read(tmp_path: Path) -> None:
    for file in shipped_template_files():
        write(tmp_path, file.path, file.text)

    assert own(tmp_path, **{"styles/9-ours.css": "", "scripts/list/9-ours.js": "", "scripts/site/0.js": ""}) == ()


@pytest.mark.parametrize(
    "naming",
    [
        '{% include "parts/ours.html" %}',
        "{% include ['parts/none.html', 'parts/ours.html'] ignore missing %}",
        '{% import "./parts/ours.html" as ours %}',
        '{% from "parts/ours.html" import a %}',
        '{% extends "parts/ours.html" %}',
        '{% include "parts/first.html" %}',
        '{% include "parts/" ~ page.title ~ ".html" %}',
    ],
)
def test_what_a_template_names_is_read(tmp_path: Path, naming: str) -> None:
    pieces = {"parts/ours.html": "", "parts/first.html": '{% include "parts/ours.html" %}'}
    if "first" not in naming:
        del pieces["parts/first.html"]

    assert own(tmp_path, **{"incident.html": naming, **pieces}) == ()


def test_what_only_an_unread_template_names_is_unread_too(tmp_path: Path) -> None:
    texts = {"inicdent.html": '{% include "parts/ours.html" %}', "parts/ours.html": ""}

    assert [sentence.split()[0] for sentence in own(tmp_path, **texts)] == [
        "site_templates/inicdent.html",
        "site_templates/parts/ours.html",
    ]


def test_a_broken_template_hides_no_other_one(tmp_path: Path) -> None:
    assert len(own(tmp_path, **{"incident.html": "{% if", "inicdent.html": "{% if"})) == 1


def test_notes_and_hidden_files_are_no_templates(tmp_path: Path) -> None:
    assert (
        own(tmp_path, **{"README.md": "", "NOTES": "", ".gitkeep": "", "incident.html~": "", ".git/x.html": ""})
        == ()
    )


def test_the_build_says_so_each_time_and_goes_on(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(root, "site_templates/inicdent.html", "mine")

    for _ in range(2):
        assert run(["-C", str(root), "--now", NOW, "build"]) == 0
        assert capsys.readouterr().err == (
            "warning: site_templates/inicdent.html is read by nothing; did you mean incident.html?\n"
        )

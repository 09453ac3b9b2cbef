"""`incitrack build --audience public`: what it says, what it refuses, and that the old site stays."""

import shutil
from pathlib import Path

import pytest

from incitrack.cli.main import run
from tests.builders import write, write_incident
from tests.website.built_site import NOW, BuiltSite
from tests.website.public.test_public_site import make_public

ROOT = Path(__file__).parents[3]
LEAK = '{% extends "base.html" %}\n{% block main %}\n<h1>Ask @maria and <b>Jo</b>&nbsp;<i>QUARTZ</i></h1>\n{% endblock %}\n'


def build(root: Path, *arguments: str) -> int:
    return run(["-C", str(root), "--now", NOW, "build", "--audience", "public", *arguments])


def test_it_builds_what_everyone_may_read(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_public(root)

    assert build(root) == 0

    assert capsys.readouterr().out.startswith("5 pages in ")
    assert "status/INC-2026-0042/index.html" in BuiltSite(root / "site").files


def test_a_template_with_private_text_is_refused_and_the_old_site_stays(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_public(root)
    assert build(root) == 0
    before = BuiltSite(root / "site").bytes()
    capsys.readouterr()
    write(root, "site_templates/front.html", LEAK)

    assert build(root) == 1

    said = capsys.readouterr()
    assert said.out == ""
    assert "error: private text would be public: index.html shows " in said.err
    assert "index.html shows contact of incidents/2026/INC-2026-0042.md" in said.err
    assert "index.html shows owner of incidents/2026/INC-2026-0042.md" in said.err
    assert "quartz" not in said.err.lower()
    assert "maria" not in said.err.lower()
    assert BuiltSite(root / "site").bytes() == before
    assert not list(root.glob(".incitrack-*"))


def test_a_script_and_a_style_are_searched_too(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_public(root)
    write(root, "site_templates/scripts/site/9-own.js", "console.log('Jo\\u0020Quartz');\n")

    assert build(root) == 1

    assert ".js shows contact of incidents/2026/INC-2026-0042.md" in capsys.readouterr().err


def test_a_private_moment_in_another_form_is_found(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_public(root)
    file = root / "incidents/2026/INC-2026-0042.md"
    at = "- `2026-11-20T15:45Z` **update** @maria: Restarted.\n"
    file.write_text(file.read_text().replace("\n## Communications", f"{at}\n## Communications"))
    for written in ("2026-11-20 15:45", "20 Nov 2026 15:45 UTC", "20 November 2026, 15:45:00"):
        write(root, "site_templates/front.html", f"<p>{written}</p>")
        assert build(root) == 1, written
        assert "timeline" in capsys.readouterr().err


def test_a_number_of_a_style_is_no_number_of_a_record(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_public(root)
    file = root / "incidents/2026/INC-2026-0042.md"
    file.write_text(file.read_text().replace("\nservices:", "\nx-tickets: 777\nservices:"))
    write(root, "site_templates/styles/9z-own.css", ".own { z-index: 777; }\n")
    assert build(root) == 0

    write(root, "site_templates/front.html", "<p>777</p>")
    assert build(root) == 1
    assert "shows x-tickets" in capsys.readouterr().err


def test_words_that_the_format_proposes_are_nobody_s(root: Path) -> None:
    make_public(root)
    file = root / "incidents/2026/INC-2026-0042.md"
    file.write_text(file.read_text().replace("\nservices:", "\nreported_via: email\nservices:"))
    base = (ROOT / "site_templates/base.html").read_text()
    write(
        root, "site_templates/base.html", base.replace("Made from the records", "Email us. Made from the records")
    )

    assert build(root) == 0


def test_the_team_s_site_does_not_take_the_place_of_the_public_one(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_public(root)
    assert build(root) == 0
    before = BuiltSite(root / "site").bytes()
    capsys.readouterr()

    assert build(root, "--audience", "internal") == 4

    said = capsys.readouterr().err
    assert f"{root / 'site'} holds the public site" in said
    assert "--out" in said
    assert BuiltSite(root / "site").bytes() == before


def test_of_the_team_s_site_nothing_is_left_in_the_public_one(root: Path) -> None:
    make_public(root)
    assert build(root, "--audience", "internal") == 0
    assert "incidents/INC-2026-0040/index.html" in BuiltSite(root / "site").files

    assert build(root) == 0

    assert not [path for path in BuiltSite(root / "site").files if path.startswith(("incidents/", "board/"))]


def test_where_the_public_site_was_removed_the_team_s_may_stand(root: Path) -> None:
    make_public(root)
    assert build(root) == 0
    shutil.rmtree(root / "site")

    assert build(root, "--audience", "internal") == 0


def test_a_second_build_gives_the_same(root: Path) -> None:
    make_public(root)
    assert build(root) == 0
    first = BuiltSite(root / "site").bytes()

    assert build(root) == 0

    assert BuiltSite(root / "site").bytes() == first


def test_a_record_that_goes_private_is_gone(root: Path) -> None:
    make_public(root)
    assert build(root) == 0
    make_public(root, visibility="internal")

    assert build(root) == 0

    built = BuiltSite(root / "site").bytes()
    assert not [path for path in built if b"INC-2026-0042" in built[path] and not path.startswith("assets/")]


def test_an_unreadable_record_is_said_and_the_status_is_3(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_public(root)
    write_incident(root, id="INC-2026-0013", severty="P1")

    assert build(root) == 3

    assert "INC-2026-0013.md" in capsys.readouterr().err
    assert (root / "site/status/index.html").is_file()


def test_a_foreign_file_is_refused(root: Path) -> None:
    write(root, "site/mine.txt", "mine")

    assert build(root) == 4


def test_another_audience_is_2(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(root), "build", "--audience", "friends"]) == 2

    assert "--audience" in capsys.readouterr().err

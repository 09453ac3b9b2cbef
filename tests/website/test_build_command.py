"""`incitrack build`: what it says, where it writes by default, and the exit statuses."""

import re
import time
from pathlib import Path

import pytest

from incitrack.cli.main import run
from tests.builders import write, write_incident
from tests.website.built_site import NOW


def build(root: Path, *arguments: str) -> int:
    return run(["-C", str(root), "--now", NOW, "build", *arguments])


def test_it_says_how_many_pages_where_and_how_to_open_them(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(root) == 0

    said = capsys.readouterr()
    assert re.fullmatch(
        rf"\d+ pages in \d+\.\d s: {re.escape(str(root / 'site'))}\nOpen file://{re.escape(str(root))}/site/index\.html\n",
        said.out,
    )
    assert said.err == ""


def test_where_there_is_nothing_no_site_says_that_all_is_well(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "elsewhere").mkdir()

    assert build(tmp_path / "elsewhere", "--audience", "public") == 2

    assert "there is nothing to build from" in capsys.readouterr().err
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_the_default_folder_is_at_the_top_of_the_repository(root: Path) -> None:
    (root / ".git").mkdir()

    assert build(root / "incidents/2026") == 0

    assert (root / "site/index.html").is_file()


def test_a_named_folder_is_counted_from_where_one_stands(root: Path, tmp_path: Path) -> None:
    assert build(root, "--out", "../public/site") == 0

    assert (tmp_path / "public/site/index.html").is_file()


def test_an_unreadable_record_is_said_and_the_status_is_3(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_incident(root, id="INC-2026-0013", severty="P1")

    assert build(root) == 3

    said = capsys.readouterr()
    assert "incidents/2026/INC-2026-0013.md:7:1" in said.err
    assert said.err.count("\n") == 1
    assert (root / "site/incidents/INC-2026-0042/index.html").is_file()


def test_an_unreadable_policy_is_3_and_there_is_no_site(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(root, "policies/severity.yaml", "severities: {P1: {nmae: x}}\n")

    assert build(root) == 3

    assert "policies/severity.yaml:1:" in capsys.readouterr().err
    assert not (root / "site").exists()


def test_a_failing_template_is_3_in_one_line(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(root, "site_templates/overview.html", "\n{{ view.nothing }}")

    assert build(root) == 3

    said = capsys.readouterr().err
    assert said.startswith("error: site_templates/overview.html:2:1: ")
    assert said.count("\n") == 1


@pytest.mark.parametrize("out", ["", " ", "incidents", ".", "policies/x"])
def test_a_folder_that_cannot_be_meant_is_refused(
    root: Path, out: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status = build(root, "--out", out)

    assert status == (4 if out.strip() else 2)
    assert 1 <= capsys.readouterr().err.count("\n") <= 3


def test_a_file_in_place_of_the_folder_is_2(root: Path) -> None:
    write(root, "site", "mine")

    assert build(root) == 2


def test_a_foreign_file_is_named_with_status_4(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(root, "site/.htaccess", "mine")

    assert build(root) == 4

    assert "site/.htaccess was not written by a build" in capsys.readouterr().err


def test_help_has_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("build", "serve"):
        run([command, "--help"])
        assert "Example: incitrack" in capsys.readouterr().out


def test_holidays_that_nobody_knows_are_3_where_a_clock_reckons_by_them(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    policy = "calendar: {holidays: XX}\nseverities:\n  P2: {name: High, sla: {acknowledge: 2bh}}\n  P3: {name: Medium}\n"
    write(root, "policies/severity.yaml", policy)

    assert build(root) == 3

    assert "policies/severity.yaml:1:22: no holidays are known of the country “XX”" in capsys.readouterr().err
    assert not (root / "site").exists()


def test_a_second_build_of_what_has_not_changed_leaves_the_site_alone(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    time.sleep(1.2)  # a file changed within this second may change once more without a new stamp
    build(root)
    page = root / "site/index.html"
    made = page.stat().st_ino
    assert "nothing has changed" not in capsys.readouterr().out

    assert build(root) == 0

    assert "pages as before, nothing has changed" in capsys.readouterr().out
    assert page.stat().st_ino == made


def test_another_version_of_a_library_that_renders_is_a_change(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    library = write(tmp_path, "library/__init__.py", "one")
    monkeypatch.setattr("incitrack.website.reuse.last_build.library_files", lambda *_: [library])
    time.sleep(1.2)
    build(root)
    library.write_text("another")

    build(root)

    assert "nothing has changed" not in capsys.readouterr().out


def test_a_new_record_or_a_page_that_somebody_changed_is_a_change(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    time.sleep(1.2)
    build(root)
    page = root / "site/index.html"
    made = page.read_bytes()
    page.write_text("somebody's own")
    build(root)
    assert page.read_bytes() == made
    write_incident(root, id="INC-2026-0077", owner="maria")

    build(root)

    assert "nothing has changed" not in capsys.readouterr().out
    assert (root / "site/incidents/INC-2026-0077/index.html").is_file()

"""A build is complete or absent, the same for the same archive, and takes away only what is its own."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from incitrack.errors import GitError, RefusedError, UnreadableError, UsageError
from incitrack.website.writing import staging as staging_module
from incitrack.website.writing.output_folder import MANIFEST
from incitrack.website.writing.staging import exchange_at_once, exchange_in_steps, prefix_for, staging
from tests.builders import archive_folder, incident_text, write, write_incident
from tests.website.built_site import NOW, BuiltSite, build

LONG_AGO = 1_000_000_000


def leftovers(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir() if each.name.startswith(".incitrack-")]


def run(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "incitrack", "-C", str(root), "--now", NOW, *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def contents(folder: Path) -> dict[str, bytes]:
    """Every file but the index of the search, of which its engine does not promise the same bytes."""
    everything = BuiltSite(folder).bytes()
    del everything[MANIFEST]
    return {path: content for path, content in everything.items() if not path.startswith("pagefind/")}


def test_the_first_build_makes_the_folder_and_the_next_replaces_it(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "site"
    build(root, out)
    assert (out / "incidents/INC-2026-0041/index.html").is_file()

    (root / "incidents/2026/INC-2026-0041.md").unlink()
    (root / "postmortems/2026/INC-2026-0041.md").unlink()
    build(root, out)

    assert not (out / "incidents/INC-2026-0041").exists()
    assert leftovers(out.parent) == []


def test_the_manifest_names_every_file_but_itself(root: Path) -> None:
    build(root)
    site = BuiltSite(root.parent / "site")

    assert set((site.folder / MANIFEST).read_text().splitlines()) == site.files - {MANIFEST}


def test_an_empty_folder_is_taken(root: Path, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()

    build(root)

    assert (tmp_path / "site/index.html").is_file()


def test_a_site_can_be_read_by_others(root: Path) -> None:
    before = os.umask(0o022)
    try:
        build(root)
    finally:
        os.umask(before)

    assert (root.parent / "site").stat().st_mode & 0o777 == 0o755
    assert (root.parent / "site/index.html").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("foreign", ["notes.txt", ".nojekyll", "incidents/notes.txt", ".git/config", "zzz/a"])
def test_a_file_that_no_build_wrote_is_named_and_kept(root: Path, tmp_path: Path, foreign: str) -> None:
    build(root)
    file = write(tmp_path / "site", foreign, "mine")
    before = contents(tmp_path / "site")

    with pytest.raises(RefusedError, match=foreign):
        build(root)

    assert contents(tmp_path / "site") == before
    assert file.read_text() == "mine"
    assert leftovers(tmp_path) == []


def test_the_first_foreign_file_is_the_one_named(root: Path, tmp_path: Path) -> None:
    write(tmp_path / "site", "b.txt", "")
    write(tmp_path / "site", "a/z.txt", "")

    with pytest.raises(RefusedError, match=r"a/z\.txt"):
        build(root)


def test_a_link_within_the_folder_is_foreign(root: Path, tmp_path: Path) -> None:
    build(root)
    (tmp_path / "site/link").symlink_to(root)

    with pytest.raises(RefusedError, match="link"):
        build(root)

    assert (root / "incidents").is_dir()


def test_a_folder_that_is_a_link_is_not_followed(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(RefusedError, match="symbolic link"):
        build(root)

    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_file_is_wrong_usage(root: Path, tmp_path: Path) -> None:
    file = write(tmp_path, "site", "mine")

    with pytest.raises(UsageError, match="is a file"):
        build(root)

    assert file.read_text() == "mine"


@pytest.mark.parametrize(
    "out",
    [
        "",
        "..",
        "incidents",
        "incidents/2026",
        "incidents/new",
        "postmortems",
        "policies/site",
        ".git",
        ".git/site",
        "way/2026",
    ],
)
def test_a_folder_that_is_holds_or_lies_in_the_records_is_refused(root: Path, out: str) -> None:
    (root / ".git").mkdir()
    (root / "way").symlink_to(root / "incidents")

    with pytest.raises(RefusedError, match=r"overlap|was not written by a build"):
        build(root, root / out)

    assert (root / "incidents/2026/INC-2026-0042.md").is_file()


def test_the_real_git_folder_of_a_linked_work_tree_is_kept_too(root: Path, tmp_path: Path) -> None:
    (tmp_path / "main.git/worktrees/x").mkdir(parents=True)
    (root / ".git").write_text(f"gitdir: {tmp_path / 'main.git/worktrees/x'}\n")

    with pytest.raises(RefusedError, match="overlap"):
        build(root, tmp_path / "main.git/worktrees/x/site")


def test_a_site_inside_the_repository_is_welcome(root: Path) -> None:
    build(root, root / "site")

    assert (root / "site/index.html").is_file()


def test_an_unreadable_policy_stops_the_build_and_leaves_the_old_site(root: Path) -> None:
    build(root)
    before = contents(root.parent / "site")
    write(root, "policies/severity.yaml", "severities: {P1: {nmae: x}}\n")

    with pytest.raises(UnreadableError) as caught:
        build(root)

    assert caught.value.place is not None
    assert caught.value.place.path == "policies/severity.yaml"
    assert contents(root.parent / "site") == before


def test_a_failing_template_leaves_the_old_site(root: Path) -> None:
    build(root)
    before = contents(root.parent / "site")
    write(root, "site_templates/incident.html", "{{ view.nothing }}")

    with pytest.raises(UnreadableError) as caught:
        build(root)

    assert str(caught.value.place) == "site_templates/incident.html:1:1"
    assert contents(root.parent / "site") == before
    assert leftovers(root.parent) == []


def test_a_failing_template_is_told_from_another_process_too(root: Path) -> None:
    for number in range(1000, 1150):
        write_incident(root, id=f"INC-2026-{number}", owner="maria")
    write(root, "site_templates/incident.html", "\n{{ view.nothing }}")

    with pytest.raises(UnreadableError) as caught:
        build(root, jobs=2)

    assert str(caught.value.place) == "site_templates/incident.html:2:1"


def test_a_template_of_ones_own_is_used(root: Path) -> None:
    write(
        root,
        "site_templates/services.html",
        '{% extends "base.html" %}{% block main %}<h1>Ours</h1>{{ view.lines[0].service.text }}{% endblock %}',
    )
    write(root, "site_templates/styles/9-ours.css", ".ours { color: red; }")

    build(root)

    site = BuiltSite(root.parent / "site")
    assert "Ours Checkout" in site["services/"].text
    assert ".ours { color: red; }" in site.styles
    assert "Incidents" in site["incidents/"].text


def test_a_template_that_is_a_link_is_refused(root: Path, tmp_path: Path) -> None:
    (root / "site_templates").mkdir()
    (root / "site_templates/base.html").symlink_to("/etc/passwd")

    with pytest.raises(UnreadableError, match="symbolic link"):
        build(root)


def test_an_unreadable_record_does_not_stop_the_others(root: Path) -> None:
    write_incident(root, id="INC-2026-0013", severty="P1")

    built = build(root)

    assert [each.path for each in built.unreadable] == ["incidents/2026/INC-2026-0013.md"]
    assert (root.parent / "site/incidents/INC-2026-0042/index.html").is_file()


def test_the_same_archive_gives_the_same_bytes_wherever_and_however_it_is_built(
    root: Path, tmp_path: Path
) -> None:
    for number in range(1000, 1150):
        write_incident(root, id=f"INC-2026-{number}", owner="maria", tags="[b, a]")
    away = tmp_path / "another" / "folder"
    away.parent.mkdir()
    subprocess.run(["cp", "-r", str(root), str(away)], check=True)
    for file in away.rglob("*.md"):
        os.utime(file, (LONG_AGO, LONG_AGO))

    build(root, tmp_path / "a", jobs=2)
    one = run(away, "build", "--out", str(tmp_path / "b"), TZ="Asia/Tokyo", PYTHONHASHSEED="1", LC_ALL="C")
    two = run(away, "build", "--out", str(tmp_path / "c"), TZ="America/New_York", PYTHONHASHSEED="2")

    assert (one.returncode, two.returncode) == (0, 0), one.stderr
    assert contents(tmp_path / "a") == contents(tmp_path / "b") == contents(tmp_path / "c")


def test_a_warm_build_is_the_same_as_a_cold_one(root: Path, tmp_path: Path) -> None:
    write_incident(root, incident_text(owner="maria", body="## Summary\n\nA *word* and `code` and INC-2026-0041."))
    cold = run(root, "build", "--out", str(tmp_path / "a"))
    warm = run(root, "build", "--out", str(tmp_path / "b"))

    assert (cold.returncode, warm.returncode) == (0, 0)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert "<em>word</em>" in (tmp_path / "b/incidents/INC-2026-0042/index.html").read_text()


def test_a_later_now_gives_other_pages(root: Path, tmp_path: Path) -> None:
    build(root, tmp_path / "a")
    build(root, tmp_path / "b", now="2026-11-21T17:00Z")

    assert contents(tmp_path / "a")["index.html"] != contents(tmp_path / "b")["index.html"]


def test_what_a_killed_build_left_is_removed_by_the_next(root: Path, tmp_path: Path) -> None:
    for number in range(1000, 1160):
        write_incident(root, id=f"INC-2026-{number}", owner="maria")
    build(root)
    before = contents(tmp_path / "site")
    write_incident(root, id="INC-2026-0001", owner="maria")
    killed = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "incitrack",
            "-C",
            str(root),
            "--now",
            NOW,
            "build",
            "--out",
            str(tmp_path / "site"),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    until = time.monotonic() + 30
    while not leftovers(tmp_path) and time.monotonic() < until:
        time.sleep(0.005)
    killed.send_signal(signal.SIGKILL)
    killed.wait()

    assert len(leftovers(tmp_path)) == 1
    assert contents(tmp_path / "site") == before

    time.sleep(0.2)
    build(root)

    assert leftovers(tmp_path) == []
    assert "incidents/INC-2026-0001/index.html" in contents(tmp_path / "site")


def test_what_a_killed_build_left_goes_also_where_nothing_else_is_to_be_done(root: Path, tmp_path: Path) -> None:
    command = ("build", "--out", str(tmp_path / "site"))
    time.sleep(1.2)  # until the stamps of the files tell a change
    assert run(root, *command).returncode == 0
    before = contents(tmp_path / "site")
    write(tmp_path, f"{prefix_for(tmp_path / 'site')}dead/old/index.html", "Half removed.")

    again = run(root, *command)

    assert "nothing has changed" in again.stdout
    assert leftovers(tmp_path) == []
    assert contents(tmp_path / "site") == before


def test_what_only_looks_like_a_leftover_is_not_touched(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    write(tmp_path / "elsewhere", "kept", "")
    (tmp_path / f"{prefix_for(tmp_path / 'site')}link").symlink_to(tmp_path / "elsewhere")
    write(tmp_path, f"{prefix_for(tmp_path / 'site')}file", "")

    build(root)

    assert (tmp_path / "elsewhere/kept").is_file()


def test_two_builds_at_once_leave_one_whole_site(root: Path, tmp_path: Path) -> None:
    for number in range(1000, 1080):
        write_incident(root, id=f"INC-2026-{number}", owner="maria")
    command = [sys.executable, "-m", "incitrack", "-C", str(root), "--now", NOW, "build", "--out"]
    builds = [
        subprocess.Popen([*command, str(tmp_path / "site")], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    outcomes = {each.wait(timeout=60) for each in builds}
    for each in builds:
        assert each.stderr
        each.stderr.close()

    assert outcomes <= {0, 4}
    assert 0 in outcomes
    build(root, tmp_path / "alone")
    assert contents(tmp_path / "site") == contents(tmp_path / "alone")
    assert leftovers(tmp_path) == []


def test_a_foreign_file_that_comes_while_building_is_kept(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write(out, "index.html", "old")

    def refuse(old: Path) -> None:
        assert (old / "index.html").read_text() == "old"
        raise RefusedError("there is something new")

    with pytest.raises(RefusedError), staging(out, refuse) as folder:
        write(folder, "index.html", "new")

    assert (out / "index.html").read_text() == "old"
    assert leftovers(tmp_path) == []


def test_the_site_changes_in_one_step_where_the_system_can(tmp_path: Path) -> None:
    write(tmp_path, "new/a", "new")
    write(tmp_path, "out/a", "old")

    if exchange_at_once(tmp_path / "new", tmp_path / "out"):
        assert (tmp_path / "out/a").read_text() == "new"
        assert (tmp_path / "new/a").read_text() == "old"
    else:
        assert sys.platform != "linux"


def test_it_changes_in_two_steps_elsewhere(tmp_path: Path) -> None:
    write(tmp_path, "new/a", "new")
    write(tmp_path, "out/a", "old")

    exchange_in_steps(tmp_path / "new", tmp_path / "out", tmp_path / "old")

    assert (tmp_path / "out/a").read_text() == "new"
    assert (tmp_path / "old/a").read_text() == "old"


def test_the_old_site_is_back_where_the_second_step_fails(tmp_path: Path) -> None:
    write(tmp_path, "out/a", "old")

    with pytest.raises(FileNotFoundError):
        exchange_in_steps(tmp_path / "absent", tmp_path / "out", tmp_path / "old")

    assert (tmp_path / "out/a").read_text() == "old"


def test_the_old_site_comes_back_where_a_build_died_between_two_renames(root: Path, tmp_path: Path) -> None:
    write(tmp_path, f"{prefix_for(tmp_path / 'site')}dead/old/index.html", "the old site")
    write(tmp_path, f"{prefix_for(tmp_path / 'site')}dead/new/index.html", "half of the new")

    with pytest.raises(ZeroDivisionError), staging(tmp_path / "site", lambda _: None):
        _ = 1 / 0

    assert (tmp_path / "site/index.html").read_text() == "the old site"
    assert leftovers(tmp_path) == []


def test_a_parent_that_may_not_be_written_is_said(as_nobody: Path) -> None:
    root = archive_folder(as_nobody / "records", incident_text(id="INC-2026-0001"))
    (as_nobody / "closed").mkdir(mode=0o500)

    with pytest.raises(GitError, match="cannot be written"):
        build(root, as_nobody / "closed/site")


def test_a_parent_that_is_a_file_is_said(root: Path, tmp_path: Path) -> None:
    write(tmp_path, "closed", "")

    with pytest.raises(GitError, match="cannot be written"):
        build(root, tmp_path / "closed/site")


def test_a_build_leaves_no_trace_in_the_work_tree(root: Path, tmp_path: Path) -> None:
    before = {file: file.stat().st_mtime_ns for file in root.rglob("*")}

    assert run(root, "build", "--out", str(tmp_path / "site")).returncode == 0

    assert {file: file.stat().st_mtime_ns for file in root.rglob("*")} == before


def test_locks_are_what_keeps_builds_apart() -> None:
    assert staging_module._CAN_LOCK


def test_a_record_that_cannot_be_read_is_not_taken_for_peace(tmp_path: Path) -> None:
    root = archive_folder(tmp_path / "records", incident_text(id="INC-2026-0009", title=None))
    build(root, tmp_path / "site")
    headline = (tmp_path / "site/index.html").read_text().partition("<h1")[2].partition("</h1>")[0]
    assert headline.endswith("Nothing readable is open, 1 record cannot be read")


def test_what_cannot_be_read_comes_before_what_is_open(root: Path, tmp_path: Path) -> None:
    write_incident(root, id="INC-2026-0043", title=None)
    build(root, tmp_path / "site")
    page = (tmp_path / "site/index.html").read_text()
    assert "<h1>1 incident is open, 1 record cannot be read</h1>" in page
    assert page.index('id="unreadable"') < page.index('<ul class="cards">')


@pytest.mark.parametrize("now", ["0001-01-01T00:00Z", "9999-12-31T23:00Z"])
def test_at_the_ends_of_the_calendar_a_site_is_built_all_the_same(root: Path, tmp_path: Path, now: str) -> None:
    build(root, tmp_path / "site", now=now)

    assert (tmp_path / "site/index.html").is_file()


def test_the_templates_are_no_place_for_a_site(root: Path) -> None:
    with pytest.raises(RefusedError, match="overlap"):
        build(root, root / "site_templates")

"""A build takes over what the last one made of the same: the law is that nobody can tell."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import (
    ACKNOWLEDGED,
    REPORTED,
    RESOLVED,
    SEVERITIES,
    write,
    write_incident,
    write_postmortem,
)
from tests.website.built_site import BuiltSite, build

CLOSED = "- `2026-11-20T16:50Z` **closed** @maria: Done."
ENDED: dict[str, Any] = {
    "status": "closed",
    "timeline": [REPORTED, ACKNOWLEDGED, RESOLVED, CLOSED],
    "owner": "maria",
}
NUMBERS = ("0001", "0002", "0003", "0004")
MOMENTS = ("2026-11-20T17:00Z", "2026-11-20T17:01Z", "2026-11-21T09:00Z", "2027-02-01T09:00Z", "2026-11-20T16:55Z")


def put(root: Path, identifier: str, **fields: Any) -> None:
    write_incident(root, id=identifier, **fields)


def stamps(folder: Path) -> dict[str, int]:
    return {path: (folder / path).stat().st_ino for path in BuiltSite(folder).files}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "archive"
    write(root, "policies/severity.yaml", SEVERITIES)
    for number in NUMBERS:
        put(root, f"INC-2026-{number}", title=f"Queue {number} stands still", **ENDED)
    return root


def test_a_page_that_says_nothing_of_the_present_is_not_made_again(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    build(root, out)
    before = stamps(out)
    put(root, "INC-2026-0005", title="Something else")

    build(root, out, now="2026-11-20T18:00Z")

    after = stamps(out)
    kept = {path for path in before if after.get(path) == before[path]}
    assert {f"incidents/INC-2026-{number}/index.html" for number in NUMBERS} <= kept
    assert "index.html" not in kept


def test_what_somebody_changed_in_the_site_is_made_again(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    build(root, out)
    page = out / "incidents/INC-2026-0001/index.html"
    made = page.read_bytes()
    page.write_bytes(b"changed")

    build(root, out)

    assert page.read_bytes() == made


def test_an_open_incident_is_told_anew_at_each_moment(root: Path, tmp_path: Path) -> None:
    put(root, "INC-2026-0006")
    out = tmp_path / "site"
    build(root, out)
    page = out / "incidents/INC-2026-0006/index.html"
    before = page.read_text()

    build(root, out, now="2026-11-20T18:00Z")

    assert page.read_text() != before


def test_an_incident_that_was_named_before_there_was_a_record_of_it_gets_its_link(
    root: Path, tmp_path: Path
) -> None:
    put(root, "INC-2026-0005", title="Login fails", body="As in INC-2026-0006.", **ENDED)
    write_postmortem(root, id="INC-2026-0005", body="As in INC-2026-0006.")
    pages = "incidents/INC-2026-0005/", "postmortems/INC-2026-0005/"
    out = tmp_path / "site"
    build(root, out)
    put(root, "INC-2026-0006", title="Something else")

    build(root, out)

    site = BuiltSite(out)
    for page in pages:
        assert ("incidents/INC-2026-0006/index.html", "") in site[page].internal


def test_a_template_that_changed_changes_every_page(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    build(root, out)
    write(root, "site_templates/styles/9-ours.css", ".ours { color: red; }")

    build(root, out)

    site = BuiltSite(out)
    name = next(path for path in site.files if path.endswith(".css"))
    assert all(name in page.html for page in site.pages.values())


def _entry(root: Path, random: Random) -> None:
    identifier = f"INC-2026-{random.choice(NUMBERS)}"
    about = random.choice(["a word", "see INC-2026-0002", "see INC-2026-0009", "*much* `code`"])
    entry = f"- `2026-11-20T14:{random.randrange(15, 59)}Z` **update** @maria: {about} {random.random():.3f}."
    timeline = [REPORTED, ACKNOWLEDGED, entry, RESOLVED, CLOSED]
    put(root, identifier, **{**ENDED, "timeline": timeline})


def _open(root: Path, random: Random) -> None:
    related = random.choice([None, "[INC-2026-0001]", "[INC-2026-0003, INC-2026-0009]"])
    put(root, "INC-2026-0009", title=f"Queue {random.random():.2f}", related=related)


def _duplicate(root: Path, random: Random) -> None:
    of = f"INC-2026-{random.choice(NUMBERS[:3])}"
    fields = {**ENDED, "disposition": "duplicate", "duplicate_of": of}
    put(root, "INC-2026-0004", **fields)


def _retitle(root: Path, random: Random) -> None:
    identifier = f"INC-2026-{random.choice(NUMBERS)}"
    title = random.choice(["Queue stands still", "Login fails", "Queue 0001 stands still again"])
    put(root, identifier, title=title, severity=random.choice(["P1", "P3"]), **ENDED)


def _restrict(root: Path, random: Random) -> None:
    identifier = f"INC-2026-{random.choice(NUMBERS)}"
    put(root, identifier, visibility="restricted", **ENDED)


def _remove(root: Path, random: Random) -> None:
    (root / f"incidents/2026/INC-2026-{random.choice((*NUMBERS, '0009'))}.md").unlink(missing_ok=True)


def _explain(root: Path, random: Random) -> None:
    identifier = f"INC-2026-{random.choice(NUMBERS)}"
    status = random.choice(["draft", "published"])
    write_postmortem(root, id=identifier, status=status, title=f"Why {random.random():.2f}")


def _decide(root: Path, random: Random) -> None:
    write(root, "incitrack.yaml", f"site:\n  title: {random.choice(['Ours', 'Incidents'])}\n")


EDITS: tuple[Callable[[Path, Random], None], ...] = (
    _entry,
    _open,
    _duplicate,
    _retitle,
    _restrict,
    _remove,
    _explain,
    _decide,
)
EXAMPLES = 300 if os.environ.get("HYPOTHESIS_PROFILE") == "slow" else 8
STEPS = st.lists(
    st.tuples(st.sampled_from(EDITS), st.sampled_from(MOMENTS), st.integers(0, 99)), min_size=1, max_size=4
)


@given(STEPS)
@settings(max_examples=EXAMPLES, deadline=None)
def test_a_build_over_another_is_the_same_as_the_first_of_all(
    steps: list[tuple[Callable[[Path, Random], None], str, int]],
) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        root = folder / "archive"
        write(root, "policies/severity.yaml", SEVERITIES)
        for number in NUMBERS:
            put(root, f"INC-2026-{number}", **ENDED)
        build(root, folder / "warm")
        for count, (edit, now, seed) in enumerate(steps):
            edit(root, Random(seed))
            build(root, folder / "warm", now=now, jobs=2)
            build(root, folder / f"cold{count}", now=now)
            assert BuiltSite(folder / "warm").bytes() == BuiltSite(folder / f"cold{count}").bytes()


@pytest.mark.parametrize("done", ["", ", status: done, done_on: 2026-11-20"])
def test_a_clock_that_begins_later_is_in_a_later_build(root: Path, tmp_path: Path, done: str) -> None:
    action = f"{{id: A1, title: Watch it, owner: maria, due: 2026-12-01{done}}}"
    write_postmortem(root, id="INC-2026-0001", actions=f"[{action}]")
    build(root, tmp_path / "warm")

    build(root, tmp_path / "warm", now="2026-12-01T09:00Z")
    build(root, tmp_path / "cold", now="2026-12-01T09:00Z")

    assert BuiltSite(tmp_path / "warm").bytes() == BuiltSite(tmp_path / "cold").bytes()

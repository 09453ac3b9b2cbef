"""What was told says how long ago that was, and a promised update that has not come says so."""

from pathlib import Path

import pytest

from incitrack.model.times import parse_time
from incitrack.records.archive import read_archive
from incitrack.reports.status_message import status_message
from tests.website.built_site import BuiltSite
from tests.website.public.every_kind import FELT, PROMISED, every_kind
from tests.website.public.test_public_site import build_public

PLACES = ("status/", f"status/{FELT}/")
OVERDUE = "The next update was due at"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return every_kind(tmp_path / "records")


def tell(folder: Path, line: str) -> None:
    file = folder / f"incidents/2026/{FELT}.md"
    file.write_text(file.read_text() + line)


def texts(folder: Path, now: str) -> list[str]:
    site: BuiltSite = build_public(folder, now=now)
    return [site[place].text for place in PLACES]


def test_what_was_told_last_says_how_long_ago(folder: Path) -> None:
    for text in texts(folder, "2026-11-20T17:00Z"):
        assert "20 November 2026, 16:30 UTC 30 min ago We are on it." in text
        assert OVERDUE not in text


def test_a_promise_that_has_passed_is_named_with_its_time(folder: Path) -> None:
    for text in texts(folder, "2026-11-20T19:50Z"):
        assert f"{OVERDUE} 20 November 2026, 17:30 UTC, 2 h 20 min ago" in text


@pytest.mark.parametrize("now", ["2026-11-20T17:29Z", PROMISED, "2026-11-20T17:31Z"])
def test_it_has_passed_when_the_message_command_says_so(folder: Path, now: str) -> None:
    archive = read_archive(folder)
    record = next(each for each in archive.incidents if each.id == FELT)
    message = status_message(record, "public", archive.policies, parse_time(now))

    assert [OVERDUE in text for text in texts(folder, now)] == [message.broken_promise_at is not None] * 2


def test_whatever_is_told_later_keeps_it(folder: Path) -> None:
    tell(folder, "- `2026-11-20T17:45Z` **public** @maria: Nothing new yet.\n")

    for text in texts(folder, "2026-11-20T19:50Z"):
        assert OVERDUE not in text


def test_what_is_told_to_others_does_not(folder: Path) -> None:
    tell(folder, "- `2026-11-20T17:45Z` **stakeholders** @maria: Nothing new yet.\n")

    for text in texts(folder, "2026-11-20T19:50Z"):
        assert OVERDUE in text


def test_what_is_resolved_owes_nothing(folder: Path) -> None:
    file = folder / f"incidents/2026/{FELT}.md"
    resolved = "- `2026-11-20T16:40Z` **resolved** @maria: Well.\n\n## Communications"
    file.write_text(
        file.read_text()
        .replace("\n## Communications", resolved)
        .replace("status: reported", "status: resolved\nstarted_at: 2026-11-20T15:00Z")
    )

    for text in texts(folder, "2026-11-20T19:50Z"):
        assert OVERDUE not in text
        assert " ago" not in text

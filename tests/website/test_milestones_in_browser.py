"""The milestones of an incident in a real browser: at no width and on no paper do two run into each other."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.builders import archive_folder, incident_text, write_incident
from tests.website.browser import a_browser
from tests.website.built_site import build

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PAPER = 680
"""As many pixels as an A4 sheet is wide between its margins."""
WIDTHS = (320, 720, 768, 900, 1024, 1280)
STANDS = {"status": "closed", "owner": "maria"}
LONG = [
    "- `2025-12-27T08:17:02Z` **detected** @maria: Alarm.",
    "- `2025-12-28T19:17:05Z` **reported** @maria: Slow.",
    "- `2025-12-29T18:30:11Z` **acknowledged** @maria: Seen.",
    "- `2025-12-30T17:45:12Z` **mitigated** @maria: Better.",
    "- `2025-12-31T16:05:13Z` **resolved** @maria: Well.",
    "- `2026-01-01T15:05:14Z` **reopened** @maria: Not well.",
    "- `2026-01-02T14:05:15Z` **resolved** @maria: Well now.",
    "- `2026-01-03T13:05:16Z` **closed** @maria: Done.",
]
LABELS = [
    "Started",
    "Detected",
    "Reported",
    "Acknowledged",
    "Mitigated",
    "Resolved",
    "Reopened",
    "Resolved",
    "Closed",
]

BEYOND = """() => [...document.querySelectorAll(".milestone")].flatMap(box => {
    const [cell, words] = [box.getBoundingClientRect(), document.createRange()];
    words.selectNodeContents(box);
    return [...words.getClientRects()].some(each => each.right > cell.right + 0.5) ? [box.innerText] : [];
})"""
BROKEN = """() => [...document.querySelectorAll(".milestone-label")]
    .filter(each => each.getClientRects().length > 1 || each.offsetHeight > 30).map(each => each.innerText)"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Page"]:
    root: Path = tmp_path_factory.mktemp("long") / "records"
    archive_folder(root)
    write_incident(root, incident_text(started_at="2025-12-26T09:17:01Z", timeline=LONG, **STANDS))
    build(root)
    with a_browser() as browser:
        yield _open(browser, root.parent / "site/incidents/INC-2026-0042/index.html")


def _open(browser: "Browser", file: Path) -> "Page":
    page = browser.new_page()
    page.goto(file.as_uri())
    assert page.locator(".milestone-label").all_inner_texts() == LABELS
    return page


@pytest.mark.parametrize(("media", "width"), [*(("screen", width) for width in WIDTHS), ("print", PAPER)])
def test_no_milestone_runs_into_the_next(page: "Page", media: str, width: int) -> None:
    page.emulate_media(media=media)  # type: ignore[arg-type] # one of the two
    page.set_viewport_size({"width": width, "height": 900})

    assert page.evaluate(BEYOND) == []
    assert page.evaluate(BROKEN) == []

"""Opens a page of every type of a site in a browser, and tells as JSON what it weighs and whether it moves."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from benchmarks.wire import Wire, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
WIDE: Final[ViewportSize] = {"width": 1280, "height": 800}
NARROW: Final[ViewportSize] = {"width": 390, "height": 844}
WAIT: Final = 60_000  # milliseconds for an answer, on a machine that has other work
SETTLED: Final = 300  # milliseconds after the last answer, for what a script does with it

_WATCH: Final = """
window.moved = 0;
new PerformanceObserver((list) => { for (const each of list.getEntries()) window.moved += each.value; })
    .observe({ type: "layout-shift", buffered: true });
"""
_COUNTED: Final = """
() => [...document.querySelectorAll("main [role=status], main [aria-live=polite]")].map((each) => each.textContent)
    .find((text) => /[0-9]/.test(text))
"""


def main(site: str, queries: Sequence[str]) -> dict[str, Any]:
    """The figures of a site, or under ``missing`` what keeps them from being known."""
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415, it may be absent
    except ImportError:
        return {"missing": "playwright is not installed beside incitrack"}
    program = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if program is None:
        return {"missing": f"none of {', '.join(BROWSERS)} is on the PATH"}
    with served(Path(site)) as wire, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        pages = {name: _page(browser, wire, path) for name, path in page_types(Path(site)).items()}
        found = {query: _query(browser, wire, query) for query in queries}
        browser.close()
    return {"pages": pages, "queries": found}


def page_types(site: Path) -> dict[str, str]:
    """The heaviest page of each type, by its address with a star for the record, service or month."""
    heaviest: dict[str, Path] = {}
    for file in site.rglob("*.html"):
        parts = [part for part in file.relative_to(site).parts if not re.fullmatch(r"page-\d+|index\.html", part)]
        name = "/".join([*parts[:1], *("*" for _ in parts[1:])]) or "overview"
        if name not in heaviest or _rank(file) > _rank(heaviest[name]):
            heaviest[name] = file
    return {name: file.relative_to(site).as_posix() for name, file in sorted(heaviest.items())}


def _rank(file: Path) -> tuple[int, str]:
    return file.stat().st_size, file.as_posix()


def _page(browser: Browser, wire: Wire, path: str) -> dict[str, Any]:
    """What goes over the wire until the page is at rest, and how far its parts move, wide and narrow."""
    before = len(wire.answers)
    wide = _moved(browser, wire.address + path, WIDE)
    answers = wire.answers[before:]
    moved = max(wide, _moved(browser, wire.address + path, NARROW))
    return {"path": path, "bytes": sum(size for _, size in answers), "files": answers, "moved": moved}


def _moved(browser: Browser, address: str, viewport: ViewportSize) -> float:
    with browser.new_context(viewport=viewport) as context:  # nothing is kept from the page before
        page = context.new_page()
        _open(page, address)
        return float(page.evaluate("window.moved"))


def _query(browser: Browser, wire: Wire, query: str) -> dict[str, Any]:
    """What a first query brings beyond the page that it is asked on; what moves where the address asks it."""
    address = f"{wire.address}search/index.html"
    with browser.new_context(viewport=WIDE) as context:
        page = context.new_page()
        _open(page, address)
        before = len(wire.answers)
        page.locator("main input[name=q]").fill(query)
        said = page.wait_for_function(_COUNTED, timeout=WAIT).json_value()
        _rest(page)
        answers = wire.answers[before:]
    moved = max(_moved(browser, f"{address}?q={quote(query)}", viewport) for viewport in (WIDE, NARROW))
    return {"said": said, "bytes": sum(size for _, size in answers), "files": answers, "moved": moved}


def _open(page: Page, address: str) -> None:
    page.add_init_script(_WATCH)
    page.goto(address, timeout=WAIT)
    _rest(page)


def _rest(page: Page) -> None:
    page.wait_for_load_state("networkidle", timeout=WAIT)
    page.wait_for_timeout(SETTLED)


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], sys.argv[2:])))

"""A real browser for tests: the chromium or chrome of this machine, driven by Playwright."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
NODE_MODULES = Path(__file__).resolve().parents[1] / "browser" / "node_modules"


def missing(reason: str) -> None:
    """Skip the test, or fail where `CI=true`: there, what is not tested is not known."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def a_browser() -> Iterator["Browser"]:
    """A browser without a window."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("Playwright is not installed: pip install -e '.[dev]'")
        raise
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        missing(f"there is none of {', '.join(NAMES)} on the PATH: apt-get install chromium")
        raise AssertionError
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def from_npm(path: str) -> Path:
    """A file that `npm ci` in tests/browser has brought."""
    file = NODE_MODULES / path
    if not file.is_file():
        missing(f"{path} is not there: npm ci in tests/browser brings it")
    return file

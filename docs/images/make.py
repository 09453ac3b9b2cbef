"""Takes the pictures of the documentation from this repository's own site; run by `make pictures`."""

import sys
from pathlib import Path
from shutil import which

from playwright.sync_api import sync_playwright

BUILT = "2026-11-20T17:00:00Z"
"""The moment at which the site is built; the clocks of its pages stand still there."""
PICTURES = {
    "overview": ("index.html", "light", 1180, 760),
    "incident": ("incidents/INC-2026-0012/index.html", "dark", 1180, 1240),
    "trends": ("trends/index.html", "light", 1280, 1120),
}


def main(site: Path, out: Path) -> None:
    browser_path = next(path for name in ("chromium", "google-chrome", "chrome") if (path := which(name)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        for name, (page, scheme, width, height) in PICTURES.items():
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme="dark" if scheme == "dark" else "light"
            )
            opened = context.new_page()
            opened.clock.set_fixed_time(BUILT)
            opened.goto((site / page).resolve().as_uri())
            opened.screenshot(path=out / f"{name}.png")
        browser.close()


main(Path(sys.argv[1]), Path(__file__).parent)

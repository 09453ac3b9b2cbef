"""Takes the pictures of the documentation from this repository's own site; run by `make pictures`."""

import sys
from pathlib import Path
from shutil import which

from playwright.sync_api import sync_playwright

PICTURES = {
    "overview": ("index.html", "light", 1180, 760),
    "incident": ("incidents/INC-2026-0012/index.html", "dark", 1180, 1240),
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
            opened.goto((site / page).resolve().as_uri())
            opened.screenshot(path=out / f"{name}.png")
        browser.close()


main(Path(sys.argv[1]), Path(__file__).parent)

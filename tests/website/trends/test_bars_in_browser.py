"""The tables with bars in a real browser: on a telephone their numbers stand whole beside their names."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.website.browser import a_browser
from tests.website.built_site import BuiltSite

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with a_browser() as running:
        yield running


def test_on_a_telephone_a_bar_stands_beneath_its_row_and_no_number_is_cut(
    browser: "Browser", own_site: BuiltSite
) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 700})
    page.goto((own_site.folder / "trends/index.html").as_uri())
    for anchor in ("clocks", "services"):
        table = page.locator(f"#{anchor} .numbers")
        inner, outer = table.evaluate("box => [box.scrollWidth, box.clientWidth]")
        assert inner <= outer, anchor
        for row in table.locator("tbody tr").all():
            cell, bar = row.locator("th").bounding_box(), row.locator(".row-bar").bounding_box()
            assert cell is not None
            assert bar is not None
            assert bar["width"] > 0.9 * outer
            assert bar["y"] >= cell["y"] + 20
            assert bar["y"] + bar["height"] <= cell["y"] + cell["height"]
    page.close()

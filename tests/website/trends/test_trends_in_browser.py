"""The trends in a real browser: numbers lead to lists as long, charts keep their words readable and their place."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.website.browser import a_browser
from tests.website.built_site import BuiltSite

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

pytestmark = pytest.mark.browser

NARROW: "ViewportSize" = {"width": 320, "height": 640}
WIDE: "ViewportSize" = {"width": 1280, "height": 800}


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with a_browser() as running:
        yield running


def address(site: BuiltSite, path: str) -> str:
    return (site.folder / path).as_uri()


def test_a_number_of_a_table_leads_to_a_list_as_long(browser: "Browser", own_site: BuiltSite) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address(own_site, "trends/index.html"))
    links = page.evaluate(
        "[...document.querySelectorAll('td.right > a[href*=\"?\"]')].map(link => [link.href, link.textContent])"
    )
    assert len(links) > 50
    for href, text in links[:: len(links) // 10]:
        page.goto(href)
        page.locator("[role=status]").filter(has_text=re.compile(rf"^{text} ")).wait_for(timeout=5000)
        assert page.locator(".incident-line").count() == int(text), href
    context.close()


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
def test_the_words_of_a_chart_stay_readable(browser: "Browser", own_site: BuiltSite, size: "ViewportSize") -> None:
    context = browser.new_context(viewport=size)
    page = context.new_page()
    page.goto(address(own_site, "trends/index.html"))
    heights = page.evaluate(
        """[...document.querySelectorAll('.chart text')].map(text => {
            const scale = text.ownerSVGElement.getBoundingClientRect().width / text.ownerSVGElement.viewBox.baseVal.width;
            return parseFloat(getComputedStyle(text).fontSize) * scale;
        })"""
    )
    assert len(heights) > 100
    assert min(heights) >= 11
    context.close()


@pytest.mark.parametrize("width", [1024, 1280, 1920])
def test_a_chart_of_a_year_fills_its_card(browser: "Browser", own_site: BuiltSite, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(address(own_site, "trends/index.html"))
    for anchor in ("incidents", "to-resolve", "recurrence", "actions", "signals"):
        box = page.locator(f"#{anchor} .chart-box")
        drawn, room = box.evaluate("box => [box.firstElementChild.getBoundingClientRect().width, box.clientWidth]")
        assert abs(drawn - room) <= 1, anchor
    context.close()


def test_a_chart_wider_than_the_screen_shows_the_latest_and_scrolls_to_the_rest(
    browser: "Browser", own_site: BuiltSite
) -> None:
    context = browser.new_context(viewport=NARROW)
    page = context.new_page()
    page.goto(address(own_site, "trends/index.html"))
    box = page.locator("#incidents .chart-box")
    last = box.locator("svg a").last
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    assert 0 < last.bounding_box()["x"] < NARROW["width"]  # type: ignore[index] # it is shown
    first = box.locator("svg a").first
    box.focus()
    for _ in range(40):
        page.keyboard.press("ArrowLeft")
    page.wait_for_function(
        "box => box.getBoundingClientRect().left <= box.querySelector('svg a').getBoundingClientRect().left",
        arg=box.element_handle(),
    )
    assert first.bounding_box()["x"] > 0  # type: ignore[index] # likewise
    context.close()


def test_a_chart_is_one_stop_of_the_tab_key_and_its_numbers_hold_every_link(
    browser: "Browser", own_site: BuiltSite
) -> None:
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    page.goto(address(own_site, "trends/index.html"))
    page.locator("#incidents .chart-box").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Enter")
    marks, cells = (
        set(
            page.eval_on_selector_all(
                f"#incidents {within} a", "links => links.map(each => each.getAttribute('href'))"
            )
        )
        for within in ("svg", "table")
    )
    assert marks
    assert marks <= cells
    context.close()


def test_on_paper_every_chart_has_its_verdict_and_all_of_its_numbers(
    browser: "Browser", own_site: BuiltSite
) -> None:
    context = browser.new_context(viewport={"width": 720, "height": 1000})
    page = context.new_page()
    page.goto(address(own_site, "trends/index.html"))
    page.emulate_media(media="print")

    assert page.locator(".verdict:visible").count() == page.locator(".verdict").count() > 0
    tables = page.locator(".numbers-of table")
    assert all(table.is_visible() for table in tables.all())
    cut = "boxes => boxes.filter(box => box.scrollHeight > box.clientHeight + 1).length"
    assert page.eval_on_selector_all(".numbers-of .numbers", cut) == 0
    context.close()


def test_on_paper_charts_are_whole_and_what_leads_elsewhere_is_gone(
    browser: "Browser", own_site: BuiltSite
) -> None:
    context = browser.new_context(viewport={"width": 720, "height": 1000}, color_scheme="dark")
    page = context.new_page()
    page.emulate_media(media="print")
    for path in ("trends/index.html", "trends/2026-11/index.html"):
        page.goto(address(own_site, path))
        assert not page.locator("nav").first.is_visible()
        wide = "box => box.scrollWidth > box.clientWidth + 1"
        assert not any(page.eval_on_selector_all(".chart-box", f"boxes => boxes.map({wide})"))
    context.close()

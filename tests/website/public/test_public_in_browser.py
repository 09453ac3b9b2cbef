"""The public site in a real browser: it is quiet, leads to the status, and everybody can read it."""

import shutil
import subprocess
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from incitrack.model.times import parse_time
from incitrack.wording import duration_text
from tests.website.browser import from_npm, missing
from tests.website.built_site import NOW, BuiltSite
from tests.website.public.every_kind import FALSE, FELT, PLANNED, PROMISED, WATCHED
from tests.website.test_in_browser import AXE_RUN, NARROW, WIDE, Watched, address, browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["browser"]

pytestmark = pytest.mark.browser

KINDS = ["status/index.html", *(f"status/{key}/index.html" for key in (FELT, WATCHED, PLANNED, FALSE))]
PAGES = ["status/index.html", "status/INC-2026-0012/index.html", "status/INC-2026-0003/index.html", "404.html"]


def test_the_top_leads_to_the_status_without_a_word(browser: "Browser", own_public_site: BuiltSite) -> None:
    context = browser.new_context(viewport=WIDE)
    watched = Watched(context.new_page())

    watched.page.goto(address(own_public_site, "index.html"))
    watched.page.wait_for_url("**/status/index.html")
    watched.page.get_by_role("link", name="Customers are signed out").click()
    watched.page.get_by_role("link", name="Status").first.click()

    assert watched.page.url == address(own_public_site, "status/index.html")
    context.close()
    assert watched.said == []


def test_how_long_it_has_gone_on_goes_on(browser: "Browser", own_public_site: BuiltSite) -> None:
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    page.clock.install(time=parse_time(NOW))
    page.goto(address(own_public_site, "status/index.html"))
    card = page.locator("#open .card").first
    since = parse_time(str(card.locator("time").first.get_attribute("datetime")))
    for later in (timedelta(hours=2), timedelta(days=3)):
        page.clock.pause_at(parse_time(NOW) + later)
        page.clock.run_for("01:01")
        gone_on = parse_time(NOW) + later + timedelta(minutes=1) - since
        assert card.locator(".card-duration").inner_text() == f"users affected for {duration_text(gone_on)}"

    card.locator("a.title").click()

    assert page.locator(".lead [data-since]").inner_text() == f"users affected for {duration_text(gone_on)}"
    context.close()


def test_a_promise_passes_and_the_page_grows_old_while_it_is_open(
    browser: "Browser", every_public_site: BuiltSite
) -> None:
    for path in KINDS[:2]:
        context = browser.new_context(viewport=WIDE)
        watched = Watched(context.new_page())
        page = watched.page
        page.clock.install(time=parse_time(NOW))
        page.goto(address(every_public_site, path))
        promise, as_of = page.locator(".promise"), page.locator(".as-of").first
        assert page.locator(".told .ago").first.inner_text() == "30 min ago"
        assert promise.count() == 1
        assert not promise.is_visible()
        assert as_of.inner_text() == "As of 20 November 2026, 17:00 UTC"

        page.clock.run_for("31:00")
        moment = "20 November 2026, 17:30 UTC"
        assert promise.inner_text() == f"The next update was due at {moment}, 1 min ago"
        assert promise.locator("time").get_attribute("datetime") == PROMISED.replace("Z", ":00Z")
        assert as_of.inner_text() == "As of 20 November 2026, 17:00 UTC"

        page.clock.run_for("02:29:00")
        assert promise.inner_text() == f"The next update was due at {moment}, 2 h 30 min ago"
        assert as_of.inner_text() == "As of 20 November 2026, 17:00 UTC, 3 h ago"

        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert not promise.is_visible()
        assert as_of.inner_text() == "As of 20 November 2026, 17:00 UTC"
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        assert promise.inner_text() == f"The next update was due at {moment}, 2 h 30 min ago"
        context.close()
        assert watched.said == []


def test_what_works_again_is_not_in_the_colour_of_what_is_felt(
    browser: "Browser", every_public_site: BuiltSite
) -> None:
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    page.goto(address(every_public_site, KINDS[0]))
    rows = page.locator(".service-state")
    colours = {
        rows.nth(number).locator("a").inner_text(): rows.nth(number)
        .locator(".state")
        .evaluate("each => getComputedStyle(each).color")
        for number in range(rows.count())
    }
    assert set(colours) == {"Mail", "Checkout", "Search"}
    assert colours["Search"] not in {colours["Mail"], colours["Checkout"]}
    context.close()


def test_nothing_in_a_record_runs_or_complains(browser: "Browser", hostile_public_site: BuiltSite) -> None:
    context = browser.new_context(viewport=NARROW)
    watched = Watched(context.new_page())
    here = hostile_public_site.folder.as_uri()

    for path in [path for path in hostile_public_site.pages if path.startswith("status/")][::6]:
        watched.page.goto(address(hostile_public_site, path))
        assert watched.page.evaluate("window.ran") is None, path
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], path

    context.close()
    assert watched.said == []
    assert {url for url in watched.asked if not url.startswith(here)} == set()


@pytest.fixture
def shown(
    own_public_site: BuiltSite, empty_public_site: BuiltSite, every_public_site: BuiltSite
) -> list[tuple[BuiltSite, list[str]]]:
    """Sites, and which of their pages are looked at."""
    return [(own_public_site, PAGES), (empty_public_site, PAGES[:1]), (every_public_site, KINDS)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_no_violation(
    browser: "Browser", shown: list[tuple[BuiltSite, list[str]]], scheme: str, size: dict[str, int]
) -> None:
    axe = from_npm("axe-core/axe.min.js").read_text()
    context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    found = []
    for site, paths in shown:
        for path in paths:
            page.goto(address(site, path))
            page.evaluate(axe)
            violations = page.evaluate(AXE_RUN)
            found += [(path, violation["id"], violation["nodes"][0]["html"]) for violation in violations]
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
    context.close()
    assert found == []


def test_html_validate_finds_nothing(
    own_public_site: BuiltSite,
    hostile_public_site: BuiltSite,
    empty_public_site: BuiltSite,
    every_public_site: BuiltSite,
) -> None:
    from_npm("html-validate/package.json")
    node = shutil.which("node")
    if node is None:
        missing("there is no node on the PATH")
        return
    program = from_npm("html-validate/bin/html-validate.mjs")
    sites = (own_public_site, hostile_public_site, empty_public_site, every_public_site)
    files = [str(site.folder / path) for site in sites for path in site.pages]

    done = subprocess.run([node, str(program), *files], capture_output=True, text=True, check=False, timeout=120)

    assert done.returncode == 0, done.stdout[-4000:]

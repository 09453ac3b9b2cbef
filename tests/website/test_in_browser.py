"""Pages in a real browser: nothing runs, nothing leaves the site, and everybody can read and reach everything."""

import shutil
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.builders import write_incident
from tests.website.browser import a_browser, from_npm, missing
from tests.website.built_site import BuiltSite, build
from tests.website.conftest import REPOSITORY
from tests.website.hostile_archive import hostile_archive
from tests.website.test_preview import Serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

ONE_OF_EACH = [
    "index.html",
    "incidents/index.html",
    "board/index.html",
    "incidents/INC-2026-0003/index.html",
    "incidents/INC-2026-0012/index.html",
    "postmortems/index.html",
    "postmortems/INC-2026-0003/index.html",
    "services/index.html",
    "services/checkout/index.html",
    "policies/index.html",
    "actions/index.html",
    "report/index.html",
    "search/index.html",
    "trends/index.html",
    "trends/2026-05/index.html",
]
AXE_RUN = "axe.run({rules: {'target-size': {enabled: true}}}).then(result => result.violations)"
"""With the one rule of WCAG 2.2 that has to be asked for."""
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 320, "height": 640}


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with a_browser() as running:
        yield running


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    root = hostile_archive(tmp_path_factory.mktemp("hostile") / "records")
    build(root)
    return BuiltSite(root.parent / "site")


@pytest.fixture(scope="module")
def looked_at(
    own_site: BuiltSite, hostile_site: BuiltSite, tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[BuiltSite, list[str]]]:
    """Sites and pages of each that show what pages can show, clocks at risk and late among it."""
    hostile = ["index.html", "incidents/INC-2026-0001/index.html", "incidents/INC-2026-1000/index.html"]
    sites = [(own_site, ONE_OF_EACH), (hostile_site, [*hostile, "policies/index.html"])]
    for now in ("2026-11-20T17:15Z", "2026-11-20T20:30Z"):
        out = tmp_path_factory.mktemp("tense") / "site"
        build(REPOSITORY, out, now=now)
        sites.append((BuiltSite(out), ["index.html", "incidents/INC-2026-0012/index.html", "services/index.html"]))
    return sites


class Watched:
    """A page, and whatever it does that it should not."""

    def __init__(self, page: "Page") -> None:
        self.page = page
        self.said: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("dialog", lambda dialog: (self.said.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: self.asked.append(request.url))


def address(site: BuiltSite, path: str) -> str:
    return (site.folder / path).as_uri()


def test_nothing_in_a_record_runs_loads_or_complains(browser: "Browser", hostile_site: BuiltSite) -> None:
    context = browser.new_context(viewport=WIDE)
    watched = Watched(context.new_page())
    here = hostile_site.folder.as_uri()

    for path in hostile_site.pages:
        watched.page.goto(address(hostile_site, path))
        assert watched.page.evaluate("window.ran") is None, path

    context.close()
    assert watched.said == []
    assert {url for url in watched.asked if not url.startswith(here)} == set()


def test_the_policy_stops_a_script_that_got_onto_a_page(
    browser: "Browser", own_site: BuiltSite, tmp_path: Path
) -> None:
    folder = tmp_path / "site"
    shutil.copytree(own_site.folder, folder)
    page = folder / "index.html"
    attack = (
        "<script>window.ran = 1</script><b onclick='window.ran = 2' id=x>x</b><base href='https://e.example/'>"
    )
    page.write_text(page.read_text().replace("<h1>", f"{attack}<h1>"))
    context = browser.new_context()
    watched = Watched(context.new_page())

    watched.page.goto(page.as_uri())
    watched.page.click("#x")

    assert watched.page.evaluate("window.ran") is None
    assert watched.page.evaluate("document.baseURI").startswith("file:")
    assert any("Content Security Policy" in message for message in watched.said)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_folder_opened_as_files_is_quiet_and_styled(
    browser: "Browser", own_site: BuiltSite, scheme: str
) -> None:
    context = browser.new_context(viewport=WIDE, color_scheme=scheme)  # type: ignore[arg-type] # one of the two
    watched = Watched(context.new_page())

    for path in ONE_OF_EACH:
        watched.page.goto(address(own_site, path))
        ground = watched.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ground == ("rgb(14, 17, 22)" if scheme == "dark" else "rgb(246, 245, 241)")

    context.close()
    assert watched.said == []


def test_the_site_stands_under_any_path_of_a_server(
    browser: "Browser", own_site: BuiltSite, tmp_path: Path
) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep/er").symlink_to(own_site.folder)
    handler = partial(Quiet, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        context = browser.new_context(java_script_enabled=False)
        watched = Watched(context.new_page())
        base = f"http://127.0.0.1:{server.server_address[1]}/deep/er/"

        watched.page.goto(f"{base}index.html")
        watched.page.get_by_role("link", name="Incidents", exact=True).click()
        watched.page.get_by_role("link", name="Customers are signed out").click()
        watched.page.get_by_role("link", name="Postmortem A new signing key").click()

        assert watched.page.url == f"{base}postmortems/INC-2026-0003/index.html"
        assert {url for url in watched.asked if not url.startswith(base)} == set()
        context.close()
        server.shutdown()
    assert watched.said == []


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.mark.parametrize("which", ["own_site", "hostile_site"])
def test_no_page_scrolls_sideways_on_a_telephone(
    browser: "Browser", which: str, request: pytest.FixtureRequest
) -> None:
    site: BuiltSite = request.getfixturevalue(which)
    context = browser.new_context(viewport=NARROW)
    page = context.new_page()
    wide = {}

    for path in site.pages:
        page.goto(address(site, path))
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > NARROW["width"]:
            wide[path] = width

    context.close()
    assert wide == {}


def test_the_skip_link_is_the_first_stop_and_leads_to_the_content(browser: "Browser", own_site: BuiltSite) -> None:
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    for path in ONE_OF_EACH:
        page.goto(address(own_site, path))
        page.keyboard.press("Tab")
        link = page.locator(":focus")
        assert link.inner_text() == "Skip to the content"
        assert link.bounding_box()["y"] >= 0  # type: ignore[index] # it is shown
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
    context.close()


def test_what_has_the_focus_can_be_seen(browser: "Browser", own_site: BuiltSite) -> None:
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    page.goto(address(own_site, "index.html"))
    for _ in range(page.locator("a:not([tabindex='-1'])").count()):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid", page.evaluate("document.activeElement.outerHTML")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_no_violation(
    browser: "Browser", looked_at: list[tuple[BuiltSite, list[str]]], scheme: str, size: dict[str, int]
) -> None:
    axe = from_npm("axe-core/axe.min.js").read_text()
    # axe is a script, which the policy would stop: it is let past for it alone.
    context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    found = []
    for site, paths in looked_at:
        for path in paths:
            page.goto(address(site, path))
            page.evaluate(axe)
            violations = page.evaluate(AXE_RUN)
            found += [(path, violation["id"], violation["nodes"][0]["html"]) for violation in violations]
    context.close()
    assert found == []


def test_html_validate_finds_nothing(own_site: BuiltSite, hostile_site: BuiltSite, empty_site: BuiltSite) -> None:
    from_npm("html-validate/package.json")
    node = shutil.which("node")
    if node is None:
        missing("there is no node on the PATH")
        return
    program = from_npm("html-validate/bin/html-validate.mjs")
    files = [str(own_site.folder / path) for path in ONE_OF_EACH]
    files += [str(site.folder / path) for site in (hostile_site, empty_site) for path in site.pages]

    done = subprocess.run([node, str(program), *files], capture_output=True, text=True, check=False, timeout=120)

    assert done.returncode == 0, done.stdout[-4000:]


def test_paper_is_dark_on_light_without_navigation(browser: "Browser", own_site: BuiltSite) -> None:
    context = browser.new_context(viewport=WIDE, color_scheme="dark")
    page = context.new_page()
    page.emulate_media(media="print")
    for path in ONE_OF_EACH:
        page.goto(address(own_site, path))
        assert not page.locator("nav").first.is_visible()
        assert not page.locator(".skip").is_visible()
        style = "getComputedStyle(document.body)"
        assert page.evaluate(f"{style}.backgroundColor") == "rgb(255, 255, 255)"
        assert page.evaluate(f"{style}.color") == "rgb(27, 32, 38)"
    context.close()


def test_on_paper_the_facts_of_an_incident_stand_before_its_long_timeline(
    browser: "Browser", own_site: BuiltSite
) -> None:
    context = browser.new_context(viewport={"width": 720, "height": 1000})
    page = context.new_page()
    page.goto(address(own_site, "incidents/INC-2026-0003/index.html"))
    page.emulate_media(media="print")
    facts, timeline = (page.locator(part).bounding_box() for part in ("#facts", "#timeline"))
    assert facts
    assert timeline
    assert facts["y"] + facts["height"] <= timeline["y"]
    context.close()


def test_code_and_tables_scroll_within_themselves(browser: "Browser", hostile_site: BuiltSite) -> None:
    context = browser.new_context(viewport=NARROW)
    page = context.new_page()
    page.goto(address(hostile_site, "incidents/INC-2026-0001/index.html"))
    for part in ("pre", ".prose .table"):
        inner, outer = page.locator(part).first.evaluate("part => [part.scrollWidth, part.clientWidth]")
        assert inner > outer
    context.close()


SHADES = """() => [...document.querySelectorAll(".table, .chart-box")].map(box => {
    let ground = box;
    while (getComputedStyle(ground).backgroundColor === "rgba(0, 0, 0, 0)") ground = ground.parentElement;
    const of = getComputedStyle(box);
    return {
        attachment: of.backgroundAttachment,
        covers: of.backgroundImage.split("linear-gradient").filter(each => each.includes("35%")).map(each => each.match(/rgba?\\([^)]*\\)/)[0]),
        ground: getComputedStyle(ground).backgroundColor,
        stop: box.tabIndex === 0 && box.getAttribute("role") === "group" && box.getAttribute("aria-label") !== "",
    };
})"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_scrolls_within_itself_shows_it_at_its_edge_and_by_the_keyboard(
    browser: "Browser", own_site: BuiltSite, hostile_site: BuiltSite, scheme: str
) -> None:
    context = browser.new_context(viewport=NARROW, color_scheme=scheme)  # type: ignore[arg-type] # one of two
    page = context.new_page()
    seen = 0
    for site, path in (
        *(
            (own_site, f"{name}/index.html")
            for name in ("policies", "trends", "actions", "services", "trends/2026-11")
        ),
        (hostile_site, "incidents/INC-2026-0001/index.html"),
    ):
        page.goto(address(site, path))
        for shade in page.evaluate(SHADES):
            assert shade["attachment"] == "local, local, scroll, scroll", path
            assert shade["covers"] == [shade["ground"]] * 2, path  # else the end of it would show a patch
            assert shade["stop"], path
            seen += 1
    assert seen > 10
    context.close()


def test_the_page_for_what_is_missing_asks_a_server_for_nothing(browser: "Browser", own_site: BuiltSite) -> None:
    context = browser.new_context()
    watched = Watched(context.new_page())
    asked: list[str] = []

    class Missing(Quiet):
        def do_GET(self) -> None:
            asked.append(self.path)
            content = (own_site.folder / "404.html").read_bytes()
            self.send_response(404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(content)

    with ThreadingHTTPServer(("127.0.0.1", 0), Missing) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        watched.page.goto(f"http://127.0.0.1:{server.server_port}/a/b/c")
        watched.page.wait_for_timeout(500)  # until a browser would have asked for an icon
        server.shutdown()
    context.close()

    assert asked == ["/a/b/c"]
    assert [line for line in watched.said if "404" not in line] == []


def test_the_preview_reloads_an_open_page_when_a_record_changes(browser: "Browser", root: Path) -> None:
    serve = Serve(root)
    try:
        here = serve.line_with("Serving").split()[1]
        context = browser.new_context()
        watched = Watched(context.new_page())
        watched.page.goto(f"{here}incidents/index.html")
        assert watched.page.get_by_text("A fresh one").count() == 0

        write_incident(root, id="INC-2026-0050", title="A fresh one", owner="maria")
        watched.page.get_by_text("A fresh one").wait_for(timeout=20_000)

        assert watched.said == []
        context.close()
    finally:
        serve.end()


def test_a_page_whose_record_cannot_be_read_for_a_while_comes_back_by_itself(
    browser: "Browser", root: Path
) -> None:
    serve = Serve(root)
    try:
        here = serve.line_with("Serving").split()[1]
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{here}incidents/INC-2026-0041/index.html")
        file = root / "incidents/2026/INC-2026-0041.md"
        good = file.read_text()

        file.write_text(good.replace("title:", "title: [", 1))
        page.get_by_role("heading", name="Nothing is here").wait_for(timeout=20_000)
        file.write_text(good)

        page.get_by_role("heading", name="Mails are late").wait_for(timeout=20_000)
        context.close()
    finally:
        serve.end()

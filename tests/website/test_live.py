"""What goes on in an open page: clocks, distances, zones, the line about a newer build."""

import json
import os
import shutil
import threading
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from incitrack.metrics.clock import Clock, ClockName, Origin, State
from incitrack.metrics.clock_words import left_text
from incitrack.model.times import parse_time
from incitrack.wording import ago_text
from tests.builders import ACKNOWLEDGED, REPORTED, archive_folder, write_incident
from tests.website.browser import a_browser
from tests.website.built_site import BuiltSite, build
from tests.website.conftest import CALENDAR

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser

POLICY = f"""\
{CALENDAR}severities:
  P1:
    name: Critical
    sla: {{acknowledge: 15m, resolve: 4h, warn: 30m}}
  P4: {{name: Low}}
"""
BUILT = "2026-11-20T17:00Z"
PAGE = "incidents/INC-2026-0042/index.html"


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with a_browser() as running:
        yield running


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """A P1 that was reported at 14:10 and has until 18:10, and an old P4 of two days, built at 17:00."""
    root = archive_folder(tmp_path_factory.mktemp("live") / "records", severity=POLICY)
    write_incident(root, severity="P1", owner="maria", timeline=[REPORTED, ACKNOWLEDGED])  # type: ignore[arg-type] # entries
    write_incident(
        root,
        id="INC-2026-0007",
        severity="P4",
        status="resolved",
        started_at="2026-05-06T23:00Z",
        timeline=["- `2026-05-06T23:30Z` **reported**", "- `2026-05-07T01:05Z` **resolved** @maria: Gone."],  # type: ignore[arg-type] # entries
    )
    build(root, now=BUILT)
    return BuiltSite(root.parent / "site")


def opened(
    context: "BrowserContext", site: BuiltSite, path: str, now: str = BUILT
) -> "tuple[Page, list[str], list[str]]":
    """The page at a moment, what it says on the console, and what it asks for."""
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.clock.install(time=parse_time(now) - timedelta(seconds=1))
    page.clock.pause_at(parse_time(now))
    page.goto((site.folder / path).as_uri())
    return page, said, asked


@pytest.fixture
def context(browser: "Browser") -> Iterator["BrowserContext"]:
    running = browser.new_context(timezone_id="America/New_York", locale="de-DE")
    yield running
    running.close()


def test_the_script_says_what_a_build_at_that_moment_would_say(context: "BrowserContext", site: BuiltSite) -> None:
    now = parse_time(BUILT)
    near = [each / 4 for each in range(-500, 500)]
    far = [
        sign * base + each
        for sign in (1, -1)
        for base in (3600, 86400, 90000, 31536000)
        for each in (-61, -60, -1, 0, 1, 59, 60, 61)
    ]
    offsets = [*near, *far, 0.001, -0.001, 0.999, -0.999, 59.999, -59.999, 119.999]
    page, said, _ = opened(context, site, PAGE)

    left, ago = page.evaluate(
        """([now, offsets]) => [
            offsets.map(each => incitrack.left(now + Math.round(each * 1000), now)),
            offsets.map(each => incitrack.ago(now + Math.round(each * 1000), now)),
        ]""",
        [int(now.timestamp() * 1000), offsets],
    )

    moments = [now + timedelta(milliseconds=round(each * 1000)) for each in offsets]
    assert left == [left_text(clock_until(moment), now) for moment in moments]
    assert ago == [ago_text(moment, now) for moment in moments]
    assert said == []


def clock_until(deadline: object) -> Clock:
    began = parse_time("2020-01-01T00:00Z")
    origin = Origin("timeline", 0)
    return Clock("INC-2026-0042", ClockName.RESOLVE, None, began, deadline, None, State.RUNNING, origin, None)  # type: ignore[arg-type] # a moment


def test_a_clock_turns_at_risk_and_breached_in_its_row(context: "BrowserContext", site: BuiltSite) -> None:
    page, said, _ = opened(context, site, "index.html")
    clock = page.locator(".clock.pressing")
    words = clock.locator(".clock-left, .clock-state")
    assert words.all_inner_texts() == ["1 h 10 min left", "running"]

    page.clock.run_for("09:59")
    assert words.all_inner_texts() == ["1 h left", "running"]
    page.clock.run_for("30:01")
    assert words.all_inner_texts() == ["30 min left", "at risk"]
    assert "is-at-risk" in str(clock.get_attribute("class"))
    assert clock.locator(".clock-seconds").inner_text() == "30:00"
    page.clock.run_for("29:30")
    assert words.all_inner_texts() == ["under a minute left", "at risk"]
    page.clock.run_for("01:31")
    assert words.all_inner_texts() == ["1 min late", "breached"]
    assert str(clock.get_attribute("class")).split() == ["clock", "pressing", "is-breached"]
    assert page.locator(".card-duration").inner_text() == "open for 4 h 1 min"
    assert page.locator("[aria-live=assertive], [role=alert]").count() == 0
    assert said == []


def test_the_sum_of_what_is_open_goes_on_with_its_clocks(context: "BrowserContext", site: BuiltSite) -> None:
    page, said, _ = opened(context, site, "index.html")
    parts = page.locator(".tally li:visible")
    calm = parts.all_inner_texts()
    assert not any("clock" in each for each in calm)

    page.clock.run_for("40:01")
    assert [*calm[:1], "1 with a clock at risk", *calm[1:]] == parts.all_inner_texts()
    page.clock.run_for("31:00")
    assert [*calm[:1], "1 with a breached clock", *calm[1:]] == parts.all_inner_texts()

    page.locator(".tally .is-breached").click()
    assert page.url.endswith("/board/index.html")
    assert said == []


@pytest.mark.parametrize("width", [1280, 900, 320])
def test_the_seconds_cover_no_word(browser: "Browser", site: BuiltSite, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page, _, _ = opened(context, site, "index.html", "2026-11-20T17:50Z")
    seconds = page.locator(".clock.pressing .clock-seconds")
    box = seconds.bounding_box()

    assert bool(box) is (width == 1280)  # where they find no room beside the words, the words say it
    for word in page.locator(".clock.pressing > :not(.clock-seconds)").all():
        beside = word.bounding_box()
        assert not (box and beside) or beside["x"] + beside["width"] <= box["x"], word.inner_text()
    context.close()


@pytest.mark.parametrize("width", [1280, 320])
def test_the_name_of_a_clock_is_never_broken(browser: "Browser", site: BuiltSite, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page, _, _ = opened(context, site, PAGE, "2028-01-05T03:27Z")
    names = page.locator(".clock-line .clock-name bdi")
    lines = names.evaluate_all("all => all.map(each => [each.textContent, each.getClientRects().length])")
    assert {"Acknowledge", "Resolve"} <= {name for name, _ in lines}
    assert {count for _, count in lines} == {1}
    context.close()


def test_the_clock_of_an_action_item_goes_on_in_days_like_the_item(
    context: "BrowserContext", tmp_path: Path
) -> None:
    root = archive_folder(tmp_path / "records", severity=POLICY)
    item = "{id: A1, title: Watch the pool, owner: maria, due: 2026-11-20, status: open}"
    write_incident(root, severity="P4", services="[checkout]", actions=f"[{item}]")
    build(root, now=BUILT)
    page, said, _ = opened(context, BuiltSite(root.parent / "site"), PAGE)
    told = page.locator(".clock-left, .action-when b")
    assert set(told.all_inner_texts()) == {"Due today"}

    page.clock.run_for("09:00:00")  # past the midnight of the team
    assert set(told.all_inner_texts()) == {"1 day overdue"}
    page.clock.run_for("24:00:00")
    assert set(told.all_inner_texts()) == {"2 days overdue"}
    assert said == []


def test_paper_says_what_was_at_the_moment_that_it_names(context: "BrowserContext", site: BuiltSite) -> None:
    page, said, _ = opened(context, site, "index.html", "2026-11-20T18:30Z")
    left, tally = page.locator(".clock-left"), page.locator(".tally")
    assert left.inner_text() == "20 min late"
    assert "with a breached clock" in tally.inner_text()

    page.evaluate(
        """() => window.addEventListener("beforeprint", () => {
            window.onPaper = document.querySelector("main").innerText.replaceAll(/\\s+/g, " ");
        })"""
    )
    page.pdf()

    paper = page.evaluate("window.onPaper")
    assert "As of 20 November 2026, 17:00 UTC" in paper
    assert "1 h 10 min left Resolve running" in paper
    assert "open for 2 h 50 min" in paper
    assert "breached" not in paper
    assert left.inner_text() == "20 min late"
    assert said == []


def test_the_page_of_an_incident_goes_on_too(context: "BrowserContext", site: BuiltSite) -> None:
    page, _, _ = opened(context, site, PAGE, "2026-11-20T18:30Z")  # built long ago

    row = page.locator(".clock-line", has_text="Resolve")
    assert row.locator(".clock-left").inner_text() == "20 min late"
    assert row.locator("dd[data-since]").inner_text() == "4 h 20 min"
    assert page.locator(".clock-count").inner_text() == "1 breached, 1 met"
    assert page.locator(".latest .ago").inner_text() == "4 h 16 min ago"


def test_how_long_users_have_been_affected_goes_on(context: "BrowserContext", site: BuiltSite) -> None:
    page, _, _ = opened(context, site, PAGE)
    assert page.locator("#impact-periods b").inner_text() == "2 h 50 min"

    page.clock.run_for("30:00")

    assert page.locator("#impact-periods b").inner_text() == "3 h 20 min"


def test_from_midnight_on_a_deadline_says_its_day(context: "BrowserContext", site: BuiltSite) -> None:
    page, said, _ = opened(context, site, "index.html", "2026-11-20T23:59:40Z")
    due = page.locator(".clock.pressing .clock-due time")
    told = page.locator(".last-word time")
    assert (due.inner_text(), told.first.inner_text()) == ("18:10", "14:14")

    page.clock.run_for("00:50")
    assert (due.inner_text(), told.first.inner_text()) == ("20 Nov, 18:10", "20 Nov, 14:14")
    page.get_by_label("Show times in").select_option("own")
    assert due.inner_text() == "20 Nov, 13:10"
    page.get_by_label("Show times in").select_option("UTC")
    assert due.inner_text() == "20 Nov, 18:10"
    assert said == []


def test_a_deadline_says_its_day_where_midnight_came_to_the_reader_alone(
    context: "BrowserContext", site: BuiltSite
) -> None:
    page, _, _ = opened(context, site, PAGE, "2026-11-20T22:59:40Z")
    page.get_by_label("Show times in").select_option("team")
    due = page.locator(".clock-line", has_text="Resolve").locator(".clock-due time")
    assert due.inner_text() == "19:10"

    page.clock.run_for("00:50")

    assert due.inner_text() == "20 Nov, 19:10"


def test_a_line_that_a_filter_made_says_the_day_too(context: "BrowserContext", served: tuple[Path, str]) -> None:
    page = context.new_page()
    page.clock.install(time=parse_time("2026-11-21T08:00Z"))
    page.goto(f"{served[1]}incidents/index.html?severity=P1")

    page.get_by_text("1 of 2 incidents").wait_for()

    assert page.locator(".clock.note .clock-due time").inner_text() == "20 Nov, 18:10"


def test_what_is_left_of_an_action_item_goes_on_at_the_midnight_of_the_team(
    context: "BrowserContext", tmp_path: Path
) -> None:
    root = archive_folder(tmp_path / "records", severity=POLICY)
    write_incident(
        root,
        severity="P1",
        owner="maria",
        actions="[{id: A1, title: Warn earlier, owner: maria, due: 2026-11-29}, {id: A2, title: Gone, owner: maria, due: 2026-11-18, status: done, done_on: 2026-11-19}]",
    )
    build(root, now=BUILT)
    site = BuiltSite(tmp_path / "site")
    page, said, _ = opened(context, site, "incidents/INC-2026-0042/index.html", "2026-11-20T22:59:40Z")
    item = page.locator("#A1")

    def shown() -> tuple[str, str]:
        return item.locator("b").inner_text(), str(item.get_attribute("class"))

    assert shown() == ("Due in 9 days", "action is-open")
    for at, words, state in (
        ("2026-11-20T23:00:20Z", "Due in 8 days", "is-open"),
        ("2026-11-22T12:00Z", "Due in 7 days", "is-soon"),
        ("2026-11-28T12:00Z", "Due tomorrow", "is-soon"),
        ("2026-11-29T12:00Z", "Due today", "is-soon"),
        ("2026-11-30T12:00Z", "1 day overdue", "is-overdue"),
        ("2026-12-02T12:00Z", "3 days overdue", "is-overdue"),
    ):
        page.clock.pause_at(parse_time(at))
        page.clock.run_for("00:31")
        assert shown() == (words, f"action {state}")
        assert words in rebuilt_at(root, at)
    assert page.locator("#A2 b").inner_text() == "Done 19 November 2026"
    assert said == []


def rebuilt_at(root: Path, now: str) -> str:
    """What a build says of the incident at that moment."""
    build(root, now=now)
    return BuiltSite(root.parent / "site")["incidents/INC-2026-0042/"].text


def test_seconds_do_not_run_for_who_wants_no_motion(browser: "Browser", site: BuiltSite) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page, _, _ = opened(context, site, "index.html", "2026-11-20T17:50Z")

    assert page.locator(".clock-left").inner_text() == "20 min left"
    assert page.locator(".clock-seconds").count() == 0
    context.close()


def test_times_show_in_the_zone_that_the_reader_chooses_and_still_do_on_the_next_page(
    context: "BrowserContext", site: BuiltSite
) -> None:
    page, said, _ = opened(context, site, PAGE)
    reported = page.locator("#timeline .entry time").first
    latest = page.locator(".latest .entry-time time")
    choice = page.get_by_label("Show times in")
    assert choice.locator("option").all_inner_texts() == [
        "UTC",
        "Europe/Warsaw, the team’s",
        "America/New_York, yours",
    ]
    assert (reported.inner_text(), latest.inner_text()) == ("14:10", "20 November 2026, 14:14 UTC")

    choice.select_option(label="Europe/Warsaw, the team’s")
    assert (reported.inner_text(), latest.inner_text()) == ("15:10", "20 November 2026, 15:14 Warsaw time")
    choice.select_option("own")
    assert (reported.inner_text(), latest.inner_text()) == ("09:10", "20 November 2026, 09:14 New York time")

    page.goto((site.folder / "incidents/INC-2026-0007/index.html").as_uri())
    assert page.locator("#timeline .entry time").all_inner_texts() == ["19:30", "21:05 on 6 May"]
    page.goto((site.folder / "incidents/index.html").as_uri())
    assert page.locator(".when time").all_inner_texts()[-1] == "6 May 19:30"
    assert "20 Nov 09:10" in page.locator(".when time").first.inner_text()
    page.get_by_label("Show times in").select_option("UTC")
    assert "14:10" in page.locator(".when time").first.inner_text()
    assert said == []


def test_a_moment_says_under_the_pointer_how_long_ago_it_was(context: "BrowserContext", site: BuiltSite) -> None:
    page, _, _ = opened(context, site, PAGE)
    moment = page.locator("#timeline .entry time").first

    moment.hover()

    assert moment.get_attribute("title") == "2 h 50 min ago · 20 November 2026, 14:10 UTC · 15:10 in Warsaw"


def test_where_the_team_is_says_nothing_twice(context: "BrowserContext", site: BuiltSite) -> None:
    page, _, _ = opened(context, site, "index.html")
    foot, head = page.locator(".bottom p").first, page.locator(".eyebrow").first
    choice = page.get_by_label("Show times in")
    said = "As of 20 November 2026, 17:00 UTC"
    assert foot.inner_text().startswith(f"{said}, 18:00 in Warsaw. Times are in UTC,")
    assert head.inner_text() == f"{said} (18:00 in Warsaw)"

    choice.select_option("team")

    said = "As of 20 November 2026, 18:00 Warsaw time"
    assert foot.inner_text().startswith(f"{said}. Times are in Warsaw time,")
    assert head.inner_text() == said
    page.locator(".last-word time").first.hover()
    assert (
        page.locator(".last-word time").first.get_attribute("title")
        == "2 h 46 min ago · 20 November 2026, 14:14 UTC"
    )
    choice.select_option("own")
    assert foot.inner_text().startswith("As of 20 November 2026, 12:00 New York time, 18:00 in Warsaw.")


def test_a_browser_that_forbids_to_remember_is_no_trouble(context: "BrowserContext", site: BuiltSite) -> None:
    context.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })")
    page, said, _ = opened(context, site, PAGE)

    page.get_by_label("Show times in").select_option("own")

    assert page.locator("#timeline .entry time").first.inner_text() == "09:10"
    assert said == []


@pytest.mark.parametrize("width", [1280, 320])
def test_nothing_moves_when_the_page_comes_alive(browser: "Browser", site: BuiltSite, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    context.add_init_script(
        """window.moved = [];
        new PerformanceObserver(list => window.moved.push(...list.getEntries().map(each => each.value)))
            .observe({type: "layout-shift", buffered: true});"""
    )
    for path in ("index.html", PAGE, "actions/index.html", "report/index.html"):
        page, _, _ = opened(context, site, path, "2026-11-20T17:50Z")
        page.clock.run_for("00:02")
        page.wait_for_timeout(150)  # until what moved was painted and told
        moved = page.evaluate("window.moved")
        assert moved == [], path
    context.close()


def test_a_folder_opened_as_files_asks_for_nothing_and_says_nothing(
    context: "BrowserContext", site: BuiltSite
) -> None:
    page, said, asked = opened(context, site, "index.html")

    page.clock.run_for("20:00")
    page.evaluate("window.dispatchEvent(new Event('focus'))")

    assert [address for address in asked if "/assets/" not in address and not address.endswith("index.html")] == []
    assert said == []


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def served(site: BuiltSite, tmp_path: Path) -> Iterator[tuple[Path, str]]:
    folder = tmp_path / "site"
    shutil.copytree(site.folder, folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield folder, f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def rebuilt(folder: Path, told: dict[str, str]) -> None:
    """Let the server say so, from a file that is newer to the second: by that a browser asks whether it changed."""
    file = folder / "build.json"
    later = file.stat().st_mtime + 60
    file.write_text(json.dumps(told))
    os.utime(file, (later, later))


def test_a_line_says_when_there_is_a_build_of_other_records(
    context: "BrowserContext", served: tuple[Path, str]
) -> None:
    folder, here = served
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.clock.install(time=parse_time(BUILT))
    with page.expect_response("**/build.json") as answer:
        page.goto(f"{here}{PAGE}")
    answer.value.finished()
    line = page.locator(".newer")
    moment = json.loads((folder / "build.json").read_text())

    rebuilt(folder, {**moment, "built": "2026-11-20T17:05:00Z"})
    with page.expect_response("**/build.json") as answer:
        page.clock.run_for("05:01")
    answer.value.finished()
    assert line.inner_text() == ""  # the same records: the page has nothing else to say

    rebuilt(folder, {"built": "2026-11-20T17:10:00Z", "digest": "0" * 16})
    with page.expect_response("**/build.json") as answer:
        page.clock.run_for("05:01")
    answer.value.finished()
    line.get_by_role("button", name="Show it").wait_for()
    assert "There is a newer build of this site." in line.inner_text()
    line.get_by_role("button", name="Not now").click()
    assert line.inner_text() == ""

    context.set_offline(offline=True)
    page.clock.run_for("20:00")
    assert said == []

"""The list of incidents filtered in a real browser: every filter finds what Python finds, and the address keeps it."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from incitrack.model.times import parse_time
from incitrack.records.archive import Archive, read_archive
from tests.builders import incident_text, write_incident
from tests.website.browser import a_browser
from tests.website.built_site import NOW, BuiltSite, build
from tests.website.listing.varied_archive import found_by, varied_archive

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror='window.ran=1'>&amp;\u2028</script>"
ADDRESSES = [
    "severity=P1",
    "severity=X9&status=closed",
    "service=stray&team=none",
    "team=money&cause=none",
    "team=idle&service=s5",
    "cause=constructor&year=2025",
    "year=2026&category=none",
    "month=2025-01",
    "day=2025-01-01",
    "since=2025-06-15",
    "since=2025-01-01&until=2025-06-15&severity=P1",
    "until=soon",
    "hour=0",
    "weekday=3&disposition=actionable",
    "disposition=planned&tag=eu",
    "factor=no-rollback&measured=detect",
    "measured=acknowledge",
    "measured=mitigate&severity=P2",
    "measured=resolve&month=2026-03",
    "met=resolve",
    "met=update&missed=resolve",
    "missed=resolve",
    "missed=action&status=closed",
    "missed=postmortem",
    "recurring=1",
    "ids=INC-2025-0005,INC-2026-0100,INC-2026-9999",
    "severity=P9",
    "severity=P1,P3&service=s5,s6&status=closed",
    "team=none,money&cause=none,constructor",
    "year=2025,2026&category=none,network",
    "month=2025-01,2025-03,2026-02",
    "hour=0,1,2&weekday=1,3",
    "tag=eu,us&missed=resolve,acknowledge",
    "met=nothing",
    "month=soon",
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[BuiltSite, Archive]:
    """The varied archive and an attack, as the site that stands open as files."""
    root = varied_archive(tmp_path_factory.mktemp("filtered") / "records")
    write_incident(root, incident_text(id="INC-2026-7777", title=json.dumps(HOSTILE), owner="maria"))
    build(root)
    return BuiltSite(root.parent / "site"), read_archive(root)


@pytest.fixture(scope="module")
def page(site: tuple[BuiltSite, Archive]) -> Iterator["Page"]:
    with a_browser() as browser:
        opened = browser.new_context(
            viewport={"width": 1280, "height": 900}, timezone_id="America/Lima"
        ).new_page()
        said: list[str] = []
        opened.on("console", lambda message: said.append(message.text))
        opened.on("pageerror", lambda error: said.append(str(error)))
        opened.clock.set_fixed_time(NOW)
        yield opened
        assert said == []
        assert opened.evaluate("window.ran") is None


def open_list(page: "Page", site: tuple[BuiltSite, Archive], query: str = "") -> None:
    address = (site[0].folder / "incidents/index.html").as_uri()
    page.goto(f"{address}?{query}" if query else address)


def number_of(site: tuple[BuiltSite, Archive], **filters: str) -> int:
    return len(found_by(filters, site[1], parse_time(NOW)))


def wait_for(page: "Page", words: str) -> None:
    page.wait_for_function("words => document.getElementById('count').textContent === words", arg=words)


def ids(page: "Page") -> list[str]:
    return page.locator("#found .incident-line .id").all_inner_texts()


@pytest.mark.parametrize("query", ADDRESSES)
def test_an_address_shows_what_python_finds(page: "Page", site: tuple[BuiltSite, Archive], query: str) -> None:
    filters = dict(part.split("=") for part in query.split("&"))
    known = filters != {"met": "nothing"} and "soon" not in filters.values()
    expected = found_by(filters, site[1], parse_time(NOW)) if known else set()

    open_list(page, site, query)

    wait_for(page, f"{len(expected)} of 121 incidents")
    shown = set(ids(page))
    assert shown == expected if len(expected) <= 100 else shown < expected
    assert page.locator("#found .empty").is_visible() is (not expected)


def test_lines_made_in_the_page_are_those_of_the_build(page: "Page", site: tuple[BuiltSite, Archive]) -> None:
    lines = "of => [...document.querySelectorAll(`${of} .incident-line`)].map(e => e.outerHTML.replace(/\\s*\\n/g, ''))"
    open_list(page, site)
    written = page.evaluate(lines, "#by-month")
    open_list(page, site, "sort=oldest")
    wait_for(page, "121 incidents")
    page.get_by_role("button", name="Show 21 more").click()

    made = page.evaluate(lines, "#found")

    assert made == written[::-1]


def test_a_choice_applies_at_once_and_stands_in_the_address(page: "Page", site: tuple[BuiltSite, Archive]) -> None:
    p1, closed, reported = (
        number_of(site, severity="P1", **more) for more in ({}, {"status": "closed"}, {"status": "reported"})
    )
    open_list(page, site)
    controls = page.locator("main")
    controls.locator("[name=severity]").select_option("P1")
    wait_for(page, f"{p1} of 121 incidents")

    option = controls.locator("[name=status] option[value=closed]").inner_text()
    controls.locator("[name=status]").select_option("closed")
    wait_for(page, f"{closed} of 121 incidents")
    assert option == f"Closed ({closed})"
    assert page.url.endswith("?severity=P1&status=closed")

    page.reload()
    wait_for(page, f"{closed} of 121 incidents")
    assert controls.locator("[name=severity]").input_value() == "P1"
    controls.locator("[name=status]").select_option("reported")
    wait_for(page, f"{reported} of 121 incidents")

    page.go_back()
    wait_for(page, f"{closed} of 121 incidents")
    assert controls.locator("[name=status]").input_value() == "closed"
    page.locator("#filters .clear").click()
    wait_for(page, "121 incidents, the latest report first.")
    assert "?" not in page.url
    assert page.locator("#by-month").is_visible()
    assert not page.locator("#found").is_visible()


def test_every_choice_says_how_many_incidents_it_would_give(page: "Page", site: tuple[BuiltSite, Archive]) -> None:
    chosen = {"severity": "P1", "service": "s5", "disposition": "actionable"}
    open_list(page, site, "&".join(f"{name}={value}" for name, value in chosen.items()))
    wait_for(page, f"{number_of(site, **chosen)} of 121 incidents")

    options = "all => all.filter(o => o.value && !o.selected).map(o => [o.parentNode.name, o.value, o.text])"
    offered = page.locator("#filters select:not([name=sort]) option").evaluate_all(options)

    assert len(offered) > 20
    for name, value, text in offered:
        assert text.endswith(f" ({number_of(site, **{**chosen, name: value})})"), (name, text)


def test_several_values_with_a_comma_are_either_of_them_and_the_control_says_so(
    page: "Page", site: tuple[BuiltSite, Archive]
) -> None:
    open_list(page, site, "severity=P1,P3&month=2025-03,2025-04&status=closed&status=resolved")
    found = number_of(site, severity="P1,P3", month="2025-03,2025-04", status="closed,resolved")
    wait_for(page, f"{found} of 121 incidents")
    severity = page.locator("[name=severity]")
    assert severity.locator("option:checked").inner_text() == "P1 Critical or P3 Medium"
    assert page.locator(".chosen-extra button").all_text_contents() == [
        "Remove the filter: March 2025 or April 2025 ×"
    ]

    page.locator("[name=sort]").select_option("oldest")

    assert page.url.endswith("?severity=P1,P3&status=closed,resolved&month=2025-03,2025-04&sort=oldest")
    severity.select_option("P1")
    found = number_of(site, severity="P1", month="2025-03,2025-04", status="closed,resolved")
    wait_for(page, f"{found} of 121 incidents")
    severity.select_option("P1,P3")
    page.locator(".chosen-extra button").click()
    found = number_of(site, severity="P1,P3", status="closed,resolved")
    wait_for(page, f"{found} of 121 incidents")


def test_a_filter_of_a_link_is_a_chip_that_can_be_removed(page: "Page", site: tuple[BuiltSite, Archive]) -> None:
    open_list(page, site, "month=2025-03&missed=resolve")
    chips = page.locator(".chosen-extra button")
    chips.first.wait_for()
    assert chips.all_text_contents() == [
        "Remove the filter: March 2025 ×",
        "Remove the filter: Clock missed: resolve ×",
    ]

    chips.nth(1).press("Enter")

    wait_for(page, f"{number_of(site, month='2025-03')} of 121 incidents")
    assert page.url.endswith("?month=2025-03")
    assert page.evaluate("document.activeElement.className") == "chip"


def test_an_empty_result_offers_to_clear_the_filters(page: "Page", site: tuple[BuiltSite, Archive]) -> None:
    open_list(page, site, "service=nowhere&year=1999")
    wait_for(page, "0 of 121 incidents")
    assert page.locator("[name=service]").input_value() == "nowhere"

    page.locator("#found").get_by_role("button", name="Clear the filters").click()

    wait_for(page, "121 incidents, the latest report first.")
    assert page.evaluate("document.activeElement.name") == "severity"


@pytest.mark.parametrize(("by", "column"), [("oldest", ".when time"), ("severity", ".severity b")])
def test_the_order_can_be_chosen(page: "Page", site: tuple[BuiltSite, Archive], by: str, column: str) -> None:
    open_list(page, site, f"sort={by}")
    wait_for(page, "121 incidents")

    found = page.locator(f"#found {column}").evaluate_all("all => all.map(e => e.dateTime ?? e.textContent)")

    assert found == sorted(found)
    assert len(found) == 100


def test_titles_and_durations_sort_too(page: "Page", site: tuple[BuiltSite, Archive]) -> None:
    open_list(page, site, "sort=title&year=2025")
    page.wait_for_selector("#found:not(.is-reading) .incident-line")
    titles = page.locator("#found .title").all_inner_texts()
    assert titles == sorted(titles, key=str.lower)

    open_list(page, site, "sort=duration&status=closed&year=2025")
    page.wait_for_selector("#found:not(.is-reading) .incident-line")
    lengths = page.locator("#found .duration").all_inner_texts()
    units = {"d": 1440, "h": 60, "min": 1}
    minutes = [
        sum(int(number) * units[unit] for number, unit in zip(words[1::2], words[2::2], strict=True))
        for words in (text.split() for text in lengths)
        if "under" not in words
    ]
    assert len(minutes) > 10
    assert minutes == sorted(minutes, reverse=True)


def test_more_is_shown_on_demand_and_the_keyboard_goes_on_there(
    page: "Page", site: tuple[BuiltSite, Archive]
) -> None:
    open_list(page, site, "sort=severity")
    wait_for(page, "121 incidents")
    page.get_by_role("button", name="Show 21 more").press("Enter")

    assert len(ids(page)) == 121
    focused = page.evaluate("[...document.querySelectorAll('#found .title')].indexOf(document.activeElement)")
    assert focused == 100


def test_on_a_telephone_the_filters_are_folded_away(site: tuple[BuiltSite, Archive], page: "Page") -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    open_list(page, site)
    assert not page.locator("[name=severity]").is_visible()
    page.locator("#filters summary").press("Enter")
    page.locator("[name=severity]").select_option("P1")
    wait_for(page, f"{number_of(site, severity='P1')} of 121 incidents")
    assert page.locator("#filters summary").inner_text() == "Filters (1)"
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.set_viewport_size({"width": 1280, "height": 900})


def test_nothing_moves_when_the_script_takes_over(page: "Page", site: tuple[BuiltSite, Archive]) -> None:
    page.add_init_script(
        "window.shifts = 0; new PerformanceObserver(list => list.getEntries().forEach(e => { window.shifts += e.value }))"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    for query in ("", "severity=P1&month=2025-03"):
        open_list(page, site, query)
        page.wait_for_timeout(300)
        assert page.evaluate("window.shifts") < 0.02, query


def test_without_a_script_every_incident_is_there_and_no_filter(
    page: "Page", site: tuple[BuiltSite, Archive]
) -> None:
    context = browser_of(page).new_context(java_script_enabled=False)
    plain = context.new_page()
    open_list(plain, site, "severity=P1")
    assert plain.locator(".incident-line:visible").count() == 121
    assert not plain.locator("#filters").is_visible()
    context.close()


def test_a_list_that_cannot_be_read_leaves_the_list_of_the_build(
    page: "Page", site: tuple[BuiltSite, Archive]
) -> None:
    context = browser_of(page).new_context()
    context.route("**/assets/list/*", lambda route: route.abort())
    cut = context.new_page()
    open_list(cut, site, "severity=P1")
    cut.wait_for_function("document.getElementById('count').textContent.startsWith('The list cannot be filtered')")
    assert cut.locator("#by-month .incident-line:visible").count() == 121
    context.close()


def test_the_board_shows_one_severity_at_once_and_keeps_it(page: "Page", site: tuple[BuiltSite, Archive]) -> None:
    unclosed = [record for record in site[1].incidents if record.incident.status != "closed"]
    wanted = {record.id for record in unclosed if record.incident.severity == "P1"}
    words = f"{len(wanted)} of {len(unclosed)} incidents"
    page.goto((site[0].folder / "board/index.html").as_uri())
    every = page.locator(".board-card:visible").count()
    page.locator("main [name=severity]").select_option("P1")
    wait_for(page, words)
    assert page.url.endswith("/board/index.html?severity=P1")

    page.reload()

    wait_for(page, words)
    assert set(page.locator(".board-card:visible .id").all_inner_texts()) == wanted
    page.go_back()
    assert page.locator(".board-card:visible").count() == every == len(unclosed)


def browser_of(page: "Page") -> "Browser":
    browser = page.context.browser
    assert browser
    return browser

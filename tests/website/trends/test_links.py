"""A number leads to exactly that many incidents, and a mark to those behind it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from incitrack.metrics.evidence import Evidence
from incitrack.model.times import parse_time
from incitrack.records.archive import read_archive
from incitrack.rendering.markdown import Renderer
from incitrack.website.contents import contents_of
from incitrack.website.look.templates import find_templates
from incitrack.website.page import Page
from incitrack.website.pages.month_page import month_pages
from incitrack.website.pages.overview_page import overview_page
from incitrack.website.pages.service_page import service_pages
from incitrack.website.pages.services_page import services_page
from incitrack.website.pages.trends_page import trends_page
from incitrack.website.parts.month_lists import MonthLists
from incitrack.website.render import Site
from incitrack.website.reuse.ingredients import Ingredients
from incitrack.website.trends.grounds import Grounds
from tests.website.listing.varied_archive import varied_archive
from tests.website.trends.reading import FilteredLink, Lists, filtered_links

NOW = "2026-11-20T17:00Z"


@pytest.fixture(scope="module", params=[1, 7])
def built(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, str], Lists]:
    """The pages of figures of a random archive by path, and what its list shows."""
    root = varied_archive(tmp_path_factory.mktemp("linked"), count=110, seed=request.param)
    severity, services = root / "policies/severity.yaml", root / "policies/services.yaml"
    severity.write_text(severity.read_text().replace("name: High,", "name: High, downtime: true,"))
    services.write_text(services.read_text().replace("team: front}", "team: front, availability: 99.5}"))
    contents = contents_of(read_archive(root), parse_time(NOW), None)
    site = Site(root, contents, find_templates(root), Renderer())
    pages = {page.path: site.page(page).content.decode() for page in _pages(Grounds(contents))}
    return pages, Lists(Evidence(contents.archive, contents.now))


def _pages(grounds: Grounds) -> Iterator[Page]:
    contents = grounds.contents
    yield overview_page(contents, MonthLists(contents))
    yield trends_page(grounds, bytes)
    yield from month_pages(grounds, Ingredients(contents, b""))
    yield services_page(grounds)
    for key, service in (contents.policies.services.services or {}).items():
        yield from service_pages(grounds, MonthLists(contents), Ingredients(contents, b""), key, service)


def _links(built: tuple[dict[str, str], Lists]) -> Iterator[tuple[str, FilteredLink, int]]:
    pages, lists = built
    for path, html in pages.items():
        for link in filtered_links(html):
            yield path, link, lists.count(link.filters)


def test_every_number_that_is_a_link_leads_to_exactly_so_many_incidents(
    built: tuple[dict[str, str], Lists],
) -> None:
    wrong, followed = [], 0
    for path, link, found in _links(built):
        if number := re.search(r"\d[\d,]*", link.text):
            followed += 1
            if int(number[0].replace(",", "")) != found:
                wrong.append((path, link, found))
    assert wrong == []
    assert followed > 500


def test_every_mark_leads_to_incidents_and_one_that_counts_them_to_as_many(
    built: tuple[dict[str, str], Lists],
) -> None:
    wrong, followed = [], 0
    for path, link, found in _links(built):
        if not link.title:
            continue
        followed += 1
        counts = re.search(
            r": (\d+)(?: \S+ (?:Critical|High|Medium)| X9|$| of \d+ came again| in all)", link.title
        )
        if found == 0 or (counts and int(counts[1]) != found):
            wrong.append((path, link, found))
    assert wrong == []
    assert followed > 500


def test_the_marks_of_every_chart_lead_somewhere(built: tuple[dict[str, str], Lists]) -> None:
    charts = {link.section for path, link, _ in _links(built) if path == "trends/index.html" and link.title}
    assert charts == {
        "incidents",
        "to-acknowledge",
        "to-mitigate",
        "to-resolve",
        "clocks",
        "services",
        "causes",
        "factors",
        "recurrence",
        "actions",
        "signals",
        "signals-resolve",
        "hours",
    }


def test_no_count_of_incidents_stands_without_its_link(built: tuple[dict[str, str], Lists]) -> None:
    html = built[0]["trends/index.html"]
    table = html[html.index("Incidents by month and severity</caption>") :].partition("</table>")[0]
    bare = re.findall(r'<td class="right">(\d+)</td>', table)
    assert set(bare) == {"0"}


def test_nothing_is_linked_that_would_show_nothing(built: tuple[dict[str, str], Lists]) -> None:
    assert [link for _, link, found in _links(built) if found == 0] == []


def test_the_same_archive_gives_the_same_pages(tmp_path: Path) -> None:
    root = varied_archive(tmp_path, count=40)
    found = []
    for _ in range(2):
        contents = contents_of(read_archive(root), parse_time(NOW), None)
        site = Site(root, contents, find_templates(root), Renderer())
        found.append([site.page(page) for page in _pages(Grounds(contents))])
    assert found[0] == found[1]

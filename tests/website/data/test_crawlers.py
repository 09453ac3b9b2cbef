"""What crawlers are told."""

from pathlib import Path
from xml.etree.ElementTree import fromstring

from incitrack.website.data.crawlers import sitemap_files
from incitrack.website.page import Page
from tests.builders import write
from tests.website.built_site import BuiltSite, build

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def addresses(content: bytes) -> list[str]:
    return [element.text or "" for element in fromstring(content).iter(f"{SPACE}loc")]  # noqa: S314 - our own


def test_a_site_for_the_team_asks_not_to_be_found(own_site: BuiltSite) -> None:
    assert "Disallow: /\n" in (own_site.folder / "robots.txt").read_text()
    for page in own_site.pages.values():
        assert {"name": "robots", "content": "noindex"} in page.all("meta"), page.path


def test_there_is_a_sitemap_of_every_page_where_the_sites_address_is_known(root: Path) -> None:
    build(root)
    site = BuiltSite(root.parent / "site")
    assert "sitemap.xml" not in site.files

    write(root, "incitrack.yaml", "site: {url: 'https://status.example/x/'}\n")
    build(root)

    found = addresses((site.folder / "sitemap.xml").read_bytes())
    assert sorted(found) == sorted(
        f"https://status.example/x/{path.removesuffix('index.html')}" for path in site.pages
    )


def test_more_than_a_sitemap_may_hold_are_several_with_an_index() -> None:
    def no_view(*_: object) -> None: ...

    pages = [Page(f"incidents/INC-2026-{number}/index.html", "x", "x", no_view) for number in range(50_001)]

    index, *parts = sitemap_files(pages, "https://a.example")

    assert addresses(index.content()) == [f"https://a.example/{part.path}" for part in parts]
    assert [len(addresses(part.content())) for part in parts] == [50_000, 1]
    assert addresses(parts[1].content()) == ["https://a.example/incidents/INC-2026-50000/"]

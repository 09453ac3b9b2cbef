"""What crawlers are told: which pages there are, where the site's address is known, and what they may keep."""

from collections.abc import Iterator, Sequence
from functools import partial
from html import escape
from typing import Final
from urllib.parse import quote

from incitrack.website.addresses import MISSING, absolute
from incitrack.website.page import DataFile, Page

_MOST: Final = 50_000
"""So many addresses one sitemap may hold; of more there are several, and `sitemap.xml` is their index."""
_HEAD: Final = '<?xml version="1.0" encoding="utf-8"?>\n'
_SPACE: Final = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

ROBOTS: Final = b"""\
# For the team alone: each page says noindex as well.
User-agent: *
Disallow: /
"""
PUBLIC_ROBOTS: Final = b"""\
User-agent: *
Allow: /
"""


def robots_file() -> DataFile:
    """`robots.txt` of a site that is for the team itself."""
    return DataFile("robots.txt", lambda: ROBOTS)


def public_robots_file(site: str | None) -> DataFile:
    """`robots.txt` of a site that is for everyone; it names the sitemap where there is one."""
    sitemap = f"Sitemap: {absolute(site, 'sitemap.xml')}\n".encode() if site else b""
    return DataFile("robots.txt", lambda: PUBLIC_ROBOTS + sitemap)


def sitemap_files(pages: Sequence[Page], site: str | None) -> Iterator[DataFile]:
    """`sitemap.xml`; nothing where the site's address is not known, since a sitemap holds whole addresses."""
    if not site:
        return
    found = [absolute(site, quote(page.path.removesuffix("index.html"))) for page in pages if page.path != MISSING]
    parts = [found[start : start + _MOST] for start in range(0, len(found), _MOST)]
    if len(parts) == 1:
        yield DataFile("sitemap.xml", partial(_sitemap, parts[0]))
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield DataFile("sitemap.xml", partial(_index, [absolute(site, name) for name in names]))
    for name, part in zip(names, parts, strict=True):
        yield DataFile(name, partial(_sitemap, part))


def _sitemap(addresses: Sequence[str]) -> bytes:
    urls = "".join(f"<url><loc>{escape(address, quote=False)}</loc></url>\n" for address in addresses)
    return f"{_HEAD}<urlset {_SPACE}>\n{urls}</urlset>\n".encode()


def _index(addresses: Sequence[str]) -> bytes:
    parts = "".join(f"<sitemap><loc>{escape(address, quote=False)}</loc></sitemap>\n" for address in addresses)
    return f"{_HEAD}<sitemapindex {_SPACE}>\n{parts}</sitemapindex>\n".encode()

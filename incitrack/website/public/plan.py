"""Which pages and files a public site has: no other address shows anything of a record."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Final

from incitrack.model.times import format_time
from incitrack.reports.json_text import to_compact_json
from incitrack.website.addresses import BUILD, STATUS
from incitrack.website.data.crawlers import public_robots_file, sitemap_files
from incitrack.website.page import DataFile, Page, Surroundings
from incitrack.website.pages.missing_page import missing_page
from incitrack.website.public.contents import PublicContents
from incitrack.website.public.feed import public_feed_file
from incitrack.website.public.front_page import front_page
from incitrack.website.public.incident_page import public_incident_page
from incitrack.website.public.status_page import status_pages

FOR_EVERYONE: Final = Surroundings(sections=(("Status", STATUS),), data=(), home=STATUS, robots="", search="")


def public_pages(contents: PublicContents) -> Iterator[Page]:
    """Every page that everyone may read."""
    yield front_page()
    yield from status_pages(contents)
    for incident in contents.incidents:
        yield public_incident_page(contents, incident)
    yield missing_page((("Status", STATUS),))


def public_files(contents: PublicContents, pages: Sequence[Page]) -> Iterator[DataFile]:
    """Everything else, but for what every page loads."""
    site = contents.frame.policies.settings.site.url
    yield public_feed_file(contents)
    yield public_robots_file(site)
    yield from sitemap_files(pages, site)
    yield DataFile(BUILD, lambda: _build(contents))


def _build(contents: PublicContents) -> bytes:
    """The moment of the build as the pages say it, and a digest that only what the public may know can change."""
    digest = sha256(repr(contents.incidents).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return to_compact_json({"built": format_time(contents.now), "digest": digest}).encode()

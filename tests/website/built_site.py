"""A built site as tests look at it: its pages, their parts, and where their links lead."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from posixpath import dirname, join, normpath
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

from incitrack.model.times import parse_time
from incitrack.records.archive import read_archive
from incitrack.records.cache_file import cache_folder
from incitrack.website.audience import Audience
from incitrack.website.build import Built, build_site
from incitrack.website.reuse.last_build import before_build
from tests.rendering.html_reader import ReadHtml

NOW = "2026-11-20T17:00Z"
_COMPILED = TemporaryDirectory(prefix="compiled-templates-", ignore_cleanup_errors=True)


def build(
    root: Path,
    out: Path | None = None,
    *,
    now: str = NOW,
    jobs: int = 1,
    with_search: bool = False,
    audience: Audience = Audience.INTERNAL,
) -> Built:
    """Build the archive under `root` into `out`, or into `site` beside it."""
    before, at = before_build(root, out or root.parent / "site"), parse_time(now)
    with _compiled_before(root):
        return build_site(
            lambda: read_archive(root), before, at, jobs=jobs, with_search=with_search, audience=audience
        )


@contextmanager
def _compiled_before(root: Path) -> Iterator[None]:
    """Templates that an earlier test's build compiled are not compiled again: it takes thrice as long as the build."""
    kept, here = Path(_COMPILED.name) / "templates", cache_folder(root) / "templates"
    with suppress(OSError):  # a test may take rights away
        if not here.exists():
            shutil.copytree(kept, here)
    yield
    with suppress(OSError):
        if not kept.exists():
            shutil.copytree(here, kept)


class SitePage:
    """One page; `path` from the site's top."""

    def __init__(self, site: "BuiltSite", path: str) -> None:
        self.site = site
        self.path = path
        self.html = (site.folder / path).read_bytes().decode()

    @cached_property
    def read(self) -> ReadHtml:
        return ReadHtml(self.html)

    @cached_property
    def text(self) -> str:
        """The words of the page without its head, white space as one space."""
        return " ".join(ReadHtml(self.html[self.html.index("<body>") :]).text.split())

    @property
    def title(self) -> str:
        return self.html.partition("<title>")[2].partition("</title>")[0]

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [given for name, given in self.read.tags if name == tag]

    @property
    def scripts_are_own(self) -> bool:
        """Whether every script is a file among the site's assets, or data."""
        up = "../" * self.path.count("/")
        return all(
            (
                given == {"src": given.get("src"), "defer": given.get("defer"), "blocking": "render"}
                and str(given["src"]).startswith(f"{up}assets/")
            )
            or given.get("type") == "application/json"
            for given in self.all("script")
        )

    @property
    def ids(self) -> list[str]:
        return [str(given["id"]) for _, given in self.read.tags if "id" in given]

    @property
    def internal(self) -> list[tuple[str, str]]:
        """(path, fragment) of every link, form, style sheet and icon within the site."""
        found = []
        for name, given in self.read.tags:
            address = given.get({"a": "href", "link": "href", "form": "action"}.get(name, "src"))
            if address is None:
                continue
            parts = urlsplit(address)
            if not parts.scheme:
                here = normpath(join(dirname(self.path), unquote(parts.path))) if parts.path else self.path
                found.append((here, parts.fragment))
        return found

    @property
    def external(self) -> list[str]:
        return [address for address in self.read.addresses if urlsplit(address).scheme]


class BuiltSite:
    """Every page of a folder; `missing` is the one that a server shows in place of what is not there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
        pages = {path: SitePage(self, path) for path in sorted(self.files) if path.endswith(".html")}
        self.missing = pages.pop("404.html", None)
        self.pages = pages

    def __getitem__(self, path: str) -> SitePage:
        return self.pages[f"{path}index.html" if path == "" or path.endswith("/") else path]

    @property
    def styles(self) -> str:
        return next(self.folder.glob("assets/site.*.css")).read_text()

    def bytes(self) -> dict[str, bytes]:
        return {path: (self.folder / path).read_bytes() for path in self.files}

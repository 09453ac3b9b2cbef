"""A page: where it lies, which template renders it, and the frame that every page shares."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
from typing import Any, Final

from incitrack.model.times import format_time
from incitrack.website.addresses import (
    ACTIONS,
    API,
    BOARD,
    CALENDAR,
    FEED,
    INCIDENTS,
    OVERVIEW,
    POLICIES,
    POSTMORTEMS,
    REPORT,
    SEARCH,
    SERVICES,
    TRENDS,
)
from incitrack.website.describe import Describer
from incitrack.website.look.assets import EVERYWHERE, SCRIPTS, Assets
from incitrack.website.prose import Prose
from incitrack.website.views.words import LinkView, MomentView

CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'"
)
MadeOf = Callable[[], bytes]
FIGURES: Final = "figures"
"""Together is made what draws on the figures of the whole archive."""
MONTHS: Final = "months"
"""Together are made the reviews of the months, which share less of them."""
_TITLE_LENGTH: Final = 70

_SECTIONS: Final = (
    ("Overview", OVERVIEW),
    ("Incidents", INCIDENTS),
    ("Board", BOARD),
    ("Actions", ACTIONS),
    ("Postmortems", POSTMORTEMS),
    ("Services", SERVICES),
    ("Trends", TRENDS),
    ("Policies", POLICIES),
    ("Report", REPORT),
)
_DATA: Final = (
    FEED,
    CALENDAR,
    f"{API}incidents.json",
    f"{API}actions.json",
    f"{API}clocks.json",
    f"{API}metrics.json",
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every page of a site leads to, and what search engines are told, "" for nothing.

    `sections` are (text, path) of the navigation, `home` is the page behind the site's name, `search` the page
    that the box on each page leads to, "" where there is none. `data` are the paths of what is for programs.
    """

    sections: tuple[tuple[str, str], ...] = _SECTIONS
    data: tuple[str, ...] = _DATA
    home: str = OVERVIEW
    robots: str = "noindex"
    search: str = SEARCH


FOR_THE_TEAM: Final = Surroundings()


@dataclass(frozen=True, slots=True)
class NavigationView:
    """An entry of the navigation; `is_current` for the page itself, `is_inside` for a page under it too."""

    text: str
    href: str
    is_current: bool
    is_inside: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What `base.html` needs: `title` is unlike every other page's, `home` and the rest are addresses.

    `up` leads to the site's top: "", or `../` as often as needed. `policy` is the content security policy,
    `robots` what search engines are told, "" for nothing. `search` is where the box on each page leads, "" where
    there is none. `data` leads to what is for programs, none on a site for everyone. `now` is the moment of the
    build, None on a page that would read the same at any later one.
    """

    title: str
    site: str
    policy: str
    up: str
    home: str
    stylesheet: str
    scripts: tuple[str, ...]
    icon: str
    feed: str
    robots: str
    search: str
    navigation: tuple[NavigationView, ...]
    data: tuple[LinkView, ...]
    now: MomentView | None
    zone: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be built.

    `path` is relative to the site's top; `name` is unlike every other page's and begins the title, `about` goes on
    where there is more to say; `view` makes what the template is given. `of_now` says that the page tells the
    present; where it is False, it does if its view asks for it. `made_of` gives a digest of what it is made of
    beside what every page is made of; None where that is not known. What is `together` under one word is made by
    one process, as it shares what is costly to work out. `scripts` are what it needs beside what every page runs:
    list or search. `form_host` is the host that a form of the page leads to,
    `https://github.com`, "" for the site itself.
    """

    path: str
    template: str
    name: str
    view: Callable[[Describer, Prose], Any]
    about: str = ""
    of_now: bool = True
    made_of: MadeOf | None = None
    together: str = ""
    scripts: tuple[str, ...] = ()
    form_host: str = ""


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of the site that is no page: its path, what makes its bytes, and the rest as of a page.

    `of_now` may be a question that is asked when the bytes are made.
    """

    path: str
    content: Callable[[], bytes]
    of_now: bool | Callable[[], bool] = True
    made_of: MadeOf | None = None
    together: str = ""


def frame_of(
    page: Page, describe: Describer, assets: Assets, surroundings: Surroundings = FOR_THE_TEAM, *, of_now: bool
) -> Frame:
    """The frame around a page, which says the moment of the build where the page is one `of_now`."""
    contents, links = describe.contents, describe.links
    site = contents.policies.settings.site.title
    return Frame(
        title=_title(page, site),
        site=site,
        policy=_policy(page),
        up=links.up,
        home=links.to(surroundings.home),
        stylesheet=links.to(assets.stylesheet.path),
        scripts=tuple(
            links.to(assets.scripts[name].path) for name in SCRIPTS if name in (EVERYWHERE, *page.scripts)
        ),
        icon=links.to(assets.icon.path),
        feed=links.to(FEED),
        robots=surroundings.robots,
        search=links.to(surroundings.search) if surroundings.search else "",
        navigation=tuple(
            NavigationView(text, links.to(path), page.path == path, _is_inside(page.path, path))
            for text, path in surroundings.sections
        ),
        data=tuple(LinkView(path.rpartition("/")[2], links.to(path)) for path in surroundings.data),
        now=_to_the_minute(describe, contents.now) if of_now else None,
        zone=contents.zone.key,
    )


def _policy(page: Page) -> str:
    if not page.form_host:
        return CONTENT_SECURITY_POLICY
    return CONTENT_SECURITY_POLICY.replace("form-action 'self'", f"form-action {page.form_host}")


def _to_the_minute(describe: Describer, now: datetime) -> MomentView:
    """The moment of the build: exact for programs, to the minute for people."""
    return replace(describe.moment(now.replace(second=0, microsecond=0)), iso=format_time(now))


def _title(page: Page, site: str) -> str:
    """The name, what it is about, the site: as much as a list of results shows, and the name in any case."""
    whole = f"{page.name}: {page.about}" if page.about else page.name
    if len(escape(f"{whole} · {site}")) <= _TITLE_LENGTH:
        return f"{whole} · {site}"
    kept = len(whole)
    while len(escape(whole[:kept])) >= _TITLE_LENGTH and kept > len(page.name):
        kept -= 1
    return whole if kept == len(whole) else f"{whole[:kept].rstrip()}…"


def _is_inside(page: str, section: str) -> bool:
    folder = section.removesuffix("index.html")
    return page == section or (folder != "" and page.startswith(folder))

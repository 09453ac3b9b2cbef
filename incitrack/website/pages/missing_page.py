"""The page for an address where nothing is: it may be shown at any depth, so that it leans on no other file."""

from base64 import b64encode
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Final

from markupsafe import Markup

from incitrack.website.addresses import INCIDENTS, MISSING, OVERVIEW, absolute
from incitrack.website.describe import Describer
from incitrack.website.page import CONTENT_SECURITY_POLICY, Page
from incitrack.website.prose import Prose
from incitrack.website.views.words import LinkView

STYLE: Final = """
:root { color-scheme: light dark; }
body { margin: 0; font: 1.0625rem/1.55 system-ui, sans-serif; background: Canvas; color: CanvasText; }
body { background: light-dark(#f6f5f1, #0e1116); color: light-dark(#1b2026, #e4e7eb); }
main { max-width: 40rem; margin: 0 auto; padding: 12vh 1.25rem; }
h1 { font-size: 2rem; line-height: 1.2; }
a { color: LinkText; color: light-dark(#174f9e, #8fb7f7); }
a:focus-visible { outline: 3px solid; outline-offset: 2px; }
.skip { position: absolute; left: 0.5rem; top: -4rem; padding: 0.5rem 1rem; background: Canvas; }
.skip:focus { top: 0.5rem; }
"""

Places = tuple[tuple[str, str], ...]
_PLACES: Final[Places] = (("Overview", OVERVIEW), ("Incidents", INCIDENTS))


@dataclass(frozen=True, slots=True)
class MissingView:
    """What the page says. `style` stands in the page itself, and `policy` allows that and nothing else.

    `links` lead into the site by whole addresses; there are none where the settings do not say where it stands.
    """

    policy: str
    style: Markup
    links: tuple[LinkView, ...]


def missing_page(places: Places = _PLACES) -> Page:
    """`404.html`, which web servers and Git hosts show in place of what is not there.

    `places` are (text, path) of where to go on from it.
    """
    view = partial(_view, places)
    return Page(MISSING, "404.html", "Nothing is here", view, of_now=False, made_of=STYLE.encode)


def _view(places: Places, describe: Describer, _: Prose) -> MissingView:
    site = describe.contents.policies.settings.site.url
    return MissingView(
        policy=policy_for(STYLE),
        style=Markup(STYLE),  # noqa: S704 - a constant of the program
        links=tuple(LinkView(text, absolute(site, path)) for text, path in (places if site else ())),
    )


def policy_for(style: str) -> str:
    """The content security policy of a page that holds this style, loads nothing and runs nothing.

    Its icon is empty and stands in the page, since a browser that is told of none asks the server for one.
    """
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return (
        CONTENT_SECURITY_POLICY.replace("style-src 'self'", f"style-src 'sha256-{digest}'")
        .replace("script-src 'self' 'wasm-unsafe-eval'", "script-src 'none'")
        .replace("img-src 'self'", "img-src data:")
    )

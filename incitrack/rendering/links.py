"""Which addresses may become links: http, https and mailto, and the site's own pages; nothing else."""

import re
from typing import Final

from incitrack.model.words import LINK

_OWN_PAGE: Final = re.compile(r"(?:\.\./)+(?:[A-Za-z0-9-]+/)*index\.html(?:#[A-Za-z0-9-]+)?")


def is_allowed_link(address: str) -> bool:
    """Whether a record's text may lead there: `http://host…`, `https://host…` or `mailto:…`, not `//host`."""
    return LINK.fullmatch(address) is not None


def is_own_page(address: str) -> bool:
    """Whether it is a relative link to a page of the site, as the site itself writes them."""
    return _OWN_PAGE.fullmatch(address) is not None

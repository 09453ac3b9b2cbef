"""Where a forge lets one open a pull request for a branch, told from the address of the remote alone."""

from typing import assert_never
from urllib.parse import quote

from incitrack.records.web_place import Forge, web_place


def pull_request_url(address: str, branch: str, *, into: str) -> str | None:
    """The page on which a pull request for `branch` is opened; None for a forge that the host does not tell.

    `into` is the branch that it is to go into, for those that ask.
    """
    place = web_place(address)
    if place is None or place.forge is None:
        return None
    match place.forge:
        case Forge.GITHUB:
            return f"{place.url}/pull/new/{quote(branch)}"
        case Forge.GITLAB:
            asked = f"merge_request%5Bsource_branch%5D={quote(branch, safe='')}"
            return f"{place.url}/-/merge_requests/new?{asked}"
        case Forge.FORGEJO:
            return f"{place.url}/compare/{quote(into)}...{quote(branch)}"
        case Forge.BITBUCKET:
            return f"{place.url}/pull-requests/new?source={quote(branch, safe='')}"
        case _:
            assert_never(place.forge)

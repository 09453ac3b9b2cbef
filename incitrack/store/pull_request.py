"""Where a forge lets one open a pull request for a branch, told from the address of the remote alone."""

import re
from typing import Final, NamedTuple
from urllib.parse import quote, urlsplit

_SCP_LIKE: Final = re.compile(r"(?:[^@/:\s]+@)?([A-Za-z0-9.-]+):(?!//)(.+)")
_HOST: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
_SSH_HOSTS: Final = {
    "ssh.github.com": "github.com",
    "altssh.gitlab.com": "gitlab.com",
    "altssh.bitbucket.org": "bitbucket.org",
}
"""Hosts that take SSH on the port of HTTPS, and where their pages are."""


class Place(NamedTuple):
    """A repository on the web: `https`, the host with its port, and the path, such as `acme/records`."""

    scheme: str
    host: str
    path: str


def pull_request_url(address: str, branch: str, *, into: str) -> str | None:
    """The page on which a pull request for `branch` is opened; None for a forge that the host does not tell.

    GitHub, GitLab, Gitea, Forgejo and Bitbucket; `into` is the branch that it is to go into, for those that ask.
    """
    place = place_of(address)
    if place is None:
        return None
    web = f"{place.scheme}://{place.host}/{quote(place.path, safe='/~')}"
    if "github" in place.host:
        return f"{web}/pull/new/{quote(branch)}"
    if "gitlab" in place.host:
        return f"{web}/-/merge_requests/new?merge_request%5Bsource_branch%5D={quote(branch, safe='')}"
    if "bitbucket" in place.host:
        return f"{web}/pull-requests/new?source={quote(branch, safe='')}"
    if any(name in place.host for name in ("gitea", "forgejo", "codeberg")):
        return f"{web}/compare/{quote(into)}...{quote(branch)}"
    return None


def place_of(address: str) -> Place | None:
    """The repository's place on the web, without credentials; None for a folder, or what is no address."""
    if "://" in address:
        return _of_url(address)
    found = _SCP_LIKE.fullmatch(address)
    return _place("https", found[1], found[2]) if found else None


def _of_url(address: str) -> Place | None:
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    if parts.scheme in {"http", "https"}:
        return _place(parts.scheme, f"{host}:{port}" if port else host, parts.path)
    if parts.scheme in {"ssh", "git", "git+ssh", "ssh+git"}:  # its port is not the one of the pages
        return _place("https", host, parts.path)
    return None


def _place(scheme: str, host: str, path: str) -> Place | None:
    name, _, port = host.lower().partition(":")
    path = path.strip("/").removesuffix(".git")
    if not _HOST.fullmatch(name) or not path.isprintable() or "/" not in path:
        return None
    known = _SSH_HOSTS.get(name, name)
    return Place(scheme, f"{known}:{port}" if port else known, path)

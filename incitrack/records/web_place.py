"""Where a repository is on the web, and at which forge, told from a remote's address as Git has it."""

import re
from enum import StrEnum
from typing import Final, NamedTuple
from urllib.parse import urlsplit

_SCP_LIKE: Final = re.compile(r"(?:[^@/:\s]+@)?([A-Za-z0-9.-]+):(?!//)(.+)")
_HOST: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
_PATH: Final = re.compile(r"(?!\.\.?/)[\w.~-]+(?:/(?!\.\.?(?:/|$))[\w.~-]+)+", re.ASCII)
_SSH_HOSTS: Final = {
    "ssh.github.com": "github.com",
    "altssh.gitlab.com": "gitlab.com",
    "altssh.bitbucket.org": "bitbucket.org",
}
"""Hosts that take SSH on the port of HTTPS, and where their pages are."""


class Forge(StrEnum):
    """The forges whose pages are known; Gitea's are as Forgejo's. Bitbucket is the one at bitbucket.org alone."""

    GITHUB = "github"
    GITLAB = "gitlab"
    FORGEJO = "forgejo"
    BITBUCKET = "bitbucket"


_WORDS: Final = {
    Forge.GITHUB: ("github",),
    Forge.GITLAB: ("gitlab",),
    Forge.FORGEJO: ("forgejo", "codeberg", "gitea"),
    Forge.BITBUCKET: ("bitbucket.org",),
}


class WebPlace(NamedTuple):
    """A repository on the web: `https` or `http`, the host with its port, and the path, such as `acme/records`."""

    scheme: str
    host: str
    path: str

    @property
    def url(self) -> str:
        """Its page, without a slash at the end."""
        return f"{self.scheme}://{self.host}/{self.path}"

    @property
    def forge(self) -> Forge | None:
        """The forge that answers there; None where the host does not tell."""
        return forge_at(self.host)


def web_place(address: str) -> WebPlace | None:
    """The place of a remote's repository; None for a folder, or what is no address of a host.

    What may stand in such an address and is nobody's business, a user's name or a token, is left out.
    """
    if "://" in address:
        return _of_url(address)
    found = _SCP_LIKE.fullmatch(address)
    return _place("https", found[1], found[2]) if found else None


def forge_at(host: str) -> Forge | None:
    """The forge that the name of a host tells."""
    return next((forge for forge, words in _WORDS.items() if any(word in host.lower() for word in words)), None)


def _of_url(address: str) -> WebPlace | None:
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    if parts.scheme in {"http", "https"}:
        return _place(parts.scheme, host, parts.path, f":{port}" if port else "")
    if parts.scheme in {"ssh", "git", "git+ssh", "ssh+git"}:  # its port is not the one of the pages
        return _place("https", host, parts.path)
    return None


def _place(scheme: str, host: str, path: str, port: str = "") -> WebPlace | None:
    host, path = host.lower(), path.strip("/").removesuffix(".git")
    if not _HOST.fullmatch(host) or not _PATH.fullmatch(path):
        return None
    return WebPlace(scheme, _SSH_HOSTS.get(host, host) + port, path)

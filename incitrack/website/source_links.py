"""Links from a page to its source: the file and its history on the host of the repository."""

import re
from enum import StrEnum
from typing import Final, NamedTuple
from urllib.parse import quote, urlsplit

_SCP: Final = re.compile(r"(?:[\w.-]+@)?([\w.-]+):(?!//)/?(.+)")
_NAME: Final = re.compile(r"[\w.~-]+(?:/[\w.~-]+)+")


class Host(StrEnum):
    """The Git hosts whose addresses are known."""

    GITHUB = "github"
    GITLAB = "gitlab"
    FORGEJO = "forgejo"


_FILE: Final = {Host.GITHUB: "blob/{}", Host.GITLAB: "-/blob/{}", Host.FORGEJO: "src/branch/{}"}
_HISTORY: Final = {Host.GITHUB: "commits/{}", Host.GITLAB: "-/commits/{}", Host.FORGEJO: "commits/branch/{}"}


class Repository(NamedTuple):
    """Where a repository can be looked at: its address without a slash at the end, its host, a branch."""

    address: str
    host: Host
    branch: str

    def file(self, path: str) -> str:
        """The page of a file, `path` relative to the repository's root."""
        return f"{self.address}/{_FILE[self.host].format(quote(self.branch))}/{quote(path)}"

    def history(self, path: str) -> str:
        """The page of the commits that changed a file."""
        return f"{self.address}/{_HISTORY[self.host].format(quote(self.branch))}/{quote(path)}"


def repository_of_remote(remote: str, branch: str) -> Repository | None:
    """The repository behind a remote's address as Git writes it; None where no known host answers there.

    What may stand in such an address and is nobody's business, a user name or a token, is left out.
    """
    if "://" in remote:
        try:
            parts = urlsplit(remote)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            return None
        web = parts.scheme in {"http", "https"}
        if not (web or parts.scheme in {"ssh", "git", "git+ssh"}):
            return None
        scheme = parts.scheme if web else "https"
        authority = f"{host}:{port}" if web and port else host
        name = parts.path.strip("/")
    elif found := _SCP.fullmatch(remote):
        scheme, host, authority, name = "https", found[1], found[1], found[2].strip("/")
    else:
        return None
    known = _host(host)
    name = name.removesuffix(".git")
    if known is None or not _NAME.fullmatch(name):
        return None
    return Repository(f"{scheme}://{authority}/{name}", known, branch)


def repository_at(address: str, branch: str) -> Repository:
    """The repository at an address that the settings name; a host whose name says nothing is like GitHub."""
    host = _host(urlsplit(address).hostname or "") or Host.GITHUB
    return Repository(address.rstrip("/").removesuffix(".git"), host, branch)


def _host(name: str) -> Host | None:
    for host, words in _WORDS.items():
        if any(word in name.lower() for word in words):
            return host
    return None


_WORDS: Final = {
    Host.GITHUB: ("github",),
    Host.GITLAB: ("gitlab",),
    Host.FORGEJO: ("forgejo", "codeberg", "gitea"),
}

"""Links from a page to its source: the file and its history at the forge of the repository."""

from typing import Final, NamedTuple
from urllib.parse import quote, urlsplit

from incitrack.records.web_place import Forge, forge_at, web_place

_FILE: Final = {
    Forge.GITHUB: "blob/{}",
    Forge.GITLAB: "-/blob/{}",
    Forge.FORGEJO: "src/branch/{}",
    Forge.BITBUCKET: "src/{}",
}
_HISTORY: Final = {
    Forge.GITHUB: "commits/{}",
    Forge.GITLAB: "-/commits/{}",
    Forge.FORGEJO: "commits/branch/{}",
    Forge.BITBUCKET: "history-node/{}",
}


class Repository(NamedTuple):
    """Where a repository can be looked at: its address without a slash at the end, its forge, a branch."""

    address: str
    forge: Forge
    branch: str

    def file(self, path: str) -> str:
        """The page of a file, `path` relative to the repository's root."""
        return f"{self.address}/{_FILE[self.forge].format(quote(self.branch))}/{quote(path)}"

    def history(self, path: str) -> str:
        """The page of the commits that changed a file."""
        return f"{self.address}/{_HISTORY[self.forge].format(quote(self.branch))}/{quote(path)}"


def repository_of_remote(remote: str, branch: str) -> Repository | None:
    """The repository behind a remote's address as Git has it; None where no known forge answers there."""
    place = web_place(remote)
    forge = place.forge if place else None
    return Repository(place.url, forge, branch) if place and forge else None


def repository_at(address: str, branch: str) -> Repository:
    """The repository at an address that the settings name; where the host tells no forge, it is like GitHub.

    A user's name and a password in the address are left out.
    """
    parts = urlsplit(address)
    plain = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    forge = forge_at(parts.hostname or "") or Forge.GITHUB
    return Repository(plain.rstrip("/").removesuffix(".git"), forge, branch)

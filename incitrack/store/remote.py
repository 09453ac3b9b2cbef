"""Where a branch goes: its remote, and the branch there that it follows."""

from typing import Final, NamedTuple

from incitrack.errors import GitError
from incitrack.printable import printable_line
from incitrack.store.repository import Repository

_KEYS: Final = r"^(branch\..*\.(remote|merge)|remote\..*\.(url|fetch))$"
_HEADS: Final = "refs/heads/"


class Upstream(NamedTuple):
    """The branch checked out, its remote, the remote's branch, and whether Git's configuration says so already."""

    local: str
    remote: str
    branch: str
    is_set: bool

    @property
    def tracking(self) -> str:
        """The ref that remembers where the remote's branch was seen last."""
        return f"refs/remotes/{self.remote}/{self.branch}"

    @property
    def shown(self) -> str:
        """`origin/main`, as Git and people write it, safe to print."""
        return printable_line(f"{self.remote}/{self.branch}")


def find_upstream(repository: Repository) -> Upstream:
    """The branch's own upstream, else the same name on the only remote, or on `origin`.

    Raises:
        GitError: HEAD is detached, or there is no remote, or several of which none is meant.
    """
    local = branch_checked_out(repository)
    config = _configuration(repository)
    remotes = _remotes(config)
    remote = config.get(f"branch.{local}.remote", "")
    merge = config.get(f"branch.{local}.merge", "")
    if remote in remotes and merge.startswith(_HEADS):
        return Upstream(local, remote, merge.removeprefix(_HEADS), is_set=True)
    return Upstream(local, only_remote(repository, remotes, of=local), local, is_set=False)


def only_remote(repository: Repository, remotes: list[str] | None = None, *, of: str = "the branch") -> str:
    """The name of the only remote, or `origin` of several.

    Raises:
        GitError: there is none, or none of several is meant.
    """
    remotes = _remotes(_configuration(repository)) if remotes is None else remotes
    if not remotes:
        raise GitError(
            "this repository has no remote to sync with; your commits stay here",
            hint="git remote add origin ADDRESS",
        )
    if len(remotes) > 1 and "origin" not in remotes:
        names = printable_line(" and ".join(sorted(remotes)))
        raise GitError(
            f"there are several remotes, {names}, and none is the upstream of {printable_line(of)}",
            hint="name one: git push --set-upstream REMOTE BRANCH",
        )
    return "origin" if "origin" in remotes else remotes[0]


def branch_checked_out(repository: Repository) -> str:
    """The branch that HEAD is on, which need not have a commit yet.

    Raises:
        GitError: HEAD is detached.
    """
    answer = repository.git.run("symbolic-ref", "--quiet", "HEAD")
    name = answer.out.decode(errors="surrogateescape").removesuffix("\n")
    if answer.status != 0 or not name.startswith(_HEADS):
        raise GitError(
            "HEAD is detached, so there is no branch to sync",
            hint="git switch -c NAME makes a branch of it, git switch NAME goes to one",
        )
    return name.removeprefix(_HEADS)


def _configuration(repository: Repository) -> dict[str, str]:
    answer = repository.git.run("config", "--null", "--get-regexp", _KEYS)
    items = answer.out.decode(errors="surrogateescape").split("\0")
    return {key: value for key, _, value in (item.partition("\n") for item in items if item)}


def _remotes(config: dict[str, str]) -> list[str]:
    """Names of remotes. One that Git would take for an option or for several words of a ref is none of ours."""
    found = (key.removeprefix("remote.").removesuffix(".url") for key in config if key.endswith(".url"))
    return [name for name in found if name and not name.startswith("-") and name.isprintable() and " " not in name]

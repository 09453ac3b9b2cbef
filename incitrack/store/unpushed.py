"""The commits that a remote does not have yet: which files each of them changed, and from what to what."""

from typing import NamedTuple

from incitrack.store.porcelain import Porcelain


class Alteration(NamedTuple):
    """One file that a commit changed: `status` is Git's letter, `blob` what it is after, zeros where removed."""

    path: str
    status: str
    blob: str


class Unpushed(NamedTuple):
    """Commits in the order of their making, each with its parents, and what each changed."""

    parents: dict[str, tuple[str, ...]]
    alterations: tuple[Alteration, ...]

    @property
    def bases(self) -> list[str]:
        """The commits that they stand on."""
        every = (parent for parents in self.parents.values() for parent in parents)
        return [parent for parent in dict.fromkeys(every) if parent not in self.parents]

    def versions(self, path: str) -> set[str]:
        """The blobs that the file ever was."""
        return {each.blob for each in self.alterations if each.path == path and each.status != "D"}


def unpushed_commits(porcelain: Porcelain, head: str, remote: str) -> Unpushed:
    """The commits behind `head`, itself included, that no branch of the remote had when it was seen last."""
    listed = porcelain.ask(
        *("rev-list", "--topo-order", "--reverse", "--parents", head, "--not", f"--remotes={remote}")
    )
    lines = [line.split() for line in listed.decode().splitlines()]
    parents = {commit: tuple(its) for commit, *its in lines}
    return Unpushed(parents, _alterations(porcelain, list(parents)))


def versions_on(porcelain: Porcelain, remote: str, path: str) -> set[str]:
    """The blobs that a file ever was on any branch of the remote."""
    listed = porcelain.ask("rev-list", f"--remotes={remote}", "--", path).decode().split()
    changed = _alterations(porcelain, listed)
    return {each.blob for each in changed if each.path == path and each.status != "D"}


def _alterations(porcelain: Porcelain, commits: list[str]) -> tuple[Alteration, ...]:
    if not commits:
        return ()
    given = "".join(f"{commit}\n" for commit in commits).encode()
    listed = porcelain.ask(
        *("diff-tree", "--stdin", "-r", "-m", "-z", "--root", "--raw", "--no-renames", "--no-abbrev"), given=given
    )
    parts = iter(listed.decode(errors="surrogateescape").split("\0"))
    found = []
    for part in parts:
        if part.startswith(":"):
            *_, blob, status = part.split()
            found.append(Alteration(next(parts), status, blob))
    return tuple(found)

"""Which branch is the main one of a repository, bare ones too, and what its history ends in."""

from pathlib import Path
from typing import Final, NamedTuple

from incitrack.errors import GitError, UsageError
from incitrack.printable import printable_line
from incitrack.store.git import Git
from incitrack.store.merge_base import commit_of
from incitrack.store.porcelain import Porcelain

_USUAL: Final = ("main", "master")


class Line(NamedTuple):
    """A line of history: the short name of its branch, and the hashes that it ends in, here and at the remote."""

    name: str
    tips: tuple[str, ...]


def git_at(folder: Path, *, keep: frozenset[str] = frozenset()) -> Porcelain:
    """Git in a folder of a repository, which may be bare.

    Raises:
        GitError: it is in none, or in one that Git will not look into.
    """
    git = Porcelain(folder, keep=keep)
    answer = git.run("rev-parse", "--git-dir")
    if answer.status != 0:
        if "not a git repository" in answer.said:
            raise GitError(
                f"{folder} is not in a Git repository", hint="history is what Git keeps; run it in a clone"
            )
        git.ask("rev-parse", "--git-dir")
    return git


def is_shallow(git: Git | Porcelain) -> bool:
    """Whether the clone was cut, so that older commits are not there."""
    return git.ask("rev-parse", "--is-shallow-repository").strip() == b"true"


def line_of(git: Porcelain, revision: str) -> Line:
    """The line that a revision of the person's ends.

    Raises:
        UsageError: it names no commit; it is never taken for an option.
    """
    found = commit_of(git, revision)
    if found is None:
        raise UsageError(
            f"{printable_line(revision) or 'an empty text'} names no commit of this repository",
            hint="name a branch, a tag or a commit, and fetch it first where it is elsewhere: origin/main",
        )
    return Line(revision.removeprefix("refs/heads/").removeprefix("origin/"), (found,))


def main_line(git: Porcelain) -> Line:
    """The main branch: what `origin` calls its own, else main or master, else what is checked out.

    In a bare repository it is what HEAD names. It ends in the branch here, and in what `origin` had when it was
    last fetched.

    Raises:
        GitError: nothing is committed yet.
    """
    is_bare = git.ask("rev-parse", "--is-bare-repository").strip() == b"true"
    names = () if is_bare else (_branch_of(git, "refs/remotes/origin/HEAD", "refs/remotes/origin/"), *_USUAL)
    for name in (*names, _branch_of(git, "HEAD", "refs/heads/"), *_USUAL):
        if name and (tips := _tips(git, name)):
            return Line(name, tips)
    head = commit_of(git, "HEAD")
    if head is None:
        raise GitError("nothing is committed in this repository yet", hint="there is no history to look at")
    return Line("HEAD", (head,))


def head_branch(git: Porcelain) -> str | None:
    """The branch that HEAD names, whether or not it has a commit; None where HEAD is detached."""
    return _branch_of(git, "HEAD", "refs/heads/")


def _branch_of(git: Porcelain, reference: str, prefix: str) -> str | None:
    answer = git.run("symbolic-ref", "--quiet", reference)
    written = answer.out.decode(errors="surrogateescape").strip()
    return written.removeprefix(prefix) if answer.status == 0 and written.startswith(prefix) else None


def _tips(git: Porcelain, name: str) -> tuple[str, ...]:
    found = (commit_of(git, f"{place}/{name}") for place in ("refs/heads", "refs/remotes/origin"))
    return tuple(dict.fromkeys(each for each in found if each))

"""The commit that a revision and HEAD have in common, and the files that it held."""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from incitrack.errors import GitError, UsageError
from incitrack.printable import printable_line
from incitrack.store.git import Git, brief, hint_in
from incitrack.store.objects import look_up, read_objects
from incitrack.store.repository import Repository

if TYPE_CHECKING:
    from incitrack.store.porcelain import Porcelain

_HASH: Final = re.compile(r"[0-9a-f]{40,64}")
_REGULAR: Final = frozenset({b"100644", b"100755"})


class EarlierFiles(NamedTuple):
    """The regular files of some folders in a commit.

    `paths` are all of them, `contents` what those held that may differ from the work tree.
    """

    commit: str
    paths: frozenset[str]
    contents: Mapping[str, bytes]


def merge_base(repository: Repository, revision: str) -> str:
    """The hash of the commit where HEAD and a revision parted.

    Raises:
        UsageError: the revision names no commit here; it is never taken for an option.
        GitError: nothing is committed yet, or they have no commit in common, in a shallow clone perhaps.
    """
    git = repository.git
    git.ask("rev-parse", "--git-dir")  # a repository that Git will not look into is not the revision's fault
    commit = commit_of(git, revision)
    if commit is None:
        raise UsageError(
            f"{printable_line(revision) or 'an empty text'} names no commit of this repository",
            hint="name a branch, a tag or a commit, and fetch it first where it is elsewhere: origin/main",
        )
    head = commit_of(git, "HEAD")
    if head is None:
        raise GitError("nothing is committed on this branch yet", hint="commit first, or leave out the revision")
    answer = git.run("merge-base", head, commit)
    if answer.status == 0:
        return answer.out.decode().strip()
    if answer.status != 1:
        raise GitError(f"git merge-base failed: {brief(answer.said)}", hint=hint_in(answer.said))
    if (repository.common_dir / "shallow").exists():
        raise GitError(
            f"this clone is shallow, and does not reach to where HEAD and {printable_line(revision)} parted",
            hint="git fetch --unshallow brings the whole history; in a workflow, fetch-depth: 0 does",
        )
    raise GitError(
        f"HEAD and {printable_line(revision)} have no commit in common",
        hint="name the branch that this one came from",
    )


def earlier_files(
    repository: Repository, commit: str, folders: Iterable[str], *, suffixes: tuple[str, ...], largest: int
) -> EarlierFiles:
    """The files of a commit in `folders` (or at such a path) that end in one of `suffixes`.

    Links and files over `largest` bytes are left out. Git runs twice, and twice more where something differs;
    only what may differ is read.

    Raises:
        GitError: Git failed.
    """
    git = repository.git
    within = tuple(folders)
    listed = git.ask("ls-tree", "-r", "-z", "--full-tree", commit, "--", *within)
    hashes = {path: name for path, name in map(_entry, _parts(listed)) if name and path.endswith(suffixes)}
    # Unlike `git diff`, this opens no file, so that one without read permission does not stop it, and no
    # configuration changes what it says.
    differing = git.ask("diff-index", "--name-only", "-z", "--no-renames", commit, "--", *within)
    wanted = {path: hashes[path] for path in map(_path, _parts(differing)) if path in hashes}
    if not wanted:
        return EarlierFiles(commit, frozenset(hashes), {})
    bounded = {found.name for found in look_up(git, dict.fromkeys(wanted.values())) if found.size <= largest}
    contents = dict(read_objects(git, bounded)) if bounded else {}
    too_large = {path for path, name in wanted.items() if name not in bounded}
    return EarlierFiles(
        commit,
        frozenset(hashes.keys() - too_large),
        {path: contents[name] for path, name in wanted.items() if name in bounded},
    )


def commit_of(git: "Git | Porcelain", revision: str) -> str | None:
    """The hash of the commit that a revision names; None where it names none. It is never taken for an option."""
    if not revision or revision.startswith("-") or any(not character.isprintable() for character in revision):
        return None
    wanted = f"{revision}^{{commit}}"
    answer = git.run("rev-parse", "--verify", "--quiet", "--end-of-options", wanted)
    found = answer.out.decode(errors="replace").strip()
    return found if answer.status == 0 and _HASH.fullmatch(found) else None


def leads_to(git: "Git | Porcelain", earlier: str, later: str) -> bool:
    """Whether a commit is the other one or one that it comes from; False where either is not there."""
    return git.run("merge-base", "--is-ancestor", earlier, later).status == 0


def _parts(listed: bytes) -> list[bytes]:
    return listed.split(b"\0")[:-1]


def _path(written: bytes) -> str:
    return written.decode(errors="surrogateescape")


def _entry(line: bytes) -> tuple[str, str | None]:
    """The path of a line of `ls-tree`, and the hash of its blob where that is a regular file."""
    about, _, path = line.partition(b"\t")
    mode, _, name = about.split()
    return _path(path), name.decode() if mode in _REGULAR else None

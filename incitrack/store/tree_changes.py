"""What commits changed under some folders, file by file, beside whichever commit they are compared with."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from incitrack.store.commits import Asks

_REGULAR: Final = frozenset({b"100644", b"100755", b"100664"})


class FileChange(NamedTuple):
    """A file that differs: the names of its contents before and after, None where there is no regular file."""

    path: str
    before: str | None
    after: str | None


class Step(NamedTuple):
    """A commit, and the commit that it is compared with; None compares with nothing, as for the first one."""

    commit: str
    earlier: str | None


def tree_changes(
    git: Asks, steps: Iterable[Step], folders: tuple[str, ...]
) -> Iterator[tuple[Step, list[FileChange]]]:
    """What each step changed, in their order; files that only moved are gone at one path and new at another.

    However many steps there are, Git runs once.
    """
    wanted = list(steps)
    lines = "".join(f"{each.commit} {each.earlier or ''}".strip() + "\n" for each in wanted)
    if not wanted:
        return
    # Unlike `git log`, diff-tree asks no configuration; `--always` names a step that changed nothing too.
    told = git.ask(
        *("diff-tree", "--stdin", "--always", "-r", "--raw", "-z", "--no-renames", "--no-abbrev", "--root", "--"),
        *folders,
        given=lines.encode(),
    )
    parts = iter(told.split(b"\0")[:-1])
    found: list[FileChange] = []
    position = -1
    for part in parts:
        if part.startswith(b":"):
            found.append(_change(part, next(parts)))
            continue
        if position >= 0:
            yield wanted[position], found
        position, found = position + 1, []
    yield wanted[position], found


def _change(about: bytes, path: bytes) -> FileChange:
    mode_before, mode_after, before, after, _ = about[1:].split()
    return FileChange(
        path.decode(errors="surrogateescape"),
        before.decode() if mode_before in _REGULAR else None,
        after.decode() if mode_after in _REGULAR else None,
    )


def regular_files(git: Asks, commit: str, folder: str) -> Iterator[tuple[str, str]]:
    """The path of every regular file of a commit in a folder, and the name of its content."""
    listed = git.ask("ls-tree", "-r", "-z", "--full-tree", commit, "--", folder)
    for line in listed.split(b"\0")[:-1]:
        about, _, path = line.partition(b"\t")
        mode, _, name = about.split()
        if mode in _REGULAR:
            yield path.decode(errors="surrogateescape"), name.decode()

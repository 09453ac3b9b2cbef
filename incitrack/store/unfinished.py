"""Operations of Git's that someone has begun and not ended, in which a commit of ours would be caught up."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from incitrack.errors import GitError
from incitrack.store.repository import Repository

_MARKS: Final = (
    ("rebase-merge", "rebase"),
    ("rebase-apply/applying", "am"),
    ("rebase-apply", "rebase"),
    ("MERGE_HEAD", "merge"),
    ("CHERRY_PICK_HEAD", "cherry-pick"),
    ("REVERT_HEAD", "revert"),
)


def refuse_unfinished_operation(repository: Repository) -> None:
    """See that no merge, rebase, cherry-pick or revert is under way in this work tree.

    Raises:
        GitError: one is; it is named, with the commands that end it.
    """
    name = next(_under_way(repository.git_dir), None)
    if name is not None:
        raise GitError(
            f"{repository.root} is in the middle of a Git {name}; nothing was changed",
            hint=f"end it first: `git {name} --continue` or `git {name} --abort`",
        )


def _under_way(git_dir: Path) -> Iterator[str]:
    yield from (name for mark, name in _MARKS if (git_dir / mark).exists())
    todo = git_dir / "sequencer" / "todo"  # between two of several commits that are picked or reverted
    if todo.exists():
        yield "revert" if todo.read_text(errors="replace").startswith("revert") else "cherry-pick"

"""What a sync that was killed while it moved the branch left, brought to its end."""

from collections.abc import Mapping
from typing import Final

from incitrack.store import work_tree
from incitrack.store.porcelain import Porcelain
from incitrack.store.repository import Repository
from incitrack.store.sync_move import ABSENT, Altered, Step, altered_files, set_branch

_NO_FILE: Final = ""


def take_back(repository: Repository, undo: Mapping[str, object]) -> str:
    """Complete the move that a note tells of, where the branch is still at either end of it; what was done.

    A file that was edited since stays as it is. The caller holds the writers' lock.

    Raises:
        GitError: Git or the disk failed.
    """
    old, renamed = undo["old"], undo.get("renamed")
    step = Step(
        str(undo["branch"]),
        None if old is None else str(old),
        str(undo["new"]),
        None if renamed is None else str(renamed),
    )
    on = repository.git.run("symbolic-ref", "--quiet", "HEAD").out.decode(errors="surrogateescape").strip()
    name = on.removeprefix("refs/heads/")
    head = _commit_of(repository, name)
    if name not in {step.branch, step.renamed} or head not in {step.old, step.new}:
        return "was killed; the branch has moved on since, so nothing was done"
    _complete(repository, Porcelain(repository.root), step)
    if head != step.new or step.renamed is not None:
        set_branch(repository, step)
    return f"was killed, and has been finished: the branch is at {step.new[:7]}"


def _complete(repository: Repository, porcelain: Porcelain, step: Step) -> None:
    """Bring each file that still is as in either commit to the new one, in the index and in the work tree."""
    altered = altered_files(porcelain, step)
    blobs = _blobs(repository, porcelain, altered)
    ours = [each for each in altered if blobs.get(each.path, _NO_FILE) in _of_either(each)]
    entries = "".join(f"{each.new_mode} {each.new_blob}\t{each.path}\0" for each in ours)
    _ask(repository, "update-index", "-z", "--index-info", given=entries)
    kept = "".join(f"{each.path}\0" for each in ours if each.new_mode != ABSENT)
    _ask(repository, "checkout-index", "-f", "-u", "-z", "--stdin", given=kept)
    for each in ours:
        if each.new_mode == ABSENT:
            work_tree.remove(repository, each.path)


def _blobs(repository: Repository, porcelain: Porcelain, altered: list[Altered]) -> dict[str, str]:
    """What Git would take each of the files for that are there; a link is left out, and so left alone."""
    there = [each.path for each in altered if (repository.root / each.path).is_file() and "\n" not in each.path]
    given = "".join(f"{path}\n" for path in there).encode(errors="surrogateescape")
    hashes = porcelain.ask("hash-object", "--stdin-paths", given=given).decode().split()
    return dict(zip(there, hashes, strict=True))


def _of_either(each: Altered) -> set[str]:
    return {
        _NO_FILE if mode == ABSENT else blob
        for mode, blob in ((each.old_mode, each.old_blob), (each.new_mode, each.new_blob))
    }


def _ask(repository: Repository, *arguments: str, given: str) -> None:
    repository.git.ask(*arguments, given=given.encode(errors="surrogateescape"))


def _commit_of(repository: Repository, branch: str) -> str | None:
    answer = repository.git.run(
        *("rev-parse", "--verify", "--quiet", "--end-of-options", f"refs/heads/{branch}^{{commit}}")
    )
    return answer.out.decode().strip() or None

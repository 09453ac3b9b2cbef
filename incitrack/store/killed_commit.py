"""Settles what a killed commit of ours left: where it stands it is finished, else its files are put back."""

from enum import Enum, auto
from pathlib import Path
from typing import Final

from incitrack.errors import GitError
from incitrack.store import work_tree
from incitrack.store.commit_plan import CommitPlan, PlannedEdit, mark_of, place_aside
from incitrack.store.git import Answer, brief, hint_in
from incitrack.store.index import forget, head_entries, index_entries
from incitrack.store.replacement import drop_kept
from incitrack.store.repository import Repository

_EMPTY: Final = (
    "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
    "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
)
"""The empty blob, of either hash, which stands in the index for a file that is only announced."""


class _Left(Enum):
    """How a file of the killed commit was found."""

    UNTOUCHED = auto()
    TAKEN_BACK = auto()
    EDITED_SINCE = auto()


def settle(repository: Repository, what: str, plan: CommitPlan) -> str:
    """Finish or take back the commit `what`; what was found and done. To do so again does no harm.

    What it had written and lost is kept in the Git folder, in `taken-back`.

    Raises:
        GitError: the disk or Git refused; the note must stay.
    """
    head = repository.git.run("rev-parse", "--verify", "--quiet", "HEAD").out.decode().strip() or None
    made = None if head == plan.head else _commit_made(repository, what, plan)
    if made:
        finish_index(repository, plan)
        drop_kept(repository, plan.edits)
        return f"was killed after its commit {made}, which stands"
    same = _unchanged(repository, plan, head)
    found = {edit.path: _take_back(repository, edit, same) for edit in reversed(plan.edits)}
    _forget_announced(repository, plan, head)
    drop_kept(repository, plan.edits)
    return _told(repository, found)


def finish_index(repository: Repository, plan: CommitPlan) -> None:
    """Have the index know the commit that stands, where the Git that made it had no time for that."""
    paths = [edit.path for edit in plan.edits]
    committed, known = head_entries(repository, "HEAD", paths), index_entries(repository, paths)
    behind = [
        edit.path
        for edit in plan.edits
        if (entry := known.get(edit.path)) != committed.get(edit.path)
        and (entry == edit.entry or _is_announced(entry))
    ]
    if behind:
        _must(repository.git.run_when_unlocked("reset", "--quiet", "--", *behind, patience=5.0))


def _commit_made(repository: Repository, what: str, plan: CommitPlan) -> str | None:
    """The commit, in short, where it is among those that were made since; None where it is not.

    It is known by what it holds; where a hook of the person's has altered that, by its parent and its subject.
    """
    since = "HEAD" if plan.head is None else f"{plan.head}..HEAD"
    paths = [edit.path for edit in plan.edits]
    listed = repository.git.run("log", "--reverse", "--format=%h%x00%H%x00%P%x00%s", since, "--", *paths)
    for line in listed.out.decode(errors="replace").splitlines():
        short, full, parents, subject = line.split("\0")
        if (parents, subject) == (plan.head or "", what):
            return short
        if all(_holds(repository, full, edit) for edit in plan.edits):
            return short
    return None


def _holds(repository: Repository, commit: str, edit: PlannedEdit) -> bool:
    found = repository.git.run("cat-file", "blob", f"{commit}:{edit.path}")
    return found.status == 0 and mark_of(found.out) == edit.mark


def _unchanged(repository: Repository, plan: CommitPlan, head: str | None) -> frozenset[str]:
    """The files that are in HEAD what they were when the commit was begun."""
    paths = [edit.path for edit in plan.edits]
    if head == plan.head:
        return frozenset(paths)
    then, now = head_entries(repository, plan.head, paths), head_entries(repository, head, paths)
    return frozenset(path for path in paths if then.get(path) == now.get(path))


def _take_back(repository: Repository, edit: PlannedEdit, same: frozenset[str]) -> _Left:
    content = work_tree.read_bytes(repository, edit.path)
    kept = place_aside(repository, edit)
    if content is None:
        work_tree.remove_folders(repository, edit.folders)
    if content is None or mark_of(content) != edit.mark:
        changed = content is not None and (kept is None or (kept.exists() and kept.read_bytes() != content))
        return _Left.EDITED_SINCE if changed else _Left.UNTOUCHED
    if edit.path not in same or (kept is not None and not kept.exists()):
        return _Left.EDITED_SINCE
    lost = lost_text(repository, edit.path)
    lost.parent.mkdir(parents=True, exist_ok=True)
    lost.unlink(missing_ok=True)
    work_tree.keep(repository, edit.path, lost)
    if kept is None:
        work_tree.remove(repository, edit.path)
        work_tree.remove_folders(repository, edit.folders)
    else:
        work_tree.put_back(repository, edit.path, kept)
    return _Left.TAKEN_BACK


def lost_text(repository: Repository, path: str) -> Path:
    """Where a file is kept as a killed command had written it, until another one is killed over the same."""
    return repository.own_folder / "taken-back" / path


def _forget_announced(repository: Repository, plan: CommitPlan, head: str | None) -> None:
    new = [edit.path for edit in plan.edits if edit.entry is None]
    if not new:
        return
    known, committed = index_entries(repository, new), head_entries(repository, head, new)
    announced = [path for path in new if path not in committed and _is_announced(known.get(path))]
    if announced:
        _must(forget(repository, announced, patience=5.0))


def _must(answer: Answer) -> None:
    if answer.status != 0:
        raise GitError(f"the index could not be mended: {brief(answer.said)}", hint=hint_in(answer.said))


def _is_announced(entry: str | None) -> bool:
    return entry is None or entry.endswith(_EMPTY)


def _told(repository: Repository, found: dict[str, _Left]) -> str:
    back = [path for path, left in found.items() if left is _Left.TAKEN_BACK]
    edited = [path for path, left in found.items() if left is _Left.EDITED_SINCE]
    if edited:
        return f"was killed before its commit; {', '.join(edited)} was edited since and left as it is"
    if back:
        copies = ", ".join(repository.shown(lost_text(repository, path)) for path in back)
        return f"was killed before its commit and taken back, so run it again; what it had written is in {copies}"
    return "was killed before it changed a record, so run it again"

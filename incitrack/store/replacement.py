"""The files of one change in the work tree: replaced one by one, and put back where no commit comes of it."""

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from incitrack.errors import GitError
from incitrack.store import work_tree
from incitrack.store.commit_plan import CommitPlan, PlannedEdit, place_aside
from incitrack.store.journal import NotPutBackError
from incitrack.store.repository import Repository

if TYPE_CHECKING:
    from incitrack.changes.change import Change, FileEdit


class Replacement:
    """The old files stay in the Git folder under other names: to put them back takes no room on the disk."""

    def __init__(self, repository: Repository, change: "Change", plan: CommitPlan) -> None:
        self.repository = repository
        self._edits = tuple(zip(change.edits, plan.edits, strict=True))
        self._begun: list[PlannedEdit] = []

    def write(self) -> None:
        """Put the new files in their places.

        Raises:
            GitError: one of them is not what the change was made from, or the disk refused.
        """
        for edit, planned in self._edits:
            self._write(edit, planned)

    def put_back(self) -> None:
        """Have every file be what it was; it may be in its new state, its old one, or one that a hook gave it.

        Raises:
            NotPutBackError: the disk refused that too; the note of the commit must stay.
        """
        try:
            while self._begun:
                self._put_back(self._begun[-1])
                self._begun.pop()
        except GitError as error:
            raise NotPutBackError(
                f"the commit failed, and {error.message}",
                hint="mend what is named; the next command that writes puts back what this one has changed",
            ) from None

    def drop_old(self) -> None:
        """The commit stands: the old files are its parent's."""
        drop_kept(self.repository, self._begun)

    def _write(self, edit: "FileEdit", planned: PlannedEdit) -> None:
        old = None if edit.before is None else edit.before.encode()
        if work_tree.read_bytes(self.repository, edit.path) != old:
            what = "is there already" if old is None else "was changed by someone else meanwhile"
            raise GitError(f"{edit.path} {what}; it was left alone", hint="run the command again")
        if aside := place_aside(self.repository, planned):
            work_tree.keep(self.repository, edit.path, aside)
            self._begun.append(planned)
        else:
            self._begun.append(planned)
            work_tree.make_folders(self.repository, edit.path)
        work_tree.replace(self.repository, edit.path, edit.after.encode())

    def _put_back(self, planned: PlannedEdit) -> None:
        if aside := place_aside(self.repository, planned):
            work_tree.put_back(self.repository, planned.path, aside)
        else:
            work_tree.remove(self.repository, planned.path)
            work_tree.remove_folders(self.repository, planned.folders)


def drop_kept(repository: Repository, edits: Sequence[PlannedEdit]) -> None:
    """Take away the old files that were kept."""
    for edit in edits:
        if aside := place_aside(repository, edit):
            with suppress(OSError):  # one that stays takes no room of its own, and the next one replaces it
                aside.unlink(missing_ok=True)

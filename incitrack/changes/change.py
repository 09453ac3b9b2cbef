"""A change: what a verb makes of the files, not yet written, and the words of its commit."""

from typing import NamedTuple


class FileEdit(NamedTuple):
    """One file before and after, as decoded text; `before` is None for a new file."""

    path: str
    before: str | None
    after: str


class Change(NamedTuple):
    """The files that one verb changes.

    `event` is the kind of the entry written, the audience told, or the verb where no entry is written; `detail`
    says more in the subject alone. `notes` are sentences that the writer should read.
    """

    incident: str
    event: str
    edits: tuple[FileEdit, ...]
    detail: str = ""
    notes: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """The subject of the commit: `INC-2026-0042: acknowledged`."""
        return f"{self.incident}: {self.event}" + (f" {self.detail}" if self.detail else "")

    @property
    def is_empty(self) -> bool:
        """Whether everything is already as it was asked for, so that there is nothing to commit."""
        return not self.edits

"""What a commit of ours is about to do to which files, as its note in the journal keeps it."""

from binascii import crc32
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from incitrack.store.index import Standing
from incitrack.store.repository import Repository
from incitrack.store.work_tree import missing_folders

if TYPE_CHECKING:
    from incitrack.changes.change import Change


class PlannedEdit(NamedTuple):
    """One file: `mark` tells its new content, `aside` is where its old one is kept (None: it is new).

    `entry` is what the index has of it (None: nothing), and `folders` are those that are made for it.
    """

    path: str
    mark: str
    aside: str | None
    entry: str | None
    folders: tuple[str, ...]


class CommitPlan(NamedTuple):
    """The commit that `head` gets as its child (None: the first one), and its files."""

    head: str | None
    edits: tuple[PlannedEdit, ...]

    def as_json(self) -> dict[str, object]:
        """The plan as the journal keeps it."""
        return {"head": self.head, "edits": [edit._asdict() for edit in self.edits]}


def plan_of(repository: Repository, change: "Change", before: Standing) -> CommitPlan:
    """What the commit of a change will do."""
    edits = (
        PlannedEdit(
            edit.path,
            mark_of(edit.after.encode()),
            None if edit.before is None else f"{number}.kept",
            before.entries.get(edit.path),
            missing_folders(repository, edit.path),
        )
        for number, edit in enumerate(change.edits)
    )
    return CommitPlan(before.head, tuple(edits))


def plan_from(undo: Mapping[str, object]) -> CommitPlan:
    """The plan that a note of the journal holds.

    Raises:
        KeyError, TypeError: it holds none.
    """
    edits = (
        PlannedEdit(
            path=str(edit["path"]),
            mark=str(edit["mark"]),
            aside=cast("str | None", edit["aside"]),
            entry=cast("str | None", edit["entry"]),
            folders=tuple(cast("list[str]", edit["folders"])),
        )
        for edit in cast("list[Mapping[str, object]]", undo["edits"])
    )
    return CommitPlan(cast("str | None", undo["head"]), tuple(edits))


def mark_of(content: bytes) -> str:
    """Tells a content from what it may become by hand.

    Nobody is kept from making two alike, and nobody gains by it; a longer digest costs each note its import.
    """
    return f"{len(content)}-{crc32(content):08x}"


def place_aside(repository: Repository, edit: PlannedEdit) -> Path | None:
    """Where the old file is kept meanwhile; None for a new file."""
    return None if edit.aside is None else repository.own_folder / edit.aside

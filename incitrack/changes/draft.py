"""A record while it is edited: each step gives a new draft, and the last one a change that can be read back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from incitrack.changes.change import Change, FileEdit
from incitrack.errors import UsageError
from incitrack.model.entry import Communication, TimelineEntry
from incitrack.model.incident import Incident
from incitrack.records.edits_entries import add_communication, add_timeline_entry
from incitrack.records.folder import LARGEST
from incitrack.records.incident_file import parse_incident
from incitrack.records.record import IncidentRecord, PostmortemRecord, Unreadable

if TYPE_CHECKING:  # what edits the front matter is imported when it is edited
    from incitrack.records.edits_scalars import Value
    from incitrack.records.yaml_spans import Path


@dataclass(frozen=True)
class Draft:
    """The text of a record under way; `before` is what the file says, None where there is none yet.

    `known` is the incident that the draft began as, whose front matter is not validated again where it stays.
    """

    path: str
    id: str
    before: str | None
    text: str
    known: IncidentRecord | None = None

    @classmethod
    def of(cls, record: IncidentRecord | PostmortemRecord) -> Self:
        """The draft that is still the record."""
        known = record if isinstance(record, IncidentRecord) else None
        return cls(record.path, record.id, record.text, record.text, known)

    def with_entry(self, entry: TimelineEntry) -> Self:
        """With an entry more in the timeline, in its place in time."""
        return replace(self, text=add_timeline_entry(self.text, entry))

    def with_communication(self, told: Communication) -> Self:
        """With an entry more under Communications, in its place in time."""
        return replace(self, text=add_communication(self.text, told))

    def with_value(self, keys: "Path", value: "Value") -> Self:
        """With a value of the front matter set."""
        from incitrack.records.edits_front_matter import set_value

        return replace(self, text=set_value(self.text, keys, value))

    def with_element(self, keys: "Path", value: "Value") -> Self:
        """With an element more at the end of a list."""
        from incitrack.records.edits_front_matter import add_element

        return replace(self, text=add_element(self.text, keys, value))

    def with_order(self, keys: "Path", order: Sequence[int]) -> Self:
        """With the elements of a list in another order, given by their present positions."""
        from incitrack.records.edits_front_matter import reorder_elements

        return replace(self, text=reorder_elements(self.text, keys, order))

    def without(self, keys: "Path") -> Self:
        """Without a key, or without an element of a list."""
        from incitrack.records.edits_front_matter import remove_value

        return replace(self, text=remove_value(self.text, keys))

    @cached_property
    def record(self) -> IncidentRecord | PostmortemRecord:
        """The draft, read as its file would be.

        Raises:
            UsageError: a value given to it is not what its field takes.
        """
        found: Any
        if self.path.startswith("incidents/"):
            found = parse_incident(self.path, self.text, known=self.known)
        else:
            from incitrack.records.postmortem_file import parse_postmortem

            found = parse_postmortem(self.path, self.text)
        if isinstance(found, Unreadable):
            raise UsageError(found.problems[0].message, hint=found.problems[0].hint)
        if len(self.text.encode()) > LARGEST:
            raise UsageError(
                f"{self.path} would be larger than 1 MiB, which no reader accepts",
                hint="link to the text instead of pasting it",
            )
        return found  # type: ignore[no-any-return] # what the two readers give beside Unreadable

    @property
    def incident(self) -> Incident:
        """The incident as it would be read."""
        assert isinstance(self.record, IncidentRecord), "a draft of an incident"  # noqa: S101 - for the type checker
        return self.record.incident

    def edits(self) -> tuple[FileEdit, ...]:
        """The edit of the file, none where nothing changed; read back before it is given out.

        Raises:
            UsageError: as `record`.
        """
        assert self.record.path == self.path  # noqa: S101 - reads it
        return () if self.text == self.before else (FileEdit(self.path, self.before, self.text),)

    def change(self, event: str, *, detail: str = "", notes: Iterable[str] = ()) -> Change:
        """The change that the draft amounts to.

        Raises:
            UsageError: as `record`.
        """
        return Change(self.id, event, self.edits(), detail, tuple(notes))

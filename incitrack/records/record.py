"""A file that was read: its words, and where each of them stands."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from incitrack.errors import Place
from incitrack.model.incident import Incident
from incitrack.model.words import MENTIONED_ID
from incitrack.records.body import COMMUNICATIONS, TIMELINE, Body
from incitrack.records.front_matter import Bounds, Positions, find_front_matter
from incitrack.records.places import id_of_path
from incitrack.records.problem import Problem

if TYPE_CHECKING:
    from incitrack.model.postmortem import Postmortem

FileKind = Literal["incident", "postmortem", "policy"]


@dataclass(frozen=True)
class Record:
    """A readable file of Markdown with front matter. `path` is relative to the repository.

    `source` is its text, or what reads it once it is asked for. `action_lines` are the lines on which its action
    items begin: the `line` of each one's `place`, for which the YAML need not be read again.
    """

    kind: ClassVar[FileKind]
    path: str
    source: str | Callable[[], str]
    action_lines: tuple[int, ...]

    @cached_property
    def text(self) -> str:
        """The whole file; a byte order mark and CRLF line ends stand in it as they do there.

        Raises:
            UnreadableError: it was to be read when asked for, and has changed since the rest was read.
        """
        return self.source if isinstance(self.source, str) else self.source()

    @cached_property
    def mentions(self) -> tuple[str, ...]:
        """The IDs of incidents that it names, in its words as elsewhere."""
        return tuple(MENTIONED_ID.findall(self.text))

    @cached_property
    def digest(self) -> bytes:
        """What `digest_of` gives for the file; the reader, who has it already, puts it here."""
        return digest_of(self.kind, self.text.encode())

    @cached_property
    def bounds(self) -> Bounds:
        """Where the front matter and the body stand in `text`, in character offsets."""
        found = find_front_matter(self.text)
        assert found is not None, "a record was read from its front matter"  # noqa: S101
        return found

    @cached_property
    def positions(self) -> Positions:
        """The spans of the front matter's values, worked out when a finding or an edit needs them."""
        return Positions(self.path, self.text, self.bounds.start, self.bounds.end)

    @cached_property
    def body(self) -> Body:
        """The sections and items after the front matter."""
        return body_of(self.text, self.bounds)

    def place(self, *keys: str | int) -> Place:
        """Where a value of the front matter stands; of a missing key, its parent, of a missing field, line 1."""
        return self.positions.place(*keys)

    def key_place(self, *keys: str | int) -> Place:
        """Where the key of a value of the front matter stands."""
        return self.positions.key_place(*keys)


@dataclass(frozen=True)
class IncidentRecord(Record):
    """The record of an incident."""

    kind: ClassVar[FileKind] = "incident"
    incident: Incident

    @property
    def id(self) -> str:
        """The incident's ID, as its front matter says it."""
        return self.incident.id

    @property
    def custom(self) -> dict[str, Any]:
        """The team's own `x-` fields, as YAML text wrote them."""
        return self.incident.custom

    def entry_place(self, index: int) -> Place:
        """Where an entry of the timeline begins; `index` counts from 0 in the file's order."""
        return Place(self.path, self.body.items(TIMELINE)[index].first)

    def communication_place(self, index: int) -> Place:
        """Where an entry of the communications begins."""
        return Place(self.path, self.body.items(COMMUNICATIONS)[index].first)


@dataclass(frozen=True)
class PostmortemRecord(Record):
    """The record of a postmortem."""

    kind: ClassVar[FileKind] = "postmortem"
    postmortem: "Postmortem"

    @property
    def id(self) -> str:
        """The ID of the incident that it is about."""
        return self.postmortem.incident

    @property
    def custom(self) -> dict[str, Any]:
        """The team's own `x-` fields, as YAML text wrote them."""
        return self.postmortem.custom


@dataclass(frozen=True)
class Unreadable:
    """A file that could not be read, with every reason. `text` is None where not even its text could be."""

    path: str
    kind: FileKind
    problems: tuple[Problem, ...]
    text: str | None = None

    @property
    def id(self) -> str | None:
        """The ID that the file's name gives; its number is taken although it cannot be read."""
        return None if self.kind == "policy" else id_of_path(self.path)


def digest_of(kind: FileKind, content: bytes) -> bytes:
    """16 bytes that differ where the content of a file does, or what it is read as."""
    from hashlib import blake2b  # a command that writes one record needs no digest

    return blake2b(content, digest_size=16, person=kind.encode()).digest()


def body_of(text: str, bounds: Bounds) -> Body:
    """The body of a file whose front matter stands at `bounds`."""
    return Body(text[bounds.body :], text.count("\n", 0, bounds.body) + 1)

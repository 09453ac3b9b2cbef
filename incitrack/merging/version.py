"""One version of a record, taken apart into front matter, lists of entries and the rest."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from incitrack.merging.items import LISTS, Section, section
from incitrack.merging.layout import Layout, laid_out
from incitrack.merging.pieces import CannotMergeError, lines_of
from incitrack.records.body import Body
from incitrack.records.folder import LARGEST
from incitrack.records.front_matter import Bounds, find_front_matter
from incitrack.records.places import INCIDENTS, POSTMORTEMS
from incitrack.records.yaml_reader import read_yaml

_LONGEST: Final = 100_000
"""A front matter of more characters than any person writes is merged as text, which takes no time."""


@dataclass(frozen=True)
class Version:
    """A version's text without what `layout` says of its file."""

    layout: Layout
    text: str

    @cached_property
    def bounds(self) -> Bounds:
        """Where its front matter and its body stand."""
        found = find_front_matter(self.text)
        if found is None or found.end - found.start > _LONGEST:
            raise CannotMergeError
        return found

    @property
    def front(self) -> str:
        """The lines of the front matter, without the fences."""
        return self.text[self.bounds.start : self.bounds.end]

    @property
    def fences(self) -> tuple[str, str]:
        """The lines around the front matter, as they are written."""
        return self.text[: self.bounds.start], self.text[self.bounds.end : self.bounds.body]

    @property
    def body(self) -> str:
        """What follows the front matter."""
        return self.text[self.bounds.body :]

    @cached_property
    def values(self) -> dict[str, Any]:
        """What the front matter says."""
        reading = read_yaml(self.front)
        if reading.problems or not isinstance(reading.value, dict):
            raise CannotMergeError
        return dict(reading.value)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the body with their ends."""
        return lines_of(self.body)

    @cached_property
    def lists(self) -> dict[str, Section]:
        """The lists of entries by their heading, in the order of the file; a postmortem has none."""
        if self.kind == POSTMORTEMS:
            return {}
        body = Body(self.body, 1)
        found = {title: each for title in LISTS if (each := section(body, self.lines, title))}
        return dict(sorted(found.items(), key=lambda each: each[1].start))

    @property
    def kind(self) -> str:
        """Whether it is an incident's record or a postmortem's, by the folder that such records stand in."""
        if "id" in self.values:
            return INCIDENTS
        if "incident" in self.values:
            return POSTMORTEMS
        raise CannotMergeError

    def refuse_unreadable(self) -> None:
        """See that the record can be read, by the rules of the format; this loads what validates it.

        Raises:
            CannotMergeError: it cannot be read.
        """
        from incitrack.records.incident_file import parse_incident
        from incitrack.records.postmortem_file import parse_postmortem
        from incitrack.records.record import Unreadable

        parse = parse_incident if self.kind == INCIDENTS else parse_postmortem
        if isinstance(parse("", self.text), Unreadable):
            raise CannotMergeError


def read_version(content: bytes) -> Version:
    """A version from the bytes of its file.

    Raises:
        CannotMergeError: it is no text in UTF-8, or larger than any record.
    """
    if len(content) > LARGEST:
        raise CannotMergeError
    try:
        return Version(*laid_out(content.decode()))
    except UnicodeDecodeError:
        raise CannotMergeError from None

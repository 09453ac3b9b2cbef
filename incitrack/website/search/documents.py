"""What the search finds: each incident and each postmortem as a document, with every word that its page shows."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from hashlib import blake2b
from typing import Any, Final

from incitrack.model.shape import Shape
from incitrack.records.record import IncidentRecord, PostmortemRecord
from incitrack.website.contents import Contents, ShownIncident, ShownPostmortem
from incitrack.website.search.words import words

_FORMAT: Final = 3
"""Goes up when the same record would give other words."""

_DATE: Final = len("2026-11-20")
_TIME: Final = re.compile(r"T(?<=\d{4}-\d\d-\d\dT)\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)")
"""What follows the date in an instant: a pattern that begins with a letter is found many times faster."""

_HANDLE: Final = re.compile("[a-z0-9][a-z0-9._-]*")
_MENTION: Final = re.compile("@([a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)")

_IN_BODY: Final = frozenset({"timeline", "communications"})
_FIRST: Final = frozenset({"id", "incident", "title"})
_OF_EVERY_RECORD: Final = frozenset({"severity", "status", "disposition", "visibility", "legal_hold"})
_ONLY_IF_SHOWN: Final = frozenset({"related", "duplicate_of"})
_SILENT: Final = _IN_BODY | _FIRST | _OF_EVERY_RECORD | _ONLY_IF_SHOWN


@dataclass(frozen=True, slots=True)
class Document:
    """A page that can be found.

    `incident` is the place of its incident among the contents' incidents, -1 where that has no page; `key` is the
    page's folder. `digest` changes with anything that its words come from. `beside` finds words that stand on the
    page but not in the record: names of services and of people.
    """

    key: str
    incident: int
    record: IncidentRecord | PostmortemRecord
    beside: Callable[[], Iterable[str]]
    digest: str

    def words(self) -> tuple[list[str], int]:
        """All its words in their order, and how many of them are its ID and title."""
        first = words(f"{self.key} {_words_of(self.record).title}")
        body = self.record.text[self.record.bounds.body :]
        rest: list[str] = []
        for name, value in _words_of(self.record):
            if name not in _SILENT:
                _add_texts(value, rest)
        rest += (*self.beside(), *_without_instants(body))
        return first + words("\n".join(rest)), len(first)


def documents_of(contents: Contents) -> list[Document]:
    """The incidents, the latest first, then the postmortems; what is restricted is not among them."""
    places = {shown.key: place for place, shown in enumerate(contents.incidents)}
    names = _names(contents)
    found = [_of_incident(shown, place, names, contents) for place, shown in enumerate(contents.incidents)]
    return found + [_of_postmortem(about, places, names, contents) for about in contents.postmortems]


def _names(contents: Contents) -> str:
    """Changes with any name that may stand beside a record; while it is the same, the record says which do."""
    known = contents.policies.services
    return blake2b(repr((known.services, known.people)).encode(), digest_size=10).hexdigest()


def _of_incident(shown: ShownIncident, place: int, names: str, contents: Contents) -> Document:
    incident = shown.incident
    others = [other for other in (*incident.related, incident.duplicate_of) if other in contents.by_id]

    def beside() -> Iterator[str]:
        yield from filter(None, others)
        yield from (_service_name(service, contents) for service in incident.services)
        yield from _people(shown.record, contents)

    said = ("incident", shown.key, names, *filter(None, others))
    return Document(shown.key, place, shown.record, beside, _digest(shown.record, said))


def _of_postmortem(about: ShownPostmortem, places: dict[str, int], names: str, contents: Contents) -> Document:
    def beside() -> Iterator[str]:
        yield "Postmortem"
        yield from _people(about.record, contents)

    place = places.get(about.record.id, -1)
    return Document(
        about.key, place, about.record, beside, _digest(about.record, ("postmortem", about.key, names))
    )


def _digest(record: IncidentRecord | PostmortemRecord, said: Iterable[str]) -> str:
    content = "\0".join((str(_FORMAT), *said)).encode("utf-8", "surrogatepass")
    return blake2b(record.digest + content, digest_size=10).hexdigest()


def _words_of(record: IncidentRecord | PostmortemRecord) -> Any:
    return record.incident if isinstance(record, IncidentRecord) else record.postmortem


def _service_name(key: str, contents: Contents) -> str:
    known = (contents.policies.services.services or {}).get(key)
    return (known.name if known else None) or ""


def _people(record: IncidentRecord | PostmortemRecord, contents: Contents) -> tuple[str, ...]:
    """The names of the people who stand in the front matter by their handles, or in the body as `@handle`."""
    people = contents.policies.services.people
    if not people:
        return ()
    body = record.bounds.body
    named = people.keys() & {*_HANDLE.findall(record.text, 0, body), *_MENTION.findall(record.text, body)}
    return tuple(name for handle in sorted(named) if (name := people[handle].name))


def _without_instants(text: str) -> Iterator[str]:
    """What stands around the instants of a text."""
    at = 0
    for time in _TIME.finditer(text):
        yield text[at : time.start() - _DATE]
        at = time.end()
    yield text[at:]


def _add_texts(value: Any, found: list[str]) -> None:
    """Add every text and number in a value of the front matter, at any depth."""
    if isinstance(value, str):
        if not isinstance(value, Enum):
            found.append(value)
    elif isinstance(value, Shape):
        for _, each in value:
            _add_texts(each, found)
    elif isinstance(value, dict):
        for name, each in value.items():
            found.append(str(name))
            _add_texts(each, found)
    elif isinstance(value, tuple | list):
        for each in value:
            _add_texts(each, found)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        found.append(str(value))

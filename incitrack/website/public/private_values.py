"""What an archive holds that the public may not read: every value of every field that is not on the allow-list."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum
from typing import Final, NamedTuple

from incitrack.model.entry import PUBLIC, STAKEHOLDERS, Communication
from incitrack.model.policies import Policies
from incitrack.model.settings import SiteSettings
from incitrack.model.shape import Shape
from incitrack.records.archive import Archive
from incitrack.records.body import COMMUNICATIONS, TIMELINE
from incitrack.records.places import SETTINGS
from incitrack.records.record import IncidentRecord, PostmortemRecord, Record, Unreadable

ALLOWED: Final = frozenset({"id", "title", "started_at"})
"""The fields of a public incident that the public reads as they are; of some others it reads names."""

BODY: Final = "body"
_VALUE: Final = re.compile(r"[\[\]{},]|: |- ")


class PrivateValue(NamedTuple):
    """A text, or a moment or a day, and where it stands: the file, and the keys that lead to it there."""

    path: str
    field: str
    value: str | datetime | date


Found = Iterator[tuple[str, str | datetime | date]]


def values_of_incident(record: IncidentRecord, *, is_public: bool) -> Iterator[PrivateValue]:
    """What may not be read of an incident: of one that is not public, everything."""
    incident = record.incident
    for name, value in incident:
        if name in {"timeline", "communications", "custom"} or (is_public and name in ALLOWED):
            continue
        yield from _at(record.path, _values(name, value))
    yield from _of_custom(record)
    for number, entry in enumerate(incident.timeline):
        yield from _at(record.path, _values(f"timeline[{number}]", (entry.at, entry.by, entry.text)))
    for number, told in enumerate(incident.communications):
        is_told = is_public and told.audience == PUBLIC
        yield from _at(record.path, _values(f"communications[{number}]", _of_message(told, is_told=is_told)))
    yield from _of_body(record)


def values_of_postmortem(record: PostmortemRecord) -> Iterator[PrivateValue]:
    """All of a postmortem."""
    for name, value in record.postmortem:
        if name != "custom":
            yield from _at(record.path, _values(name, value))
    yield from _of_custom(record)
    yield from _of_body(record)


def values_of_unreadable(file: Unreadable) -> Iterator[PrivateValue]:
    """All of a file that could not be read, as one text, and what looks like a value of its front matter."""
    if file.text is None:
        return
    yield PrivateValue(file.path, BODY, file.text)
    for line in file.text.removeprefix("---").partition("\n---")[0].splitlines():
        for part in _VALUE.split(line)[1:]:
            yield PrivateValue(file.path, BODY, part)


def values_of_policies(
    archive: Archive, services: frozenset[str], severities: frozenset[str]
) -> Iterator[PrivateValue]:
    """Who and what the policies name, but for the names of these services and severities.

    What they decide, in numbers and in the words of their grammar, tells nothing of anybody.
    """
    policies = archive.policies
    catalogue = policies.services
    path = "policies/services.yaml"
    yield from _at(path, _texts("people", catalogue.people))
    yield from _at(path, _texts("teams", catalogue.teams))
    yield from _at(path, _texts("rotation", catalogue.rotation))
    for key, service in (catalogue.services or {}).items():
        shown = catalogue.name_of(key) in services
        yield PrivateValue(path, "services", key)
        yield from _at(
            path, (each for each in _texts("services", service) if not (shown and each[1] == service.name))
        )
    yield from _at("policies/severity.yaml", _of_severities(policies, severities))
    yield from _of_site(policies.settings.site)


def _of_site(site: SiteSettings) -> Iterator[PrivateValue]:
    """Where the source is read, and where the site for the team stands, if the public one stands elsewhere."""
    if site.repository:
        yield PrivateValue(SETTINGS, "site.repository", site.repository)
    if site.url and site.for_the_public.url != site.url:
        yield PrivateValue(SETTINGS, "site.url", site.url)


def _of_severities(policies: Policies, shown: frozenset[str]) -> Found:
    for key, severity in (policies.severity.severities if policies.severity else {}).items():
        yield "severities", key
        yield from ((f"severities.{name}", severity.name) for name in ("name",) if severity.name not in shown)
        yield from _texts("severities.definition", severity.definition)
        yield from _texts("severities.examples", severity.examples)
        yield from _texts("severities.aliases", severity.aliases)
        yield from _texts("severities.escalate", severity.escalate)
    yield from _texts("tiers", tuple(policies.severity.tiers) if policies.severity else ())


def _of_message(told: Communication, *, is_told: bool) -> tuple[object, ...]:
    audience = None if told.audience in {PUBLIC, STAKEHOLDERS} else told.audience
    seen = () if is_told else (told.at, told.text)
    return told.by, told.channels, audience, *seen


def _of_custom(record: IncidentRecord | PostmortemRecord) -> Iterator[PrivateValue]:
    for name, value in record.custom.items():
        yield from _at(record.path, _values(name, value))


def _of_body(record: Record) -> Iterator[PrivateValue]:
    """The Markdown as one text, in which every run of words is found; and each part that is too short for one."""
    body = record.text[record.bounds.body :]
    yield PrivateValue(record.path, BODY, body)
    title, part = "", ""
    for line in [*body.splitlines(), "# "]:
        if not line.startswith("#"):
            part = f"{part} {line}" if len(part) <= _SHORT else part
            continue
        if len(part) <= _SHORT and title not in _LISTS:
            yield PrivateValue(record.path, BODY, part)
        title, part = line.strip("# "), ""
        if title and title not in _TITLES:
            yield PrivateValue(record.path, BODY, title)


_LISTS: Final = frozenset({TIMELINE, COMMUNICATIONS})
_TITLES: Final = _LISTS | {"Summary", "Impact", "Root cause", "Contributing factors", "Response review", "Lessons"}
"""Those of the record format are in every record."""
_SHORT: Final = 200
"""Characters; four words are seldom longer."""


def _at(path: str, found: Found) -> Iterator[PrivateValue]:
    return (PrivateValue(path, field, value) for field, value in found)


def _texts(field: str, value: object) -> Found:
    return (each for each in _values(field, value) if isinstance(each[1], str) and not each[1].isdigit())


def _values(field: str, value: object) -> Found:
    """Every text, number, moment and day within a value; a word of a closed list is the format's own."""
    if isinstance(value, Shape):
        for name, each in value:
            yield from _values(f"{field}.{name}", each)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield field, str(key)
            yield from _values(field, each)
    elif isinstance(value, tuple | list | frozenset):
        for each in value:
            yield from _values(field, each)
    else:
        yield from ((field, each) for each in _forms(value))


def _forms(value: object) -> Iterator[str | datetime | date]:
    """A value as it would be looked for; a link also without its scheme."""
    if isinstance(value, bool | Enum):
        return
    if isinstance(value, str | date):  # or a moment, which is a date too
        yield value
        if isinstance(value, str) and "://" in value:
            yield value.partition("://")[2]
    elif isinstance(value, int | float):
        yield str(value)

"""Earlier incidents that look like a new one: of the same service, with words of the title in common.

A glance, not a judgement: it reads the first lines of the newest records alone, so that opening an incident takes
as long in a large archive as in a small one.
"""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from incitrack.cli.record_names import newest_ids
from incitrack.errors import IncitrackError
from incitrack.printable import printable_line

if TYPE_CHECKING:
    from incitrack.model.incident import Incident

_LOOKED_AT: Final = 500
_SHOWN: Final = 3
_HEAD: Final = 4096
_WORD: Final = re.compile(r"[^\W_]{3,}")
_SAYS_LITTLE: Final = frozenset(
    {"the", "and", "for", "are", "has", "have", "not", "was", "were", "with", "from", "some", "all", "its", "our"}
)


def say_what_looks_alike(root: Path, incident: "Incident", *, known_as: str | None = None) -> None:
    """At most three lines with earlier incidents, the likest first; the incident may have another ID now."""
    from incitrack.records.one_record import read_incident

    for identifier in islice(_likest(root, incident, known_as or incident.id), _SHOWN):
        with suppress(IncitrackError):
            other = read_incident(root, identifier).incident
            title = printable_line(other.title)
            click.echo(f"looks like {other.id} ({other.status}, {other.cause or 'no cause yet'}): {title}")


def _likest(root: Path, incident: "Incident", its_id: str) -> Iterator[str]:
    """IDs of records that share a service and words of the title; those with more words first."""
    wanted = _words(incident.title)
    services = re.compile("|".join(rf"(?<![\w-]){re.escape(each)}(?![\w-])" for each in incident.services))
    found: list[tuple[int, str]] = []
    for identifier in islice(newest_ids(root), _LOOKED_AT):
        if identifier != its_id:
            title, of = _title_and_services(root / "incidents" / identifier.split("-")[1] / f"{identifier}.md")
            common = len(wanted & _words(title))
            if common >= min(2, len(wanted)) and common and services.search(of):
                found.append((common, identifier))
    found.sort(key=lambda each: each[0], reverse=True)
    yield from (identifier for _, identifier in found)


def _title_and_services(path: Path) -> tuple[str, str]:
    """The lines of the front matter that hold them, as they are written; blank where the file cannot be read."""
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            head = file.read(_HEAD).decode(errors="replace").partition("\n---")[0]
        title = re.search(r"^title:(.*)$", head, re.MULTILINE)
        services = re.search(r"^services:(.*(?:\n[ -].*)*)$", head, re.MULTILINE)
        return (title[1] if title else ""), (services[1] if services else "")
    return "", ""


def _words(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(title.lower())) - _SAYS_LITTLE

"""One record, read alone: nothing else of the archive is looked at, and no policy that it does not need."""

import os
from pathlib import Path
from typing import TypeVar

from incitrack.errors import UnreadableError, UsageError
from incitrack.records.folder import decode, linked_folder, read_bytes
from incitrack.records.incident_file import parse_incident
from incitrack.records.last_read import recall, remember
from incitrack.records.places import FIELDS, incident_path, postmortem_path
from incitrack.records.problem import Problem
from incitrack.records.record import IncidentRecord, PostmortemRecord, Unreadable

R = TypeVar("R", IncidentRecord, PostmortemRecord)


def read_incident(root: Path, identifier: str) -> IncidentRecord:
    """Read one incident's record, and nothing else.

    Raises:
        UsageError: there is no such record.
        UnreadableError: it cannot be read; the place is that of the first problem.
    """
    path = incident_path(identifier)
    if not os.path.lexists(root / path):
        raise UsageError(f"{identifier} does not exist", hint="incitrack list shows what there is")
    text = _text_of(root, path)
    known = recall(root, path)
    reading = known if known and known.text == text else parse_incident(path, text, known=known)
    if reading is not known and isinstance(reading, IncidentRecord):
        remember(root, reading)
    return _readable(_declared(root, reading))


def read_postmortem(root: Path, identifier: str) -> PostmortemRecord | None:
    """Read the postmortem of one incident; None where there is none.

    Raises:
        UnreadableError: it cannot be read; the place is that of the first problem.
    """
    path = postmortem_path(identifier)
    if not os.path.lexists(root / path):
        return None
    from incitrack.records.postmortem_file import parse_postmortem

    return _readable(_declared(root, parse_postmortem(path, _text_of(root, path))))


def _declared(root: Path, reading: R | Unreadable) -> R | Unreadable:
    """Held to `policies/fields.yaml`, which is read only where the record has fields of the team's own."""
    if isinstance(reading, Unreadable) or not reading.custom or not os.path.lexists(root / FIELDS):
        return reading
    from incitrack.records.declared_fields import hold_to_declarations
    from incitrack.records.policy_files import read_policies

    return hold_to_declarations(reading, read_policies(root).policies.fields)


def _readable(reading: R | Unreadable) -> R:
    if isinstance(reading, Unreadable):
        raise _refusal(reading.problems[0])
    return reading


def _text_of(root: Path, path: str) -> str:
    for folder in (path.partition("/")[0], path.rpartition("/")[0]):
        if (root / folder).is_symlink():
            raise _refusal(linked_folder(folder))
    content = read_bytes(root, path)
    text = content if isinstance(content, Problem) else decode(path, content)
    if isinstance(text, Problem):
        raise _refusal(text)
    return text


def _refusal(problem: Problem) -> UnreadableError:
    return UnreadableError(problem.message, place=problem.place, hint=problem.hint)

"""Holds the `x-` fields of records to what `policies/fields.yaml` declares of them."""

from typing import TypeVar

from incitrack.model.custom_fields import FieldDeclaration
from incitrack.records.problem import Problem
from incitrack.records.record import FileKind, IncidentRecord, PostmortemRecord, Unreadable

R = TypeVar("R")


def hold_to_declarations(reading: R, declared: dict[str, FieldDeclaration]) -> R | Unreadable:
    """The reading itself, or why it cannot be read: a declared field of another type than declared."""
    if not isinstance(reading, IncidentRecord | PostmortemRecord):
        return reading
    problems = [
        Problem("INC005", reading.place(name), f"{name}: {found[0]}", found[1])
        for name, value in reading.custom.items()
        if name in declared and (found := declared[name].wrong_value(value))
    ]
    if not problems:
        return reading
    kind: FileKind = "incident" if isinstance(reading, IncidentRecord) else "postmortem"
    return Unreadable(reading.path, kind, tuple(problems), reading.text)

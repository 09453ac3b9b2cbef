"""What a change did: an archive beside the one that it was made from."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeVar

from incitrack.records.archive import Archive
from incitrack.records.record import IncidentRecord, PostmortemRecord, Unreadable

Reading = IncidentRecord | PostmortemRecord | Unreadable
R = TypeVar("R", bound=IncidentRecord | PostmortemRecord)

_OF_CLOCKS: Final = "INC3"
_LIMITED: Final = ("INC2", _OF_CLOCKS, "INC4")
"""The groups that speak of what the change touches alone, so that old debt never holds up new work."""


@dataclass(frozen=True)
class Comparison:
    """The archive `before` a change and `after` it. A record that did not change is the same object in both."""

    before: Archive
    after: Archive

    @cached_property
    def touched(self) -> frozenset[str]:
        """The paths of the records and policies that are new, or say something else than before."""
        same = {id(reading) for reading in _readings(self.before)}
        records = (reading.path for reading in _readings(self.after) if id(reading) not in same)
        policies = (file.path for file in self.after.policy_files if file not in self.before.policy_files)
        return frozenset((*records, *policies))

    def concerns(self, code: str, path: str) -> bool:
        """Whether a rule is to speak of the file at a path."""
        return not code.startswith(_LIMITED) or path in self.touched

    def concerns_clocks(self, code: str, record: IncidentRecord) -> bool:
        """Whether a rule is to look at an incident: where it is about clocks, only if the incident was touched.

        A postmortem that was touched brings no clocks of its incident.
        """
        return not code.startswith(_OF_CLOCKS) or record.path in self.touched

    def record_before(self, record: R) -> R | None:
        """The record as it was, wherever it was; None where it is new, or could not be read."""
        kind = type(record)
        if record.path in self._before:
            there = self._before[record.path]
            return there if isinstance(there, kind) else None
        moved = self._moved.get((kind, record.id))
        return moved if isinstance(moved, kind) else None

    @cached_property
    def removed(self) -> tuple[Reading, ...]:
        """The records, readable or not, that are gone: neither at their path nor under their ID elsewhere."""
        return tuple(
            each
            for each in self._before.values()
            if each.path not in self._after and each.id is not None and (_kind(each), each.id) not in self._ids
        )

    @cached_property
    def _before(self) -> dict[str, Reading]:
        return {reading.path: reading for reading in _readings(self.before)}

    @cached_property
    def _after(self) -> frozenset[str]:
        return frozenset(reading.path for reading in _readings(self.after))

    @cached_property
    def _ids(self) -> frozenset[tuple[str, str | None]]:
        return frozenset((_kind(reading), reading.id) for reading in _readings(self.after))

    @cached_property
    def _moved(self) -> dict[tuple[type, str | None], Reading]:
        return {(type(each), each.id): each for each in self._before.values() if each.path not in self._after}


def _readings(archive: Archive) -> Iterator[Reading]:
    yield from archive.incidents
    yield from archive.postmortems
    yield from (each for each in archive.unreadable if each.kind != "policy")


def _kind(reading: Reading) -> str:
    match reading:
        case IncidentRecord():
            return "incident"
        case PostmortemRecord():
            return "postmortem"
        case Unreadable():
            return reading.kind

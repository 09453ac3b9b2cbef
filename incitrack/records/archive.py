"""The archive: every record and policy of a folder, read once; the good ones, and the broken ones with reasons."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from incitrack.model.policies import Policies
from incitrack.records.cache import Cache, thaw
from incitrack.records.declared_fields import hold_to_declarations
from incitrack.records.folder import read_bytes, record_files
from incitrack.records.last_policies import policy_reading_of
from incitrack.records.parsing import OnProgress, Reading, parse_all, record_of
from incitrack.records.places import INCIDENTS, POSTMORTEMS
from incitrack.records.policy_files import PolicyFile, read_policies
from incitrack.records.problem import Problem
from incitrack.records.record import FileKind, IncidentRecord, PostmortemRecord, Unreadable, digest_of


@dataclass(frozen=True)
class Archive:
    """What a repository of records holds, at one moment."""

    root: Path
    policies: Policies
    policy_files: tuple[PolicyFile, ...]
    incidents: tuple[IncidentRecord, ...]
    postmortems: tuple[PostmortemRecord, ...]
    unreadable: tuple[Unreadable, ...]

    @cached_property
    def _incidents(self) -> dict[str, IncidentRecord]:
        return {record.id: record for record in reversed(self.incidents)}

    @cached_property
    def _postmortems(self) -> dict[str, PostmortemRecord]:
        return {record.id: record for record in reversed(self.postmortems)}

    @cached_property
    def _owned(self) -> dict[str, PostmortemRecord]:
        incidents = ((self._incidents.get(identifier), found) for identifier, found in self._postmortems.items())
        return {incident.path: found for incident, found in incidents if incident}

    @cached_property
    def _broken(self) -> frozenset[str]:
        return frozenset(each.id for each in self.unreadable if each.id and each.kind == "incident")

    def incident(self, identifier: str) -> IncidentRecord | None:
        """The readable record of an incident; of two with one ID, the first by path."""
        return self._incidents.get(identifier)

    def postmortem_of(self, identifier: str) -> PostmortemRecord | None:
        """The readable postmortem of an incident."""
        return self._postmortems.get(identifier)

    def postmortem_for(self, record: IncidentRecord) -> PostmortemRecord | None:
        """The readable postmortem that belongs to a record: of two files that claim one ID, the first by path."""
        return self._owned.get(record.path)

    def exists(self, identifier: str) -> bool:
        """Whether there is a record of that ID, readable or not."""
        return identifier in self._incidents or identifier in self._broken

    def policy_file(self, path: str) -> PolicyFile | None:
        """The readable policy file at a path."""
        return next((file for file in self.policy_files if file.path == path), None)


def read_archive(root: Path, *, cache: Cache | None = None, on_progress: OnProgress | None = None) -> Archive:
    """Read every record and policy under `root`. A broken file is data, never an exception.

    `on_progress` is told (files read, files in all). The result is the same with a cache and without.
    """
    policies = read_policies(root) if cache is None else policy_reading_of(root)
    readings: list[Reading] = []
    incidents = list(record_files(root, INCIDENTS))
    postmortems = list(record_files(root, POSTMORTEMS))
    readings += _read_files(root, "incident", incidents, cache, on_progress)
    readings += _read_files(root, "postmortem", postmortems, cache, None)
    if cache is not None:
        cache.save()
    declared = policies.policies.fields
    readings = [hold_to_declarations(reading, declared) for reading in readings]
    return Archive(
        root,
        policies.policies,
        policies.files,
        tuple(reading for reading in readings if isinstance(reading, IncidentRecord)),
        tuple(reading for reading in readings if isinstance(reading, PostmortemRecord)),
        (*policies.unreadable, *(reading for reading in readings if isinstance(reading, Unreadable))),
    )


def _read_files(
    root: Path,
    kind: FileKind,
    found: list[str | Problem],
    cache: Cache | None,
    on_progress: OnProgress | None,
) -> Iterator[Reading]:
    contents = {path: read_bytes(root, path) for path in found if isinstance(path, str)}
    keys = {path: digest_of(kind, c) for path, c in contents.items() if isinstance(c, bytes)}
    known = {path: words for path, key in keys.items() if cache and (words := cache.get(key)) is not None}
    unread = [(path, c) for path, c in contents.items() if path not in known and isinstance(c, bytes)]
    broken: dict[str, Unreadable] = {}
    for batch in parse_all(kind, unread, on_progress):
        known.update(zip(batch.paths, thaw(batch.frozen), strict=True))
        broken.update((each.path, each) for each in batch.unreadable)
        if cache is not None:
            cache.put([keys[path] for path in batch.paths], batch.frozen)
    for path in found:
        if isinstance(path, Problem):
            yield Unreadable(path.place.path, kind, (path,))
            continue
        content = contents.pop(path)
        if isinstance(content, Problem):
            yield Unreadable(path, kind, (content,))
        else:
            yield broken.get(path) or record_of(kind, path, content, known.pop(path), keys[path])

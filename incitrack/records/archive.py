"""The archive: every record and policy of a folder, read once; the good ones, and the broken ones with reasons."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from incitrack.errors import Place, UnreadableError
from incitrack.model.policies import Policies
from incitrack.records.cache import Cache, Words, thaw
from incitrack.records.declared_fields import hold_to_declarations
from incitrack.records.folder import read_bytes, record_files
from incitrack.records.known_files import KnownFiles
from incitrack.records.last_policies import policy_reading_of
from incitrack.records.parsing import OnProgress, Reading, parse_all, parse_beside, record_of
from incitrack.records.places import INCIDENTS, POSTMORTEMS
from incitrack.records.policy_files import PolicyFile, read_policies
from incitrack.records.problem import Problem
from incitrack.records.record import FileKind, IncidentRecord, PostmortemRecord, Unreadable, digest_of
from incitrack.records.stamps import Stamps


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


def read_archive(
    root: Path, *, cache: Cache | None = None, stamps: Stamps | None = None, on_progress: OnProgress | None = None
) -> Archive:
    """Read every record and policy under `root`. A broken file is data, never an exception.

    `on_progress` is told (files read, files in all). The result is the same with a cache and without. `stamps` are
    those of the files: given with a cache, a file that is as it was is not read until its text is asked for.
    """
    policies = read_policies(root) if cache is None else policy_reading_of(root)
    reader = _Reader(root, cache, KnownFiles(root, stamps) if stamps and cache else None)
    readings = [
        *reader.read("incident", list(record_files(root, INCIDENTS)), on_progress),
        *reader.read("postmortem", list(record_files(root, POSTMORTEMS)), None),
    ]
    reader.save()
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


@dataclass
class _Reader:
    """Reads files of records, and of those that are known no more than it needs."""

    root: Path
    cache: Cache | None
    known_files: KnownFiles | None
    keys: dict[str, bytes] = field(default_factory=dict)

    def read(
        self, kind: FileKind, found: list[str | Problem], on_progress: OnProgress | None
    ) -> Iterator[Reading]:
        """What each file says, in their order."""
        paths = [each for each in found if isinstance(each, str)]
        keys = {path: key for path in paths if (key := self._key(path))}
        contents = {path: read_bytes(self.root, path) for path in paths if path not in keys}
        readable = {path: content for path, content in contents.items() if isinstance(content, bytes)}
        keys.update((path, digest_of(kind, content)) for path, content in readable.items())
        self.keys.update(keys)
        known, broken = self._words(kind, keys, readable, on_progress)
        for path in found:
            if isinstance(path, Problem):
                yield Unreadable(path.place.path, kind, (path,))
            elif isinstance(content := contents.pop(path, b""), Problem):
                yield Unreadable(path, kind, (content,))
            elif path in broken:
                yield broken[path]
            else:
                text = readable.pop(path).decode("utf-8") if path in readable else self._later(kind, path)
                yield record_of(kind, path, text, known.pop(path), keys[path])

    def save(self) -> None:
        """Keep what was read for the next time."""
        if self.cache is not None:
            self.cache.save()
        if self.known_files is not None:
            self.known_files.save(self.keys)

    def _key(self, path: str) -> bytes | None:
        """The digest of a file that is as it was, and whose words the cache has."""
        key = self.known_files.key(path) if self.known_files else None
        return key if key and self.cache is not None and key in self.cache else None

    def _later(self, kind: FileKind, path: str) -> Callable[[], str]:
        return partial(_read_again, self.root, kind, path, self.keys[path])

    def _words(
        self, kind: FileKind, keys: dict[str, bytes], contents: dict[str, bytes], on_progress: OnProgress | None
    ) -> tuple[dict[str, Words], dict[str, Unreadable]]:
        """The words of the files that can be read, by path, and the others.

        `contents` are those of files that are not known by their stamps; what the cache has lost is put there too.
        """
        cache = self.cache
        unread = {path: content for path, content in contents.items() if cache is None or keys[path] not in cache}
        begun = parse_beside(kind, [*unread.items()], len(keys) - len(unread), on_progress)
        known = {path: words for path, key in keys.items() if cache and (words := cache.get(key)) is not None}
        batches = begun()
        broken: dict[str, Unreadable] = {}
        for path in keys.keys() - known.keys() - unread.keys():
            found = contents.get(path) or read_bytes(self.root, path)
            if isinstance(found, Problem):
                broken[path] = Unreadable(path, kind, (found,))
            else:
                contents[path], keys[path] = found, digest_of(kind, found)
                batches += parse_all(kind, [(path, found)], None)
        for batch in batches:
            known.update(zip(batch.paths, thaw(batch.frozen), strict=True))
            broken.update((each.path, each) for each in batch.unreadable)
            if cache is not None:
                cache.put([keys[path] for path in batch.paths], batch.frozen)
        return known, broken


def _read_again(root: Path, kind: FileKind, path: str, digest: bytes) -> str:
    content = read_bytes(root, path)
    if isinstance(content, Problem) or digest_of(kind, content) != digest:
        raise UnreadableError(
            "the file has changed while the archive was read", place=Place(path), hint="run the command again"
        )
    return content.decode("utf-8")

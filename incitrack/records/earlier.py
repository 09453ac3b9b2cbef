"""The archive as it was at an earlier moment, of which only what differs is read."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial

from incitrack.records.archive import Archive
from incitrack.records.cache import thaw
from incitrack.records.declared_fields import hold_to_declarations
from incitrack.records.folder import read_bytes
from incitrack.records.parsing import Reading, parse_all, record_of
from incitrack.records.places import INCIDENTS, POLICIES, POSTMORTEMS, SETTINGS, id_of_path
from incitrack.records.policy_files import PolicyReading, read_policies_by
from incitrack.records.problem import Problem
from incitrack.records.record import FileKind, IncidentRecord, PostmortemRecord, Unreadable, digest_of

PLACES = (INCIDENTS, POSTMORTEMS, POLICIES, SETTINGS)
"""Where the files of an archive stand."""

SUFFIXES = (".md", ".yaml")
"""How their names end."""


def earlier_archive(archive: Archive, paths: Collection[str], contents: Mapping[str, bytes]) -> Archive:
    """The archive whose files were `paths`, of which those in `contents` held that, the others what they hold now.

    A record that has not changed, line ends aside, is the very object that it is in `archive`.
    """
    policies = _policies(archive, paths, contents)
    same = [each for each in _readings(archive) if each.path in paths and _is_same(each, contents)]
    known = {each.path for each in same}
    different = {path: content for path, content in contents.items() if path not in known}
    fresh = [
        hold_to_declarations(reading, policies.policies.fields)
        for kind, folder in _FOLDERS.items()
        for reading in _read(kind, folder, different)
    ]
    readings = sorted([*same, *fresh], key=lambda reading: reading.path)
    return Archive(
        archive.root,
        policies.policies,
        policies.files,
        tuple(reading for reading in readings if isinstance(reading, IncidentRecord)),
        tuple(reading for reading in readings if isinstance(reading, PostmortemRecord)),
        (*policies.unreadable, *(reading for reading in readings if isinstance(reading, Unreadable))),
    )


_FOLDERS: dict[FileKind, str] = {"incident": INCIDENTS, "postmortem": POSTMORTEMS}


def _readings(archive: Archive) -> Iterable[Reading]:
    broken = (each for each in archive.unreadable if each.kind != "policy")
    return (*archive.incidents, *archive.postmortems, *broken)


def _is_same(reading: Reading, contents: Mapping[str, bytes]) -> bool:
    content = contents.get(reading.path)
    return content is None or (reading.text is not None and _lines(content) == _lines(reading.text.encode()))


def _lines(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n")


def _read(kind: FileKind, folder: str, contents: Mapping[str, bytes]) -> Iterator[Reading]:
    files = [(path, c) for path, c in contents.items() if path.startswith(f"{folder}/") and id_of_path(path)]
    for batch in parse_all(kind, files, None):
        yield from batch.unreadable
        for path, words in zip(batch.paths, thaw(batch.frozen), strict=True):
            yield record_of(kind, path, contents[path].decode("utf-8"), words, digest_of(kind, contents[path]))


def _policies(archive: Archive, paths: Collection[str], contents: Mapping[str, bytes]) -> PolicyReading:
    now = {file.path for file in archive.policy_files} | {u.path for u in archive.unreadable if u.kind == "policy"}
    if now <= set(paths) and not any(path in now or _is_policy(path) for path in contents):
        unreadable = tuple(each for each in archive.unreadable if each.kind == "policy")
        return PolicyReading(archive.policies, archive.policy_files, unreadable)
    return read_policies_by(partial(_content, archive, paths, contents))


def _is_policy(path: str) -> bool:
    return path == SETTINGS or path.startswith(f"{POLICIES}/")


def _content(
    archive: Archive, paths: Collection[str], contents: Mapping[str, bytes], path: str
) -> bytes | Problem | None:
    if path not in paths:
        return None
    return contents[path] if path in contents else read_bytes(archive.root, path)

"""What happened to one incident's record, commit by commit: fields that changed, and entries that came or went."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple

from incitrack.records.entry_lists import NOTHING, Entry, EntryLists, Section, entry_lists, lost_entries
from incitrack.records.folder import LARGEST
from incitrack.records.front_matter import find_front_matter
from incitrack.records.incident_file import read_values
from incitrack.records.places import incident_path
from incitrack.store.commits import Asks, Commit
from incitrack.store.objects import look_up, read_objects
from incitrack.store.touches import Touch, touches_of

_SECTIONS: Final[tuple[Section, Section]] = ("timeline", "communications")


class RecordChange(NamedTuple):
    """One change that a commit made. `old` and `new` are None where there is nothing.

    `field` is a field of the front matter, whose values are as YAML has them, or the section of the `entry`.
    """

    commit: Commit
    field: str
    old: Any
    new: Any
    entry: Entry | None = None


class RecordHistory(NamedTuple):
    """The changes, the oldest first, and the commits whose front matter cannot be read."""

    changes: tuple[RecordChange, ...]
    unreadable: tuple[Commit, ...]


class _Version(NamedTuple):
    """What a file says; `fields` are None where the front matter cannot be read."""

    fields: Mapping[str, Any] | None
    entries: EntryLists


_ABSENT: Final = _Version({}, NOTHING)


def record_history(git: Asks, identifier: str, tip: str, *, since: datetime | None = None) -> RecordHistory:
    """The history of an incident's record in the commits that lead to `tip`, a hash.

    A change is told once, of the commit that first made it, and never of the merge that brought it. The record is
    followed to another path only where a commit removed the file there. What was committed before `since` is left
    out.

    Raises:
        GitError: Git failed.
    """
    path = incident_path(identifier)
    touches = touches_of(git, path, tip, since=since)
    names = dict.fromkeys(name for each in touches for name in (each.after, *each.before) if name)
    told = _Telling(dict(_versions(git, path, list(names))))
    changes = tuple(change for touch in touches for change in told.of(touch))
    return RecordHistory(changes, tuple(told.unreadable))


def _versions(git: Asks, path: str, names: list[str]) -> Iterator[tuple[str, _Version]]:
    if not names:
        return
    readable = [found.name for found in look_up(git, names) if found.size <= LARGEST]
    yield from ((name, _Version(None, NOTHING)) for name in names if name not in readable)
    for name, content in read_objects(git, readable) if readable else ():
        text = content.decode(errors="replace")
        yield name, _Version(_fields(path, text), entry_lists(text))


def _fields(path: str, text: str) -> dict[str, Any] | None:
    bounds = find_front_matter(text)
    values = read_values(path, text, bounds)[0] if bounds else None
    return None if values is None else {key: value for key, value in values.items() if value is not None}


class _Telling:
    """Tells what each touch changed, the oldest first, and remembers what it has told."""

    def __init__(self, versions: dict[str, _Version]) -> None:
        self._versions = versions
        self._came: set[tuple[Section, Entry]] = set()
        self._went: set[tuple[Section, Entry]] = set()
        self.unreadable: list[Commit] = []

    def of(self, touch: Touch) -> Iterator[RecordChange]:
        """The changes of one commit: its fields, then its entries in the order of the file."""
        before = [self._version(name) for name in touch.before]
        after = self._version(touch.after)
        if after.fields is None and touch.after:
            # What cannot be read says what the last readable version said, until the next one.
            after = self._versions[touch.after] = _Version(before[0].fields, after.entries)
            self.unreadable.append(touch.commit)
        yield from self._of_fields(touch.commit, before, after)
        for section in _SECTIONS:
            yield from self._of_entries(touch.commit, section, [each.entries for each in before], after.entries)

    def _version(self, name: str | None) -> _Version:
        return self._versions[name] if name else _ABSENT

    def _of_fields(self, commit: Commit, before: list[_Version], after: _Version) -> Iterator[RecordChange]:
        olds = [each.fields or {} for each in before]
        new = after.fields or {}
        for field in dict.fromkeys([*olds[0], *new]):
            if all(old.get(field) != new.get(field) for old in olds):
                yield RecordChange(commit, field, olds[0].get(field), new.get(field))

    def _of_entries(
        self, commit: Commit, section: Section, before: list[EntryLists], after: EntryLists
    ) -> Iterator[RecordChange]:
        is_merge = len(before) > 1
        there = {entry for each in before for entry in getattr(each, section)}
        replaced: set[Entry] = set()
        for lost in (lost for each in before for lost in lost_entries(each, after) if lost.section == section):
            if is_merge and ((section, lost.entry) in self._went or lost.entry in getattr(after, section)):
                continue
            self._went.add((section, lost.entry))
            self._came.discard((section, lost.entry))
            later = lost.later if lost.later not in there else None
            if later is not None:
                replaced.add(later)
                self._came.add((section, later))
            yield RecordChange(commit, section, lost.entry, later, later or lost.entry)
        for entry in getattr(after, section):
            if entry not in there and entry not in replaced and (section, entry) not in self._came:
                self._came.add((section, entry))
                self._went.discard((section, entry))
                yield RecordChange(commit, section, None, entry, entry)

"""When the entries of all incidents were written down, in one walk over what is new of the history."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, NamedTuple

from incitrack.model.incident import Incident
from incitrack.records.entry_lists import EntryLists, entry_lists
from incitrack.records.parsing import OnProgress
from incitrack.records.places import INCIDENTS, id_of_path
from incitrack.records.record import IncidentRecord
from incitrack.records.recorded_times import MOVED, RecordedTimes, Times, entry_key, pack, unpack
from incitrack.store.commits import Asks, Commit, read_commits
from incitrack.store.losses import kind_of
from incitrack.store.main_branch import is_shallow
from incitrack.store.merge_base import leads_to
from incitrack.store.objects import name_of
from incitrack.store.tree_changes import FileChange, Step, tree_changes
from incitrack.store.versions import Versions

_COMMITS: Final = 4000
"""So many are looked at together."""


def all_recorded_times(  # noqa: PLR0913 - what a walk may be told
    git: Asks,
    tip: str,
    on_progress: OnProgress,
    *,
    earlier: RecordedTimes | None = None,
    present: Iterable[IncidentRecord] = (),
    jobs: int = 1,
) -> RecordedTimes | None:
    """When the entries of every incident were written down, by the history that leads to `tip`, a full hash.

    The rule is that of `recorded_times`, which asks it of one. A record that a commit moved to another ID keeps
    the times of its entries. What is known of an `earlier` commit is built upon where it leads to `tip`. Records
    that are `present` need not be read once more in the version that they are in; other versions are read in so
    many `jobs` (processes). None in a shallow clone, where nobody can know.

    Raises:
        GitError: Git failed.
    """
    if is_shallow(git):
        return None
    if earlier and earlier.tip == tip:
        return earlier
    if earlier and not leads_to(git, earlier.tip, tip):
        earlier = None
    commits = read_commits(git, [tip], without=[earlier.tip] if earlier else [])
    versions: Versions[tuple[bytes, ...]] = Versions(git, _keys_in, (), jobs=jobs)
    known = _keys_of(() if earlier else present, tip)
    for name, keys in known.items():
        versions.know(name, keys)
    notes = _Notes(earlier)
    last: dict[str, str] = {}
    for start in range(0, len(commits), _COMMITS):
        some = list(_touches(git, commits[start : start + _COMMITS]))
        versions.read(name for touch in some for file in (*touch.files, *touch.gone) for name in file.contents)
        for touch in some:
            notes.take(touch, versions)
            last.update((file.path, file.after) for file in touch.files)
        versions.keep((*known, *last.values()))  # the next commits begin with these
        on_progress(min(start + _COMMITS, len(commits)), len(commits))
    return notes.recorded(tip)


class _File(NamedTuple):
    """The file of an incident that a commit changed beside every parent, and the names of its contents."""

    path: str
    after: str
    before: tuple[str, ...]

    @property
    def id(self) -> str:
        return id_of_path(self.path) or ""

    @property
    def contents(self) -> tuple[str, ...]:
        return self.after, *self.before


class _Touch(NamedTuple):
    """What a commit did to the incidents; `gone` are the files, as they were, that are not there any more."""

    at: int
    files: list[_File]
    gone: list[_File]


def _touches(git: Asks, commits: list[Commit]) -> Iterator[_Touch]:
    steps = (Step(each.hash, parent) for each in commits for parent in each.parents or (None,))
    changes = tree_changes(git, steps, (INCIDENTS,))
    for commit in commits:
        beside = [_by_path(changed) for _, changed in islice(changes, len(commit.parents) or 1)]
        files, gone = [], []
        for path, change in beside[0].items():
            if change.after and all(path in each for each in beside):
                before = (each[path].before for each in beside)
                files.append(_File(path, change.after, tuple(name for name in before if name)))
        for each in beside:
            gone += [_File(path, c.before, ()) for path, c in each.items() if c.before and not c.after]
        yield _Touch(int(commit.at.timestamp()), files, gone)


def _by_path(changes: list[FileChange]) -> dict[str, FileChange]:
    return {each.path: each for each in changes if kind_of(each.path) == "incident"}


def _keys_of(records: Iterable[IncidentRecord], tip: str) -> dict[str, tuple[bytes, ...]]:
    """The keys of entries that were read already, by the names that their records would have in Git's store."""
    return {name_of(record.text.encode(), like=tip): _keys(_lists_of(record.incident)) for record in records}


def _lists_of(incident: Incident) -> EntryLists:
    return EntryLists(incident.timeline, incident.communications)


def _keys_in(text: str) -> tuple[bytes, ...]:
    return _keys(entry_lists(text))


def _keys(lists: EntryLists) -> tuple[bytes, ...]:
    return tuple(entry_key(entry) for entry in lists.all)


class _Notes:
    """The times that are known so far, unpacked where commits change them."""

    def __init__(self, earlier: RecordedTimes | None) -> None:
        self._packed = dict(earlier.packed) if earlier else {}
        self._moved = {each: {*others} for each, others in earlier.moved.items()} if earlier else {}
        self._times: dict[str, Times] = {}

    def take(self, touch: _Touch, versions: Versions[tuple[bytes, ...]]) -> None:
        """Note what a commit brought. No commit is taken before its parents."""
        held_by: dict[bytes, set[str]] = {}
        for file in touch.gone:
            for key in versions.of(file.after):
                held_by.setdefault(key, set()).add(file.id)
        for file in touch.files:
            times = self._times_of(file.id)
            before = {key for name in file.before for key in versions.of(name)}
            for key in versions.of(file.after):
                if key in held_by:
                    times.setdefault(key, MOVED)
                    self._moved.setdefault(file.id, set()).update(held_by[key] - {file.id})
                elif key not in before:
                    times[key] = min(times.get(key, MOVED), touch.at)

    def recorded(self, tip: str) -> RecordedTimes:
        """All of them, of the history that leads to a commit."""
        self._packed |= {identifier: pack(times) for identifier, times in self._times.items() if times}
        moved = {identifier: tuple(sorted(others)) for identifier, others in self._moved.items() if others}
        return RecordedTimes(tip, self._packed, moved)

    def _times_of(self, identifier: str) -> Times:
        if identifier not in self._times:
            self._times[identifier] = unpack(self._packed.get(identifier, b""))
        return self._times[identifier]

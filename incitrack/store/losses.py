"""What a commit lost of the records of another one: entries that were altered or removed, and whole records."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Final, NamedTuple

from incitrack.model.entry import Kind, TimelineEntry
from incitrack.model.times import parse_time
from incitrack.records.entry_lists import NOTHING, EntryLists, LostEntry, entry_lists, lost_entries
from incitrack.records.folder import LARGEST
from incitrack.records.parsing import parse
from incitrack.records.places import INCIDENTS, POSTMORTEMS, id_of_path
from incitrack.records.record import FileKind, Unreadable
from incitrack.store.commits import Commit, read_commits
from incitrack.store.objects import look_up, read_objects
from incitrack.store.porcelain import Porcelain
from incitrack.store.tree_changes import FileChange, Step, regular_files, tree_changes
from incitrack.store.versions import Versions

FOLDERS: Final = (INCIDENTS, POSTMORTEMS)
_QUOTED: Final = re.compile(r"`([^`]+)`")


class Loss(NamedTuple):
    """An entry that is lost, or, where `entry` is None, the record itself.

    `path` is the record's before; `amended` are the corrections that came with the loss, `before` the times of
    those that were there, and `after` is the name of the record's content behind it.
    """

    incident: str
    path: str
    entry: LostEntry | None
    amended: tuple[TimelineEntry, ...] = ()
    before: frozenset[datetime] = frozenset()
    after: str | None = None

    @property
    def comes_amended(self) -> bool:
        """Whether an `amended` entry that came with the loss tells of it: by the entry's time, or by none."""
        return self.entry is not None and any(
            self.entry.entry.at in times or not times for times in map(times_in, self.amended)
        )

    @property
    def key(self) -> tuple[object, ...]:
        """What is lost, however it was."""
        if self.entry is None:
            return self.path, None
        return self.incident, self.entry.section, self.entry.entry


class Losses:
    """Finds losses between commits; contents that it has read it knows for the next step."""

    def __init__(self, git: Porcelain) -> None:
        self.git = git
        self.versions = Versions(git, entry_lists, NOTHING)
        self._listed: tuple[tuple[str, FileKind], dict[str, list[str]]] | None = None

    def read(self, found: Sequence[tuple[Step, list[FileChange]]]) -> None:
        """Read at once what several steps need."""
        files = [each for _, changes in found for each in changes if kind_of(each.path) == "incident"]
        touched = [name for each in files for name in (each.before, each.after)]
        # A record that came or went alone is compared with nothing, unless it moved.
        self.versions.read(touched)

    def of(self, step: Step, changes: Sequence[FileChange]) -> Iterator[Loss]:
        """What the step lost. A record at another path with the same ID is the same record.

        Of several such files, which a check refuses, the one counts that keeps the most.
        """
        for each in changes:
            kind = kind_of(each.path)
            if kind is None or each.before is None:
                continue
            identifier = id_of_path(each.path) or ""
            afters = [each.after] if each.after else self._elsewhere(step, each.path, each.before, kind, changes)
            if not afters:
                yield Loss(identifier, each.path, None)
            elif kind == "incident":
                self.versions.read(afters)
                lost = (list(self._entries(identifier, each.path, each.before or "", after)) for after in afters)
                yield from min(lost, key=len)

    def _entries(self, identifier: str, path: str, before: str, after: str) -> Iterator[Loss]:
        earlier, later = self.versions.of(before), self.versions.of(after)
        found = list(lost_entries(earlier, later))
        if not found:
            return
        # A correction that was itself altered is not one that came.
        known = {*earlier.timeline, *(lost.later for lost in found if lost.entry.kind is Kind.AMENDED)}
        came = tuple(each for each in amendments(later) if each not in known)
        before_it = frozenset(each.at for each in amendments(earlier))
        for lost in found:
            yield Loss(identifier, path, lost, came, before_it, after)

    def _elsewhere(
        self, step: Step, path: str, before: str, kind: FileKind, changes: Sequence[FileChange]
    ) -> list[str]:
        """The contents of the files that are the record, behind the step, when it is gone from its path."""
        if named := self._named(step.commit, kind).get(id_of_path(path) or ""):
            return named
        came = [(each.path, each.after) for each in changes if each.after and not each.before]
        rivals = [(path, after) for path, after in came if kind_of(path) == kind]
        own = self._id_in(kind, path, before) if rivals else None
        return [after for path, after in rivals if own and self._id_in(kind, path, after) == own]

    def _named(self, commit: str, kind: FileKind) -> dict[str, list[str]]:
        """The contents of a commit's files by the ID in their names; listed once for all that it moved."""
        if self._listed is None or self._listed[0] != (commit, kind):
            folder = INCIDENTS if kind == "incident" else POSTMORTEMS
            found: dict[str, list[str]] = {}
            for path, name in regular_files(self.git, commit, f"{folder}/"):
                if kind_of(path) == kind:
                    found.setdefault(id_of_path(path) or "", []).append(name)
            self._listed = (commit, kind), found
        return self._listed[1]

    def _id_in(self, kind: FileKind, path: str, name: str) -> str | None:
        """The ID that the file itself says."""
        found = next(look_up(self.git, [name]), None)
        if found is None or found.size > LARGEST:
            return None
        ((_, content),) = read_objects(self.git, [name])
        reading = parse(kind, path, content)
        return None if isinstance(reading, Unreadable) else reading.id


def amendments(entries: EntryLists) -> list[TimelineEntry]:
    """The `amended` entries among some."""
    return [each for each in entries.timeline if each.kind is Kind.AMENDED]


def times_in(entry: TimelineEntry) -> set[datetime]:
    """The times that an entry's text names."""
    found = set()
    for quoted in _QUOTED.findall(entry.text):
        with suppress(ValueError):
            found.add(parse_time(quoted))
    return found


def kind_of(path: str) -> FileKind | None:
    """Whether a path is that of an incident or of a postmortem; None for any other."""
    if not path.endswith(".md") or id_of_path(path) is None:
        return None
    return "incident" if path.startswith(f"{INCIDENTS}/") else "postmortem"


def made_by(
    losses: Losses, earlier: str, later: str, wanted: Sequence[Loss]
) -> Mapping[tuple[object, ...], Commit]:
    """For what is lost from one commit to a later one, the first commit between them that lost it.

    A loss that no single commit made, such as of a branch that was put in the other's place, is not in it.
    """
    keys = {loss.key for loss in wanted}
    between = {each.hash: each for each in read_commits(losses.git, [later], without=[earlier])}
    steps = [Step(each.hash, parent) for each in between.values() for parent in each.parents]
    found: dict[tuple[object, ...], Commit] = {}
    for step, changes in tree_changes(losses.git, steps, FOLDERS):
        if keys <= found.keys():
            break
        paths = {loss.path for loss in wanted if loss.key not in found}
        concerned = [each for each in changes if each.path in paths or each.before is None or each.after is None]
        losses.read([(step, concerned)])
        for loss in losses.of(step, concerned):
            if loss.key in keys:
                found.setdefault(loss.key, between[step.commit])
    return found

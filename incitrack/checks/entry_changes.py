"""What a change did to the entries of an incident, and where to point at it."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from incitrack.checks.facts import Facts
from incitrack.errors import Place
from incitrack.model.entry import Communication, TimelineEntry
from incitrack.model.times import record_time
from incitrack.records.body import COMMUNICATIONS, TIMELINE
from incitrack.records.entry_matching import Entries, Matching, match_entries
from incitrack.records.record import IncidentRecord


class EntryChanges(NamedTuple):
    """The entries of a section before and after the change, and which is which."""

    section: str
    earlier: Entries
    later: Entries
    matching: Matching
    place: Callable[[int], Place]

    def place_of_removed(self, record: IncidentRecord, index: int) -> Place:
        """Where an earlier entry is missed: at what stands before it, else at what follows, else the heading."""
        known = sorted((*self.matching.unchanged, *self.matching.altered))
        before = [later for earlier, later in known if earlier < index]
        if before or known:
            return self.place(before[-1] if before else known[0][1])
        heading = record.body.section(self.section)
        return Place(record.path, heading.line if heading else 1)


def entry_changes(record: IncidentRecord, facts: Facts) -> Iterator[EntryChanges]:
    """The changes of the timeline, then of the communications; none where the record is new or was not touched."""
    if facts.comparison is None or record.path not in facts.comparison.touched:
        return
    before = facts.comparison.record_before(record)
    if before is None:
        return
    old, new = before.incident, record.incident
    if old.timeline != new.timeline:
        matching = match_entries(old.timeline, new.timeline)
        yield EntryChanges(TIMELINE, old.timeline, new.timeline, matching, record.entry_place)
    if old.communications != new.communications:
        matching = match_entries(old.communications, new.communications)
        yield EntryChanges(
            COMMUNICATIONS, old.communications, new.communications, matching, record.communication_place
        )


def entry_name(entry: TimelineEntry | Communication) -> str:
    """What an entry is called in a message, which never quotes its text: that may hold a secret."""
    at = record_time(entry.at)
    return f"the {entry.kind} entry of {at}" if isinstance(entry, TimelineEntry) else f"the message of {at}"


def differences(old: TimelineEntry | Communication, new: TimelineEntry | Communication) -> list[str]:
    """What of an entry is another in the one that stands in its place, in words."""
    kind = "kind" if isinstance(old, TimelineEntry) else "audience"
    names = {"at": "time", "kind": kind, "by": "handle", "channels": "list of channels", "text": "text"}
    return [word for name, word in names.items() if getattr(old, name, None) != getattr(new, name, None)]

"""The entries of any version of an incident, whatever else of it is broken, and which of them a later one lost."""

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from incitrack.model.entry import Communication, TimelineEntry
from incitrack.records.body import COMMUNICATIONS, TIMELINE, Body
from incitrack.records.entry_matching import match_entries
from incitrack.records.front_matter import find_front_matter

Section = Literal["timeline", "communications"]
Entry = TimelineEntry | Communication


class EntryLists(NamedTuple):
    """The entries under Timeline and under Communications, in the order of the file."""

    timeline: tuple[TimelineEntry, ...] = ()
    communications: tuple[Communication, ...] = ()

    @property
    def all(self) -> tuple[Entry, ...]:
        """Both lists, one after the other."""
        return *self.timeline, *self.communications


NOTHING: Final = EntryLists()
_MATTERS: Final = (TIMELINE, COMMUNICATIONS, "```", "~~~", "<")
"""What may begin a list, or hide a heading, wherever it stands."""


class LostEntry(NamedTuple):
    """An entry that an earlier version has and a later one has not; `later` is what stands in its place."""

    section: Section
    entry: Entry
    later: Entry | None


def entry_lists(text: str) -> EntryLists:
    """The entries of a file's text. Its front matter may be broken or missing; what is no entry does not count."""
    bounds = find_front_matter(text)
    body = Body(_from_the_lists(text[bounds.body :] if bounds else text), 1)
    return EntryLists(tuple(body.timeline()[0]), tuple(body.communications()[0]))


def _from_the_lists(body: str) -> str:
    """The body without what stands above its timeline, which is half of most and cannot matter to the lists.

    A line that begins with `## ` is a heading whatever stands above it, unless a fence or HTML is open there.
    """
    above, heading, lists = body.partition(f"\n## {TIMELINE}")
    return body if any(word in above for word in _MATTERS) else heading + lists


def lost_entries(earlier: EntryLists, later: EntryLists) -> Iterator[LostEntry]:
    """Every entry that was altered or removed from one version to the other, as `match_entries` judges."""
    sections: tuple[Section, Section] = ("timeline", "communications")
    for section in sections:
        old: tuple[Entry, ...] = getattr(earlier, section)
        new: tuple[Entry, ...] = getattr(later, section)
        if old == new[: len(old)]:
            continue
        found = match_entries(getattr(earlier, section), getattr(later, section))
        instead = {index: new[place] for index, place in found.altered}
        for index in sorted((*instead, *found.removed)):
            yield LostEntry(section, old[index], instead.get(index))

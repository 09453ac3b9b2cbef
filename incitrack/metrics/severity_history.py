"""Which severity an incident had when, by the entries that changed it."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final, NamedTuple

from incitrack.model.entry import Kind
from incitrack.model.incident import Incident

_CHANGE: Final = re.compile(r"([A-Za-z0-9._-]+) -> ([A-Za-z0-9._-]+)")


class SeverityChange(NamedTuple):
    """A change of severity: its entry in the timeline, counted from 0, and from what to what."""

    entry: int
    at: datetime
    before: str
    after: str


class SeverityHistory:
    """The severities of an incident in order. Without an entry it always had that of its front matter."""

    def __init__(self, incident: Incident) -> None:
        self.changes = tuple(_changes(incident))
        self._first = self.changes[0].before if self.changes else incident.severity

    def after_entry(self, entry: int) -> str:
        """The severity once the timeline's entry of that number was written."""
        if not self.changes:
            return self._first
        earlier = [change.after for change in self.changes if change.entry <= entry]
        return earlier[-1] if earlier else self._first

    def at(self, moment: datetime) -> str:
        """The severity at a moment, which a change at that very moment has set already."""
        if not self.changes:
            return self._first
        earlier = [change.after for change in self.changes if change.at <= moment]
        return earlier[-1] if earlier else self._first


def _changes(incident: Incident) -> Iterator[SeverityChange]:
    for index, entry in enumerate(incident.timeline):
        if entry.kind is Kind.SEVERITY and (found := _CHANGE.match(entry.text)):
            # A key may end in a full stop; one that ends the sentence belongs to none.
            before, after = found[1], found[2]
            if after != incident.severity:
                after = after.rstrip(".")
            yield SeverityChange(index, entry.at, before, after)

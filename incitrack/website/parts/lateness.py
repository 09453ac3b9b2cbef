"""How late entries were written down, and that many were so together: imported, or committed at once."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from incitrack.records.entry_lists import Entry
from incitrack.website.contents import ShownIncident
from incitrack.website.describe import Describer
from incitrack.website.views.record import TogetherView
from incitrack.wording import late_text

_FEWEST: Final = 3
"""Of fewer each says for itself how late it was written down."""


class LateNote(NamedTuple):
    """How late an entry was written down: beside it, or only with its time where that is said once of many."""

    late: str
    lag: str


class Lateness:
    """How late the entries of an incident were written down, by the moment of the build."""

    def __init__(self, shown: ShownIncident, describe: Describer) -> None:
        entries: list[Entry] = [*shown.incident.timeline, *shown.incident.communications]
        self._describe = describe
        self._noted = {entry: describe.noted_late(shown, entry) for entry in entries}
        self._together = _most_common([self._noted[entry] for entry in entries])

    def of(self, entry: Entry) -> LateNote:
        """What is said of an entry of the incident."""
        at = self._noted[entry]
        text = late_text(entry.at, at)
        return LateNote("", text) if at and at == self._together else LateNote(text, "")

    def together(self, entries: Sequence[Entry]) -> TogetherView | None:
        """What is said once of those entries of a list that were written down together; None for none."""
        at = self._together
        count = sum(self._noted[entry] == at for entry in entries) if at else 0
        if at is None or not count:
            return None
        number = "" if count == len(entries) else f"{count:,} "
        return TogetherView(f"{number}written down together on", self._describe.day_of(at))


def _most_common(noted: Sequence[datetime | None]) -> datetime | None:
    """When at least half of all entries were written down late, all at one moment; None for no such."""
    for at, count in Counter(filter(None, noted)).most_common(1):
        if count >= _FEWEST and 2 * count >= len(noted):
            return at
    return None

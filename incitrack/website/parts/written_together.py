"""Entries that were written down together, long after they happened: imported, or committed at once."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from incitrack.records.entry_lists import Entry
from incitrack.website.contents import ShownIncident
from incitrack.website.describe import Describer
from incitrack.website.views.record import TogetherView

_FEWEST: Final = 3
"""Of fewer each says for itself how late it was written down."""


def written_together(shown: ShownIncident, describe: Describer) -> datetime | None:
    """When at least half of an incident's entries were written down late, all at one moment; None for no such."""
    entries: list[Entry] = [*shown.incident.timeline, *shown.incident.communications]
    moments = Counter(at for entry in entries if (at := describe.noted_late(shown, entry)))
    for at, count in moments.most_common(1):
        if count >= _FEWEST and 2 * count >= len(entries):
            return at
    return None


def together_view(
    entries: Sequence[Entry], at: datetime | None, shown: ShownIncident, describe: Describer
) -> TogetherView | None:
    """What is said once of those entries of a list that were written down at that moment; None for none."""
    count = sum(describe.noted_late(shown, entry) == at for entry in entries) if at else 0
    if at is None or not count:
        return None
    number = "" if count == len(entries) else f"{count:,} "
    return TogetherView(f"{number}written down together on", describe.day_of(at))

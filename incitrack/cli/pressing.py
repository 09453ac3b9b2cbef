"""The clocks that matter most, for commands that have something to show also without them."""

from collections.abc import Iterable

from incitrack.cli.session import Session
from incitrack.errors import UnreadableError
from incitrack.metrics.clocks import Clocks
from incitrack.metrics.pressing import Pressing
from incitrack.records.archive import Archive
from incitrack.records.record import IncidentRecord


def pressing_among(session: Session, archive: Archive, records: Iterable[IncidentRecord]) -> tuple[Pressing, int]:
    """The clock that matters most of each record, and the exit status that working it out leaves.

    Where the calendar cannot be reckoned by, there are none, and it is 3; `report_unreadable` says why.
    """
    try:
        return Pressing.among(records, Clocks(archive, session.now)), 0
    except UnreadableError:
        return Pressing(session.now, {}), 3

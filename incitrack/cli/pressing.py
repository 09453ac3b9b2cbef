"""The clocks that matter most, for commands that have something to show also without them."""

from collections.abc import Iterable

from incitrack.cli.policy_of_clocks import calendar_place
from incitrack.cli.session import Session
from incitrack.cli.unreadable import say_cannot_read
from incitrack.errors import UnreadableError
from incitrack.metrics.clocks import Clocks
from incitrack.metrics.pressing import Pressing
from incitrack.records.archive import Archive
from incitrack.records.record import IncidentRecord


def pressing_among(session: Session, archive: Archive, records: Iterable[IncidentRecord]) -> tuple[Pressing, int]:
    """The clock that matters most of each record, and the exit status that working it out leaves.

    Where the calendar cannot be reckoned by, there are none, a line on standard error says why, and it is 3.
    """
    try:
        with calendar_place(lambda: archive):
            return Pressing.among(records, Clocks(archive, session.now)), 0
    except UnreadableError as error:
        say_cannot_read(error.place, error.message, error.hint)
        return Pressing(session.now, {}), 3

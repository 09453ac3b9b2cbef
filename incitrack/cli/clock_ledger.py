"""The overview of all clocks as it was told last: while no file has changed, nothing but the time has.

One file beside the cache of the archive and under the same rules. Nothing in it depends on the time but the states
of what runs, until the moment `until` at which another clock begins.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from incitrack.calendars.reckoning_files import reckoning_files
from incitrack.cli.session import Session
from incitrack.records.cache_file import cache_folder, load, store
from incitrack.records.stamps import Stamps, is_too_fresh, stamps_of

if TYPE_CHECKING:
    from incitrack.model.policies import Policies
    from incitrack.records.archive import Archive
    from incitrack.reports.clock_overview import ClockOverview

_NAME: Final = "last-clocks"


@dataclass(frozen=True)
class Ledger:
    """An overview, what it was worked out from, and from when to when it holds; None for ever."""

    files: Stamps
    means: Stamps
    since: datetime
    until: datetime | None
    overview: "ClockOverview"
    policies: "Policies"

    def holds(self, files: Stamps, now: datetime) -> bool:
        """Whether it tells the clocks of these files at a moment."""
        return (
            self.files == files
            and self.since <= now
            and (self.until is None or now < self.until)
            and self.means == _means(self.policies)
        )


def recall(session: Session, files: Stamps) -> "Ledger | None":
    """What was told last, if it still holds."""
    match load(cache_folder(session.root) / _NAME):
        case Ledger() as ledger if ledger.holds(files, session.now):
            return ledger
        case _:
            return None


def remember(session: Session, files: Stamps, archive: "Archive", overview: "ClockOverview") -> None:
    """Keep an overview of an archive that was read from files of these stamps, taken before they were read.

    A file that changed just before may change once more without a new stamp; then it is not kept.
    """
    path = cache_folder(session.root) / _NAME
    if not archive.unreadable and not is_too_fresh(files, path):
        until = _until(archive, session.now, overview)
        means = _means(archive.policies)
        store(path, Ledger(files, means, session.now, until, overview, archive.policies))


def _until(archive: "Archive", now: datetime, overview: "ClockOverview") -> datetime | None:
    """When more than a state changes: a due day begins, or a breach may ask for a postmortem."""
    from incitrack.model.local_day import local_day, start_of_day

    today = local_day(now, archive.policies)
    actions = (
        *(action for record in archive.incidents for action in record.incident.actions),
        *(action for record in archive.postmortems for action in record.postmortem.actions),
    )
    due = min((action.due for action in actions if action.due and action.due > today), default=None)
    late = (
        each.clock.deadline_at
        for each in overview.running
        if not each.incident.is_open and each.clock.deadline_at >= now
    )
    moments = [*late, *([start_of_day(due, archive.policies)] if due else [])]
    return min(moments, default=None)


def _means(policies: "Policies") -> Stamps:
    """The stamps of what clocks are reckoned with: this program, the holidays, and the zones."""
    package = Path(sys.modules["incitrack"].__file__ or "").parent
    return stamps_of([*_code(package), *reckoning_files(policies)])


def _code(package: Path) -> Iterator[Path]:
    for name in ("calendars", "metrics", "model", "reports"):
        yield from (package / name).glob("*.py")

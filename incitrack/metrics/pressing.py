"""The clock that matters most of an incident."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from incitrack.metrics.clock import Clock
from incitrack.metrics.clocks import Clocks
from incitrack.model.status import Status
from incitrack.records.record import IncidentRecord


@dataclass(frozen=True)
class Pressing:
    """The clock that matters most of each incident that is not closed, as of `now`, by the path of its record."""

    now: datetime
    clocks: Mapping[str, Clock]

    @classmethod
    def among(cls, records: Iterable[IncidentRecord], clocks: Clocks) -> Self:
        """Those of some records."""
        waiting = (record for record in records if record.incident.status is not Status.CLOSED)
        found = ((record.path, pressing_clock(clocks.running(record))) for record in waiting)
        return cls(clocks.now, {path: clock for path, clock in found if clock})

    def of(self, record: IncidentRecord) -> Clock | None:
        """The clock that matters most of an incident; None where none runs."""
        return self.clocks.get(record.path)


def pressing_clock(clocks: Iterable[Clock]) -> Clock | None:
    """The clock that matters most of one incident: of those that run the worst, then the nearest deadline."""
    running = (clock for clock in clocks if not clock.state.is_stopped and clock.tier is None)
    return min(running, key=lambda clock: (clock.state.rank, clock.deadline_at), default=None)

"""What figures are drawn from: an archive as of a moment, with what is worked out of the whole of it once."""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

from incitrack.metrics.baseline import MonthTallies
from incitrack.metrics.clocks import Clocks
from incitrack.metrics.recurrence import Recurrences
from incitrack.metrics.recurring_groups import RecurringGroups
from incitrack.metrics.remedies import Remedies
from incitrack.metrics.response_times import ResponseTimes, response_times
from incitrack.model.policies import Policies
from incitrack.records.archive import Archive
from incitrack.records.record import IncidentRecord


class Evidence:
    """An archive as of `now`. Figures of any choice of its records share what is worked out here.

    `clocks` may be given where somebody else has them already, of the same archive and moment.
    """

    def __init__(self, archive: Archive, now: datetime, clocks: Clocks | None = None) -> None:
        self.archive = archive
        self.now = now
        self.clocks = clocks or Clocks(archive, now)
        self._times: dict[str, ResponseTimes] = {}

    @property
    def policies(self) -> Policies:
        """The archive's policies."""
        return self.archive.policies

    @cached_property
    def recurrences(self) -> Recurrences:
        """What came again."""
        return Recurrences(self.archive.incidents)

    @cached_property
    def recurring(self) -> RecurringGroups:
        """What came again, in groups."""
        return RecurringGroups(self.recurrences, self.times)

    @cached_property
    def months(self) -> MonthTallies:
        """How many incidents each month had, and how long they took."""
        return self.months_of(record for record in self.archive.incidents if record.incident.is_actionable)

    def months_of(self, records: Iterable[IncidentRecord]) -> MonthTallies:
        """How many of some incidents each month had, and how long they took."""
        return MonthTallies(self.policies, self.times, records)

    @cached_property
    def remedies(self) -> Remedies:
        """What was dealt with."""
        return Remedies(self.archive)

    def times(self, record: IncidentRecord) -> ResponseTimes:
        """The response times of an incident."""
        found = self._times.get(record.path)
        if found is None:
            found = self._times[record.path] = response_times(record.incident)
        return found

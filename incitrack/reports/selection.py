"""Which incidents are asked for: the filters that all reading commands share."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from incitrack.model.incident import Incident
from incitrack.model.policies import Policies
from incitrack.model.status import Status
from incitrack.model.teams import teams_of
from incitrack.records.newest_first import report_time
from incitrack.records.record import IncidentRecord


@dataclass(frozen=True)
class Selection:
    """What an incident has to be. Of the words of one filter any will do; every filter has to hold.

    An empty filter asks nothing. `since` and `until` bound the report's time, both included.
    """

    statuses: frozenset[Status] = frozenset()
    severities: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()
    teams: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    causes: frozenset[str] = frozenset()
    since: datetime | None = None
    until: datetime | None = None
    open_only: bool = False

    def of(self, records: Iterable[IncidentRecord], policies: Policies) -> list[IncidentRecord]:
        """The records that are asked for, in their order."""
        return [record for record in records if self.holds(record.incident, policies)]

    def holds(self, incident: Incident, policies: Policies) -> bool:
        """Whether an incident is asked for."""
        return (
            (not self.open_only or incident.is_open)
            and (not self.statuses or incident.status in self.statuses)
            and (not self.severities or incident.severity in self.severities)
            and (not self.services or not self.services.isdisjoint(incident.services))
            and (not self.owners or incident.owner in self.owners)
            and (not self.tags or not self.tags.isdisjoint(incident.tags))
            and (not self.causes or incident.cause in self.causes)
            and (not self.teams or not self.teams.isdisjoint(teams_of(incident, policies)))
            and self._in_time(incident)
        )

    def _in_time(self, incident: Incident) -> bool:
        if self.since is None and self.until is None:
            return True
        reported = report_time(incident)
        return (self.since is None or self.since <= reported) and (self.until is None or reported <= self.until)

"""What rules know beside the record before them: the moment, the policies, and the archive as a whole."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from incitrack.checks.comparison import Comparison
from incitrack.checks.suggestions import Suggestions
from incitrack.model.calendar import CalendarPolicy
from incitrack.model.history import is_history
from incitrack.model.incident import Incident
from incitrack.model.local_day import local_day
from incitrack.model.policies import Policies
from incitrack.model.severity import OwnerRule, SeverityPolicy
from incitrack.model.status import Status
from incitrack.model.times import soon
from incitrack.records.archive import Archive
from incitrack.records.record import IncidentRecord, PostmortemRecord

if TYPE_CHECKING:
    from incitrack.calendars.calendar import Calendar
    from incitrack.calendars.countries import Unknown
    from incitrack.metrics.clocks import Clocks


@dataclass(frozen=True)
class Facts:
    """The facts of one check. What is costly is worked out once, when a rule first asks for it."""

    archive: Archive
    now: datetime
    suggestions: Suggestions = field(default_factory=Suggestions)
    comparison: Comparison | None = None
    """The archive beside the one that it was made from, where the change between the two is asked for."""

    @cached_property
    def policies(self) -> Policies:
        """The policies in force."""
        return self.archive.policies

    @cached_property
    def severity_policies(self) -> dict[str, SeverityPolicy]:
        """Today's severity policy and the versions before it, by the name of their file."""
        written = {"severity.yaml": self.policies.severity, **self.policies.versions}
        return {name: policy for name, policy in written.items() if policy}

    @cached_property
    def unknown_holidays(self) -> "dict[str, Unknown]":
        """The severity policies, by the name of their file, of whose country nobody knows the holidays.

        Reading a policy does not load the list of countries, so it is found out here.
        """
        codes = {name: policy.calendar.holidays for name, policy in self.severity_policies.items()}
        if not any(codes.values()):
            return {}
        from incitrack.calendars.countries import unknown_country

        found = {name: unknown_country(code) for name, code in codes.items() if code}
        return {name: unknown for name, unknown in found.items() if unknown}

    @cached_property
    def unreadable(self) -> frozenset[str]:
        """The policies that say nothing, by the names that rules need them by."""
        return self.policies.unreadable | ({"severity"} if self.unknown_holidays else set())

    @cached_property
    def calendar(self) -> "Calendar":
        """The team's calendar, or the default one, built once for all who ask."""
        from incitrack.calendars.calendar import Calendar

        return Calendar(self.policies.severity.calendar if self.policies.severity else CalendarPolicy())

    @cached_property
    def today(self) -> date:
        """The day it is now in the calendar's time zone."""
        return local_day(self.now, self.policies)

    @cached_property
    def soon(self) -> datetime:
        """Up to when an entry counts as written now."""
        return soon(self.now)

    @cached_property
    def required(self) -> dict[Status, tuple[str, ...]]:
        """The fields and sections that a record needs in each status, by the lifecycle."""
        return {status: self.policies.lifecycle.required_at(status) for status in Status}

    @cached_property
    def unreadable_postmortems(self) -> frozenset[str]:
        """The incidents whose postmortem is there and cannot be read."""
        return frozenset(
            each.id for each in self.archive.unreadable if each.kind == "postmortem" and each.id is not None
        )

    @cached_property
    def _incidents_by_path(self) -> dict[str, str | None]:
        archive = self.archive
        readable: tuple[IncidentRecord | PostmortemRecord, ...] = (*archive.incidents, *archive.postmortems)
        removed = {each.path: each.id for each in self.comparison.removed} if self.comparison else {}
        return removed | {r.path: r.id for r in readable} | {each.path: each.id for each in archive.unreadable}

    def incident_at(self, path: str) -> str | None:
        """The incident that a file is about, or was about before the change removed it; None for a policy."""
        return self._incidents_by_path.get(path)

    def wants_owner(self, incident: Incident) -> bool:
        """Whether an incident needs an owner by now: by its severity at once, else by its status."""
        if "owner" in self.required[incident.status]:
            return True
        severity = self.policies.severity_of(incident.severity)
        return severity is not None and severity.owner is OwnerRule.AT_ONCE

    def is_history(self, incident: Incident) -> bool:
        """Whether an incident was reported before the severity policy's `since`, and so is not under it."""
        return is_history(incident, self.policies)

    def was_known(self, incident: Incident) -> bool:
        """Whether the severity of an incident is one of the policy that held when it was reported."""
        return incident.reported_at is not None and self.knew(incident.severity, incident.reported_at)

    def knew(self, severity: str, moment: datetime) -> bool:
        """Whether a severity is one of an earlier version of the policy, which held at a moment."""
        return bool(self.policies.versions) and self.clocks.in_force.at(moment).severity(severity) is not None

    @cached_property
    def clocks(self) -> "Clocks":
        """The clocks of every incident."""
        from incitrack.metrics.clocks import Clocks

        return Clocks(self.archive, self.now)

    @cached_property
    def before(self) -> "Facts | None":
        """The facts of the archive before the change, as of the same moment."""
        return Facts(self.comparison.before, self.now) if self.comparison else None

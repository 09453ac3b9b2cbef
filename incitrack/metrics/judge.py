"""Judges the clocks of one incident: what a target makes of a start, and in which state a clock is."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from incitrack.calendars.deadline import latest_start
from incitrack.metrics.clock import Clock, ClockName, Run, state_at
from incitrack.metrics.open_periods import OpenPeriod, open_periods
from incitrack.metrics.policy_in_force import PoliciesInForce
from incitrack.metrics.severity_history import SeverityHistory
from incitrack.model.incident import Incident


@dataclass(frozen=True)
class Judge:
    """One incident before the policies, as of `now`."""

    incident: Incident
    policies: PoliciesInForce
    now: datetime

    @cached_property
    def severities(self) -> SeverityHistory:
        """Its severity over time."""
        return SeverityHistory(self.incident)

    @cached_property
    def periods(self) -> tuple[OpenPeriod, ...]:
        """When it was open."""
        return open_periods(self.incident)

    @cached_property
    def tiers(self) -> tuple[str, ...]:
        """The customer tiers affected, each once."""
        return tuple(dict.fromkeys(self.incident.customers.tiers))

    def deadlines(self, name: ClockName, start: datetime, severity: str) -> dict[str | None, datetime]:
        """When a clock that starts then is over, by the tier whose target it is; empty where there is no target.

        Under None stands the strictest deadline of the tiers affected, of which one without a target of its own
        has the severity's.
        """
        rows = self.policies.at(start).rows(name, severity, self.tiers)
        return {row.tier: row.deadline(start) for row in rows}

    def clock(self, name: ClockName, run: Run, stopped_at: datetime | None, tier: str | None = None) -> Clock:
        """The clock with its state."""
        at_risk_at = None if stopped_at else self._at_risk_at(run)
        state = state_at(self.now, run.deadline_at, stopped_at, at_risk_at)
        started_at, deadline_at, origin, severity = run
        ident = self.incident.id
        return Clock(ident, name, tier, started_at, deadline_at, stopped_at, state, origin, at_risk_at, severity)

    def _at_risk_at(self, run: Run) -> datetime:
        force = self.policies.at(run.started_at)
        return latest_start(run.deadline_at, force.warn(self.incident.severity), force.calendar)

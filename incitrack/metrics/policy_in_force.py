"""Which severity policy was in force at a moment: the file of today, or a version that held before."""

from datetime import datetime
from typing import NamedTuple

from incitrack.calendars.calendar import Calendar
from incitrack.model.calendar import CalendarPolicy
from incitrack.model.duration import Span, Unit
from incitrack.model.local_day import local_day
from incitrack.model.policies import Policies
from incitrack.model.severity import Severity, SeverityPolicy


class PolicyInForce(NamedTuple):
    """A severity policy, None where there is no file, and its calendar, built once for all clocks judged by it."""

    policy: SeverityPolicy | None
    calendar: Calendar

    def severity(self, key: str) -> Severity | None:
        """What it says of a severity; None for one that it does not have."""
        return self.policy.severities.get(key) if self.policy else None

    def warn(self, key: str) -> Span:
        """How long before a deadline a clock of a severity is at risk."""
        severity = self.severity(key)
        return severity.sla.warn if severity else Span(30, Unit.MINUTE)


class PoliciesInForce:
    """The severity policies of a repository by the time at which they held."""

    def __init__(self, policies: Policies) -> None:
        self._policies = policies
        self.today = _with_calendar(policies.severity)
        dated = policies.severity.versions if policies.severity else ()
        self._earlier = [
            (version.until, _with_calendar(policies.versions[version.file]))
            for version in sorted(dated, key=lambda version: version.until)
            if version.file in policies.versions
        ]

    def at(self, moment: datetime) -> PolicyInForce:
        """The policy by which a clock that starts at a moment is judged.

        A version holds to the end of its `until` day in the time zone of today's calendar.
        """
        if self._earlier:
            day = local_day(moment, self._policies)
            for until, policy in self._earlier:
                if day <= until:
                    return policy
        return self.today


def _with_calendar(policy: SeverityPolicy | None) -> PolicyInForce:
    return PolicyInForce(policy, Calendar(policy.calendar if policy else CalendarPolicy()))

"""Which severity policy was in force at a moment: the file of today, or a version that held before."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from incitrack.calendars.calendar import Calendar
from incitrack.calendars.deadline import Reckoner, reckoner
from incitrack.metrics.clock import ClockName
from incitrack.model.calendar import CalendarPolicy
from incitrack.model.duration import ByBusinessHours, Span, Unit
from incitrack.model.local_day import local_day
from incitrack.model.policies import Policies
from incitrack.model.severity import Severity, SeverityPolicy

Target = Span | ByBusinessHours


class Row(NamedTuple):
    """A row of a clock: its tier, None for the clock that holds, and when it is over; the earliest counts."""

    tier: str | None
    deadlines: tuple[Reckoner, ...]

    def deadline(self, start: datetime) -> datetime:
        """When a clock that starts then is over, in UTC."""
        if len(self.deadlines) == 1:
            return self.deadlines[0](start)
        return min(over(start) for over in self.deadlines)


@dataclass(frozen=True)
class PolicyInForce:
    """A severity policy, None where there is no file, and its calendar, built once for all clocks judged by it."""

    policy: SeverityPolicy | None
    calendar: Calendar
    _known: dict[tuple[ClockName, str, tuple[str, ...]], tuple[Row, ...]] = field(default_factory=dict)

    def severity(self, key: str) -> Severity | None:
        """What it says of a severity; None for one that it does not have."""
        return self.policy.severities.get(key) if self.policy else None

    def warn(self, key: str) -> Span:
        """How long before a deadline a clock of a severity is at risk."""
        severity = self.severity(key)
        return severity.sla.warn if severity else Span(30, Unit.MINUTE)

    def rows(self, name: ClockName, severity: str, tiers: tuple[str, ...]) -> tuple[Row, ...]:
        """The rows of a clock where these tiers are affected: the one that holds, then each tier's own.

        None where nobody wants anything. A tier without a target of its own has the severity's, and so has an
        incident that affects none.
        """
        asked = name, severity, tiers
        if (known := self._known.get(asked)) is None:
            known = self._known[asked] = tuple(self._rows(name, severity, tiers))
        return known

    def _rows(self, name: ClockName, severity: str, tiers: tuple[str, ...]) -> Iterator[Row]:
        found = self.severity(severity)
        own: Target | None = getattr(found.sla, name) if found else None
        of_tiers = {tier: self._of_tier(name, severity, tier) for tier in tiers}
        wanted = [target or own for target in of_tiers.values()] or [own]
        if targets := tuple(dict.fromkeys(target for target in wanted if target)):
            yield self._row(None, *targets)
        yield from (self._row(tier, target) for tier, target in of_tiers.items() if target)

    def _row(self, tier: str | None, *targets: Target) -> Row:
        return Row(tier, tuple(reckoner(target, self.calendar) for target in targets))

    def _of_tier(self, name: ClockName, severity: str, tier: str) -> Target | None:
        found = self.policy.tiers.get(tier, {}).get(severity) if self.policy else None
        target: Target | None = getattr(found, name) if found else None
        return target


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

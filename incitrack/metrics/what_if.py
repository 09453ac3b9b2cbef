"""What if: past incidents judged by a proposed severity policy, beside what the policies in force made of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from incitrack.metrics.clock import Clock, ClockName, Origin
from incitrack.metrics.clocks import Clocks
from incitrack.metrics.compliance import Compliance, compliance, tally
from incitrack.model.history import is_history
from incitrack.model.severity import SeverityPolicy
from incitrack.records.archive import Archive
from incitrack.records.record import IncidentRecord


class Change(NamedTuple):
    """A clock that one policy finds late and the other does not; None where a policy has no such clock."""

    incident: str
    severity: str
    name: ClockName
    before: Clock | None
    after: Clock | None

    @property
    def is_worse(self) -> bool:
        """Whether it is the proposed policy that finds it late."""
        return self.after is not None and self.after.state.is_late


class Row(NamedTuple):
    """How a clock of a severity was kept, by the policies in force and by the proposed one."""

    name: ClockName
    severity: str
    before: Compliance
    after: Compliance


@dataclass(frozen=True)
class WhatIf:
    """What a proposed policy would change. `incidents` is how many were judged.

    `unknown` counts those whose severity the proposed policy does not have, by severity.
    """

    incidents: int
    rows: tuple[Row, ...]
    changes: tuple[Change, ...]
    unknown: dict[str, int]


def what_if(
    archive: Archive, records: Iterable[IncidentRecord], proposed: SeverityPolicy, now: datetime
) -> WhatIf:
    """Judge `records` of an archive by a proposed policy.

    Those that come before its `since` stay history. Its `versions` are set aside: the others are judged as if it
    had held all the time since. Only the clocks that hold are compared, not those of single customer tiers.
    """
    policies = replace(archive.policies, severity=replace(proposed, versions=()), versions={})
    before, after = Clocks(archive, now), Clocks(archive, now, policies)
    judged = [r for r in records if r.incident.is_actionable and not is_history(r.incident, policies)]
    changes: list[Change] = []
    kept: dict[tuple[str, ClockName], tuple[list[Clock], list[Clock]]] = defaultdict(lambda: ([], []))
    for record in judged:
        severity = record.incident.severity
        for name, old, new in _pairs(before.of(record), after.of(record)):
            olds, news = kept[severity, name]
            olds += filter(None, [old])
            news += filter(None, [new])
            if _is_late(old) != _is_late(new):
                changes.append(Change(record.id, severity, name, old, new))
    rows = [
        Row(name, severity, compliance([tally(olds)])[name], compliance([tally(news)])[name])
        for (severity, name), (olds, news) in kept.items()
    ]
    order = [*ClockName]
    rows.sort(key=lambda row: (proposed.rank(row.severity), row.severity, order.index(row.name)))
    unknown = Counter(r.incident.severity for r in judged if r.incident.severity not in proposed.severities)
    return WhatIf(len(judged), tuple(rows), tuple(changes), dict(unknown))


def _pairs(
    before: Iterable[Clock], after: Iterable[Clock]
) -> Iterator[tuple[ClockName, Clock | None, Clock | None]]:
    """Each run of a clock by the one policy and by the other, in order."""
    olds, news = ({_run(clock): clock for clock in clocks if clock.tier is None} for clocks in (before, after))
    for run in dict.fromkeys([*olds, *news]):
        yield run[0], olds.get(run), news.get(run)


def _run(clock: Clock) -> tuple[ClockName, datetime | None, Origin | None]:
    """What is the same by every policy: its name, when it stopped, or which promise or action it is about."""
    if clock.name in {ClockName.PROMISE, ClockName.ACTION}:
        return clock.name, clock.deadline_at if clock.name is ClockName.PROMISE else None, clock.origin
    return clock.name, clock.stopped_at, None


def _is_late(clock: Clock | None) -> bool:
    return clock is not None and clock.state.is_late

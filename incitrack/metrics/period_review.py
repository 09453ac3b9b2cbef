"""What a month or a quarter adds up to, beside the one before it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from incitrack.metrics.availability import Stretch
from incitrack.metrics.baseline import Baseline
from incitrack.metrics.chronicle import Chronicle
from incitrack.metrics.clock import ClockName
from incitrack.metrics.compliance import Compliance, compliance
from incitrack.metrics.evidence import Evidence
from incitrack.metrics.figures import GroupFigures
from incitrack.metrics.late_upgrades import late_upgrades
from incitrack.metrics.periods import Period
from incitrack.metrics.recurring_groups import RecurringGroup
from incitrack.metrics.service_uptime import ServiceUptime, service_uptimes
from incitrack.model.incident import Disposition
from incitrack.model.policies import Policies
from incitrack.model.postmortem import Postmortem
from incitrack.records.record import IncidentRecord


class Tally(NamedTuple):
    """How many incidents a severity or a service had in the period, and in the one before."""

    key: str
    n: int
    before: int


class AwaitedPostmortem(NamedTuple):
    """A postmortem that is required and not published: what there is of it, and until when it was due."""

    record: IncidentRecord
    draft: Postmortem | None
    due_at: datetime | None


class PeriodReview(NamedTuple):
    """A period in figures, as of `now`. Only actionable incidents count, in the period of their report.

    `before` is None where no record is older than the period. `set_aside` counts what is not actionable. `kept`
    is by severity. Of `actions_done` the day lies in the period, whichever incident they are for; `first_report`
    is that of the whole archive.
    """

    period: Period
    window: Stretch
    now: datetime
    records: tuple[IncidentRecord, ...]
    set_aside: dict[Disposition, int]
    figures: GroupFigures
    before: GroupFigures | None
    by_severity: tuple[Tally, ...]
    by_service: tuple[Tally, ...]
    kept: dict[str, dict[ClockName, Compliance]]
    upgraded_late: tuple[IncidentRecord, ...]
    recurring: tuple[RecurringGroup, ...]
    uptimes: tuple[ServiceUptime, ...]
    actions_done: int
    awaited: tuple[AwaitedPostmortem, ...]
    baseline: Baseline
    first_report: datetime | None

    @property
    def is_over(self) -> bool:
        """Whether the period has ended."""
        return self.window.end <= self.now


def period_review(evidence: Evidence, period: Period, chronicle: Chronicle | None = None) -> PeriodReview:
    """The review of a period, drawn from the whole archive; reviews of many periods share a chronicle of it."""
    policies, clocks, now = evidence.policies, evidence.clocks, evidence.now
    chronicle = chronicle or Chronicle(evidence)
    window = period.window(policies)
    reported = chronicle.reported_in(window)
    records = [record for record in reported if record.incident.is_actionable]
    earlier = period.before if chronicle.begins_before(window.start) else None
    before = chronicle.counted_in(earlier.window(policies)) if earlier else []
    severities = policies.severity.severities if policies.severity else {}
    return PeriodReview(
        period,
        window,
        now,
        tuple(records),
        dict(Counter(r.incident.disposition for r in reported if not r.incident.is_actionable)),
        chronicle.figures(period),
        chronicle.figures(earlier) if earlier else None,
        _by_severity(records, before, severities),
        _by_service(records, before),
        {
            severity: compliance(clocks.tally(r) for r in records if r.incident.severity == severity)
            for severity in _in_order({record.incident.severity for record in records}, severities)
        },
        tuple(r for r in records if late_upgrades([r.incident], clocks.in_force).upgraded),
        evidence.recurring.of(records),
        _uptimes(chronicle, window, now, policies),
        chronicle.actions_done_in(window),
        tuple(_awaited(evidence, records)),
        chronicle.baseline(min(now, window.end)),
        chronicle.first_report,
    )


def _in_order(severities: Iterable[str], known: Iterable[str]) -> list[str]:
    ranks = {key: rank for rank, key in enumerate(known)}
    return sorted(severities, key=lambda key: (ranks.get(key, len(ranks)), key))


def _by_severity(
    records: Sequence[IncidentRecord], before: Sequence[IncidentRecord], known: Iterable[str]
) -> tuple[Tally, ...]:
    """Every severity of the policy, the worst first, then what else the records name."""
    known = tuple(known)
    now = Counter(record.incident.severity for record in records)
    then = Counter(record.incident.severity for record in before)
    return tuple(Tally(key, now[key], then[key]) for key in _in_order({*known, *now, *then}, known))


def _by_service(records: Sequence[IncidentRecord], before: Sequence[IncidentRecord]) -> tuple[Tally, ...]:
    """Every service that an incident affected in either period, the most affected first."""
    now = Counter(service for record in records for service in set(record.incident.services))
    then = Counter(service for record in before for service in set(record.incident.services))
    found = (Tally(key, now[key], then[key]) for key in sorted({*now, *then}))
    return tuple(sorted(found, key=lambda tally: (-tally.n, -tally.before)))


def _uptimes(
    chronicle: Chronicle, window: Stretch, now: datetime, policies: Policies
) -> tuple[ServiceUptime, ...]:
    """The services that have a target, or that were down."""
    known = {*(policies.services.services or {}), *chronicle.services}
    down = (record.incident for record in chronicle.down_in(window))
    found = service_uptimes(down, known, window, now, policies)
    return tuple(each for each in found if each.target is not None or each.downtime)


def _awaited(evidence: Evidence, records: Iterable[IncidentRecord]) -> Iterator[AwaitedPostmortem]:
    for record in records:
        required = evidence.clocks.required_postmortem(record)
        found = evidence.archive.postmortem_of(record.id)
        draft = found.postmortem if found else None
        if required and not (draft and draft.is_published):
            yield AwaitedPostmortem(record, draft, required.due_at)

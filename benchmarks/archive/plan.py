"""What happens in each made-up incident, and when: chosen so that every record keeps the policies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from benchmarks.archive import policies, words

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)  # where nobody gives another: a Friday, 13:00 in Warsaw
YEAR = timedelta(days=365)
QUIET = timedelta(days=14)  # the newest finished incidents are this old, so that all their reviews are over


@dataclass
class Plan:
    """One incident: its facts and its moments; a moment that does not come is ``None``."""

    id: str
    severity: str
    services: tuple[str, ...]
    cause: str
    category: str
    disposition: str
    started_at: datetime
    reported_at: datetime
    raised: bool = False
    detected_at: datetime | None = None
    acknowledged_at: datetime | None = None
    in_progress_at: datetime | None = None
    mitigated_at: datetime | None = None
    first_resolved_at: datetime | None = None
    reopened_at: datetime | None = None
    resolved_at: datetime | None = None
    verified_at: datetime | None = None
    published_at: datetime | None = None
    closed_at: datetime | None = None
    duplicate_of: str | None = None
    related: list[str] = field(default_factory=list)

    @property
    def status(self) -> str:
        """The last transition."""
        if self.closed_at:
            return "closed"
        if self.resolved_at:
            return "resolved"
        if self.in_progress_at:
            return "in-progress"
        return "acknowledged" if self.acknowledged_at else "reported"


def plan_archive(rng: Random, records: int, open_: int, now: datetime, years: int = 5) -> list[Plan]:
    """``records`` incidents over the years before ``now``, oldest first; the last ``open_`` are running."""
    finished = max(0, records - open_)
    reports = sorted(_report_time(rng, now, years * YEAR) for _ in range(finished))
    reports += sorted(now - timedelta(minutes=rng.randrange(20, 110)) for _ in range(records - finished))
    plans: list[Plan] = []
    for at, identifier in zip(reports, _identifiers(reports), strict=True):
        running = len(plans) >= finished
        plan = _facts(rng, identifier, at, running)
        if running:
            _run(rng, plan, now)
        else:
            _finish(rng, plan)
            _refer_back(rng, plan, plans)
        plans.append(plan)
    _review(rng, plans[:finished], now)
    return plans


def _report_time(rng: Random, now: datetime, span: timedelta) -> datetime:
    """Any minute, but twice as likely one of the working day."""
    at = now - QUIET - timedelta(minutes=rng.randrange(int((span - QUIET) / timedelta(minutes=1))))
    if rng.random() < 0.5:
        at = at.replace(hour=rng.randrange(7, 17))
    return at.replace(second=0, microsecond=0)


def _identifiers(reports: list[datetime]) -> Iterator[str]:
    sequence: dict[int, int] = defaultdict(int)
    for at in reports:
        sequence[at.year] += 1
        yield f"INC-{at.year}-{sequence[at.year]:04d}"


def _facts(rng: Random, identifier: str, reported_at: datetime, running: bool) -> Plan:
    severity = rng.choices(("P1", "P2", "P3", "P4"), (4, 16, 46, 34))[0]
    team = rng.choices(list(words.TEAMS), (8, 7, 6, 5, 5, 4, 3, 3))[0]
    services = [rng.choices(words.TEAMS[team], (8, 5, 3, 2, 1))[0]]
    if rng.random() < 0.35:
        other = rng.choice(words.TEAMS[rng.choice(list(words.TEAMS))])
        services += [other] if other not in services else []
    disposition = "actionable"
    if severity in {"P3", "P4"} and not running:
        disposition = rng.choices(("actionable", "false-positive", "planned", "duplicate"), (92, 4, 2, 2))[0]
    return Plan(
        id=identifier,
        severity=severity,
        services=tuple(services),
        cause=rng.choices(words.CAUSES, (9, 9, 6, 3, 6, 4, 1, 2))[0],
        category=rng.choice(words.CATEGORIES),
        disposition=disposition,
        started_at=reported_at - timedelta(minutes=rng.randrange(1, 26)),
        reported_at=reported_at,
    )


def _run(rng: Random, plan: Plan, now: datetime) -> None:
    """An incident of the last hours that no clock has caught up with."""
    age = int((now - plan.reported_at) / timedelta(minutes=1))
    if plan.severity in {"P3", "P4"} and rng.random() < 0.3:
        return
    plan.acknowledged_at = plan.reported_at + timedelta(minutes=rng.randrange(2, 10))
    if rng.random() < 0.7:
        plan.in_progress_at = plan.reported_at + timedelta(minutes=rng.randrange(10, min(age, 19) + 1))


def _finish(rng: Random, plan: Plan) -> None:
    shortest, usual, longest = {
        "P1": (50, 110, 235),
        "P2": (60, 300, 5 * 1440),
        "P3": (45, 900, 5 * 1440),
        "P4": (40, 1800, 5 * 1440),
    }[plan.severity]
    length = min(longest, max(shortest, round(usual * rng.lognormvariate(0, 0.7))))
    start = plan.reported_at

    def after(fraction: float) -> datetime:
        return start + timedelta(minutes=round(length * fraction))

    if rng.random() < 0.6:
        gap = int((start - plan.started_at) / timedelta(minutes=1))
        plan.detected_at = start - timedelta(minutes=rng.randrange(gap + 1))
    plan.acknowledged_at = start + timedelta(minutes=rng.randrange(1, 13))
    if rng.random() < 0.8:
        plan.in_progress_at = plan.acknowledged_at + timedelta(minutes=rng.randrange(1, 6))
    if rng.random() < 0.75:
        plan.mitigated_at = max(after(rng.uniform(0.7, 0.95)), start + timedelta(minutes=30))
    plan.raised = plan.severity == "P1" and rng.random() < 0.4
    plan.resolved_at = after(1)
    if plan.severity in {"P3", "P4"} and plan.disposition == "actionable" and rng.random() < 0.04:
        plan.first_resolved_at = plan.resolved_at
        plan.reopened_at = plan.resolved_at + timedelta(minutes=rng.randrange(20, 600))
        plan.resolved_at = plan.reopened_at + timedelta(minutes=rng.randrange(30, 600))
    if plan.severity == "P1" or rng.random() < 0.4:
        plan.verified_at = plan.resolved_at + timedelta(minutes=rng.randrange(5, 50))


def _refer_back(rng: Random, plan: Plan, earlier: list[Plan]) -> None:
    if plan.disposition == "duplicate":
        originals = [one for one in earlier[-50:] if one.disposition == "actionable"]
        if originals:
            plan.duplicate_of = rng.choice(originals).id
        else:
            plan.disposition = "actionable"
    elif earlier and rng.random() < 0.05:
        plan.related = [rng.choice(earlier[-200:]).id]


def _review(rng: Random, plans: list[Plan], now: datetime) -> None:
    """Gives each incident the postmortem that its severity asks for, and its closing."""
    recent: list[Plan] = []
    for plan in plans:
        recent = [one for one in recent if plan.reported_at - one.reported_at <= policies.RECURS_WITHIN]
        recent += [plan] if plan.disposition == "actionable" else []
        resolved_at = plan.resolved_at or plan.reported_at
        if _wants_postmortem(plan, recent) or rng.random() < 0.02:
            plan.published_at = resolved_at + timedelta(minutes=rng.randrange(20 * 60, 60 * 60))
        wait = timedelta(days=1) if plan.severity == "P1" else timedelta(hours=1)
        earliest = max(resolved_at + wait, plan.verified_at or resolved_at, plan.published_at or resolved_at)
        closed_at = earliest + timedelta(minutes=rng.randrange(5 * 1440))
        plan.closed_at = closed_at if closed_at < now and rng.random() < 0.98 else None


def _wants_postmortem(plan: Plan, recent: list[Plan]) -> bool:
    if plan.disposition != "actionable" or plan.severity == "P4":
        return False
    if plan.severity == "P1":
        return True
    if plan.severity == "P2":
        return plan.resolved_at is not None and plan.resolved_at > policies.next_business_close(plan.reported_at)
    alike = [
        one
        for one in recent
        if set(one.services) & set(plan.services) and (one.cause == plan.cause or one.id in plan.related)
    ]
    return len(alike) >= policies.RECURS

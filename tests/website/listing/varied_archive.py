"""An archive in which incidents differ in everything that a list can be filtered by, and Python's own filter of it."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from incitrack.metrics.clock import State
from incitrack.metrics.evidence import Evidence
from incitrack.model.local_day import zone
from incitrack.model.teams import teams_of
from incitrack.model.times import record_time
from incitrack.records.archive import Archive
from incitrack.records.newest_first import report_time
from incitrack.records.record import IncidentRecord
from tests.builders import incident_text, write, write_incident, write_postmortem

SEVERITY = """\
calendar: {timezone: Europe/Warsaw}
severities:
  P1: {name: Critical, sla: {acknowledge: 15m, resolve: 4h, update: 1h}, postmortem: {when: [always], due: 3d}}
  P2: {name: High, sla: {acknowledge: 30m, resolve: 8h}}
  P3: {name: Medium, sla: {resolve: 30d}}
"""
SERVICES = """\
services:
  shop: {name: Shop, team: front}
  pay: {name: Payments, team: money}
  base: {}
teams: {front: {name: Front of house}, idle: {}}
people: {maria: {name: Maria López}, jdoe: {}}
"""
CAUSES = ("change", "capacity", "constructor", None)


def varied_archive(root: Path, count: int = 120, seed: int = 1) -> Path:
    """Write it under `root`: two years and a bit, some of it within an hour of midnight and of a year's end."""
    write(root, "policies/severity.yaml", SEVERITY)
    write(root, "policies/services.yaml", SERVICES)
    write(root, "policies/taxonomy.yaml", "causes: {change: A change, capacity: Too little, constructor: null}\n")
    random = Random(seed)
    for number in range(1, count + 1):
        at = datetime(2024, 12, 31, 23, 10, tzinfo=UTC) + (number - 1) * timedelta(hours=140, minutes=37)
        varied_incident(root, f"INC-{at.year}-{number:04d}", at, random)
    return root


def varied_incident(root: Path, identifier: str, at: datetime, random: Random) -> None:
    """Write one incident, in which chance decides all but its ID and when it was reported."""
    status = random.choice(["reported", "acknowledged", "in-progress", "resolved", "closed", "closed", "closed"])
    kinds = ["reported", "acknowledged", "in-progress", "resolved", "closed"]
    moments = [at]
    for _ in kinds[1:]:
        moments.append(moments[-1] + timedelta(minutes=random.choice([0, 5, 20, 45, 200, 700])))
    entries = list(zip(kinds, moments, strict=True))[: kinds.index(status) + 1]
    if random.random() < 0.3 and len(entries) > 1:
        del entries[1:-1]
    if status == "closed" and random.random() < 0.2:
        again = moments[-1] + timedelta(days=2)
        entries += [
            ("reopened", again),
            ("resolved", again + timedelta(hours=5)),
            ("closed", again + timedelta(hours=6)),
        ]
    disposition = random.choice([None, None, None, None, "planned", "false-positive"])
    services = random.sample(["shop", "pay", "base", "stray", "s5", "s6"], random.choice([1, 1, 2, 6]))
    text = incident_text(
        id=identifier,
        title=f"{random.choice(['Ääkkösten', 'Zug', 'alpha', 'Beta <b>'])} {identifier[-2:]}",
        severity=random.choice(["P1", "P2", "P3", "X9"]),
        status=status,
        services=f"[{', '.join(services)}]",
        owner=random.choice(["maria", "jdoe", None]),
        cause=random.choice(CAUSES),
        category=random.choice(["network", "data", None]),
        tags=random.choice(["[slow]", "[slow, eu]", None]),
        teams=random.choice(["[idle]", None, None]),
        disposition=disposition,
        started_at=random.choice([record_time(at - timedelta(minutes=9)), record_time(at), None]),
        actions=random.choice([None, "[{id: A1, title: Do it, owner: maria, due: 2025-11-01}]"]),
        timeline=[f"- `{record_time(moment)}` **{kind}** @maria: So it was." for kind, moment in entries],
    )
    write_incident(root, text, id=identifier)
    if random.random() < 0.3:
        factor = random.choice(["missing-alert", "no-rollback"])
        write_postmortem(
            root, id=identifier, factors=f"[{{factor: {factor}, detail: So.}}]", title="What we learned"
        )


def found_by(filters: Mapping[str, str], archive: Archive, now: datetime) -> set[str]:
    """The IDs of the incidents that every filter lets through, as the figures understand the words.

    Of several values with a comma between them any will do.
    """
    evidence = Evidence(archive, now)

    def lets(record: IncidentRecord) -> bool:
        return all(
            any(_MEANINGS[name](record, value, evidence) for value in values.split(","))
            for name, values in filters.items()
        )

    return {record.id for record in archive.incidents if lets(record)}


def _local(record: IncidentRecord, evidence: Evidence) -> datetime:
    return report_time(record.incident).astimezone(zone(evidence.policies))


def _one_of(values: tuple[str, ...], wanted: str) -> bool:
    return wanted in values or (wanted == "none" and not values)


def _factors(record: IncidentRecord, evidence: Evidence) -> list[str]:
    found = evidence.archive.postmortem_of(record.id)
    return [factor.factor for factor in found.postmortem.factors] if found else []


def _measured(record: IncidentRecord, name: str, evidence: Evidence) -> bool:
    return record.incident.is_actionable and getattr(evidence.times(record), f"time_to_{name}") is not None


def _clocks(record: IncidentRecord, name: str, states: set[State], evidence: Evidence) -> bool:
    clocks = evidence.clocks.of(record)
    return any(clock.name == name and clock.tier is None and clock.state in states for clock in clocks)


_MEANINGS: dict[str, Callable[[IncidentRecord, str, Evidence], bool]] = {
    "severity": lambda r, v, _: r.incident.severity == v,
    "status": lambda r, v, _: r.incident.status == v,
    "service": lambda r, v, _: v in r.incident.services,
    "team": lambda r, v, e: _one_of(teams_of(r.incident, e.policies), v),
    "cause": lambda r, v, _: _one_of((r.incident.cause,) if r.incident.cause else (), v),
    "category": lambda r, v, _: _one_of((r.incident.category,) if r.incident.category else (), v),
    "year": lambda r, v, e: f"{_local(r, e):%Y}" == v,
    "month": lambda r, v, e: f"{_local(r, e):%Y-%m}" == v,
    "day": lambda r, v, e: f"{_local(r, e):%Y-%m-%d}" == v,
    "since": lambda r, v, e: f"{_local(r, e):%Y-%m-%d}" >= v,
    "until": lambda r, v, e: f"{_local(r, e):%Y-%m-%d}" <= v,
    "hour": lambda r, v, e: _local(r, e).hour == int(v),
    "weekday": lambda r, v, e: _local(r, e).isoweekday() == int(v),
    "disposition": lambda r, v, _: r.incident.disposition == v,
    "tag": lambda r, v, _: v in r.incident.tags,
    "factor": lambda r, v, e: v in _factors(r, e),
    "measured": _measured,
    "met": lambda r, v, e: _clocks(r, v, {State.MET}, e),
    "missed": lambda r, v, e: _clocks(r, v, {State.MISSED, State.BREACHED}, e),
    "recurring": lambda r, _, e: e.recurrences.came_again(r),
    "ids": lambda r, v, _: r.id == v,
}

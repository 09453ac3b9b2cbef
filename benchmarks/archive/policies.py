"""The policies of a made-up archive, and the one figure its plan takes from them: the next business day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from benchmarks.archive import words

WARSAW = ZoneInfo("Europe/Warsaw")
FIXED_HOLIDAYS = ((1, 1), (5, 1), (12, 25), (12, 26))
RECURS = 6  # of policies/severity.yaml, P3
RECURS_WITHIN = timedelta(days=30)

SEVERITY = """\
calendar:
  timezone: Europe/Warsaw
  hours:
    mon-fri: 09:00-17:00
  holidays: PL
  closed: [{closed}]
severities:
  P1:
    name: Critical
    color: "#b42318"
    definition: Complete loss of a business-critical service; no workaround.
    examples: [Production application is down, Payment processing is unavailable]
    owner: at-once
    roles: [commander, communications_lead]
    aliases: [S1, Sev-1, critical]
    downtime: true
    verification: required
    close:
      after: 1d
      requires: [all-clear, postmortem, owned-actions]
    sla:
      acknowledge: 15m
      resolve: 4h
      update: 30m
      communicate: 30m
      warn: 30m
    escalate:
      - {{after: 0m, to: [team-lead, stakeholders]}}
      - {{after: 2h, to: [senior-management]}}
    postmortem:
      when: [always]
      due: 3bd
  P2:
    name: High
    definition: A core function fails for some customers, or a workaround costs them much.
    examples: [Checkout fails in one region, Replication has stopped]
    aliases: [S2, Sev-2, high]
    sla:
      acknowledge: {{business: 1h, otherwise: 2h}}
      resolve: 1bd
      update: 2bh
    escalate:
      - {{at: end-of-business, to: [team-lead]}}
    postmortem:
      when: [{{breached: resolve}}]
      due: 5bd
  P3:
    name: Medium
    definition: A function is impaired and a workaround exists.
    examples: [A report is late, Search results are stale]
    aliases: [S3, Sev-3, medium]
    sla: {{acknowledge: 4bh, resolve: 3bd, update: 1bd}}
    escalate: [{{on: breach, to: [team-lead]}}]
    postmortem:
      when: [{{recurs: {recurs}, within: {within}d}}]
      depth: short
  P4:
    name: Low
    definition: Cosmetic, or without consequence for customers.
    examples: [A label is wrong]
    aliases: [S4, Sev-4, low]
    sla: {{acknowledge: 8bh, update: 7d}}
    postmortem: {{when: []}}
tiers:
  enterprise:
    P1: {{resolve: 2h}}
"""


def severity_yaml(years: range) -> str:
    """``policies/severity.yaml``: four levels, Warsaw hours, the same four days off in each of ``years``."""
    closed = [date(year, month, day).isoformat() for year in years for month, day in FIXED_HOLIDAYS]
    return SEVERITY.format(closed=", ".join(closed), recurs=RECURS, within=RECURS_WITHIN.days)


def next_business_close(start: datetime) -> datetime:
    """The end of the business day after that of ``start``, in UTC: what the policy calls ``1bd``."""
    day = start.astimezone(WARSAW).date() + timedelta(days=1)
    while day.weekday() >= 5 or (day.month, day.day) in FIXED_HOLIDAYS:
        day += timedelta(days=1)
    return datetime.combine(day, time(17), WARSAW).astimezone(UTC)


def members(team: str) -> list[str]:
    """The people of one team, its lead first; every person is in exactly one."""
    place = list(words.TEAMS).index(team)
    return list(words.PEOPLE[place :: len(words.TEAMS)])


def team_of(service: str) -> str:
    """The team that looks after ``service``."""
    return next(team for team, services in words.TEAMS.items() if service in services)


def owner_of(service: str) -> str:
    """The person who owns a new incident of ``service`` by default."""
    team = team_of(service)
    people = members(team)
    return people[words.TEAMS[team].index(service) % len(people)]


def services_yaml() -> str:
    """``policies/services.yaml``: every service with its team, owner, tier and dependencies, and all people."""
    lines = ["services:"]
    for team, services in words.TEAMS.items():
        for place, service in enumerate(services):
            lines += [
                f"  {service}:",
                f"    name: {service.replace('-', ' ').capitalize()}",
                f"    team: {team}",
                f"    owner: {owner_of(service)}",
                f"    tier: {'critical' if place == 0 else 'standard'}",
                f"    runbook: https://example.org/runbooks/{service}",
            ]
            if place:
                lines.append(f"    depends_on: [{services[0]}]")
            if place < 2:
                lines.append("    customers: [enterprise]")
    lines.append("teams:")
    for team in words.TEAMS:
        people = members(team)
        lines += [
            f"  {team}:",
            f"    name: {team.replace('-', ' ').capitalize()}",
            f"    lead: {people[0]}",
            f"    members: [{', '.join(people)}]",
            f'    contacts: {{team-lead: "mailto:{team}@example.org"}}',
        ]
    lines.append("people:")
    for place, handle in enumerate(words.PEOPLE):
        name = f"{handle.capitalize()} {words.SURNAMES[place % len(words.SURNAMES)]}"
        lines.append(f"  {handle}: {{name: {name}, email: {handle}@example.org, github: {handle}-dev}}")
    return "\n".join(lines) + "\n"

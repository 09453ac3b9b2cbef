"""Small archives drawn at random: policies and records that `check` reads, full of moments that fall together."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import yaml

from tests.builders import incident_text, postmortem_text, write, write_incident, write_postmortem

KEYS = ["P1", "P2", "P3", "P4"]
CLOCKS = ["acknowledge", "resolve", "update", "communicate"]
TIERS = ["enterprise", "partner", "unlisted"]
SERVICES = ["checkout", "payments"]
CAUSES = ["change", "capacity"]
WORDS = ["update", "decision", "handoff", "amended", "escalated", "mitigated", "severity", "severity", "severity"]
FORWARD = ["reported", "acknowledged", "in-progress", "resolved", "closed"]

GAPS = [0, 0, 0, 1, 7, 15, 15, 30, 30, 60, 60, 120, 240, 480, 1440, 2000, 2880]
"""Minutes between two entries: mostly the same as the targets, so that entries fall on deadlines."""

TARGETS: list[Any] = [
    *["15m", "30m", "30m", "1h", "2h", "4h", "1d", "1w", "1bh", "2bh", "8bh", "1bd", "2bd"],
    {"business": "30m", "otherwise": "2h"},
    {"business": "1bh", "otherwise": "1bd"},
    {"business": "1bd", "otherwise": "1h"},
]

WINDOWS = [timedelta(), timedelta(minutes=90), timedelta(days=1)]
"""Between two reports: the same as what `within` says."""

PLACES = [  # a zone, a day about which everything happens, and a country with holidays nearby
    ("UTC", "2026-11-20", None),
    ("Europe/Warsaw", "2026-03-29", "PL"),
    ("Europe/Warsaw", "2026-10-25", "PL"),
    ("Europe/Berlin", "2026-06-03", "DE/BY"),  # Corpus Christi is a holiday of Bavaria
    ("Asia/Kolkata", "2026-08-14", "IN"),
    ("Asia/Kathmandu", "2026-05-01", None),
    ("Australia/Lord_Howe", "2026-10-04", "AU/NSW"),  # changed by half an hour, beside a holiday
    ("America/St_Johns", "2026-11-01", "CA/NL"),
    ("America/Havana", "2026-11-01", None),  # midnight comes twice
    ("America/Havana", "2026-03-08", None),  # midnight is skipped
]

HOURS: list[dict[str, Any]] = [
    {"mon-fri": "09:00-17:00"},
    {"mon-fri": ["08:00-12:00", "13:00-17:30"], "sat": "10:00-12:00"},
    {"mon-sun": "00:00-24:00"},
    {"sun-thu": "22:00-06:00", "fri": ["07:30-08:00", "22:00-24:00"]},
    {"sat-sun": ["00:30-02:30", "23:00-00:15"], "tue": "09:00-17:00"},
]


class Told(NamedTuple):
    """What an entry under Communications writes."""

    at: datetime
    text: str


class Scenario:
    """An archive, drawn as it is written. `latest` is the time of its last entry."""

    def __init__(self, random: Random, root: Path) -> None:
        self.random, self.root = random, root
        self.zone, day, self.country = random.choice(PLACES)
        self.day = date.fromisoformat(day)
        self.latest = self.moment(-3)
        self.policies()
        self.ids: list[str] = []
        self.reports: list[datetime] = []
        for _ in range(random.randint(1, 4)):
            self.incident()

    def maybe(self, of_ten: int) -> bool:
        return self.random.randrange(10) >= 10 - of_ten

    def some(self, of: list[Any]) -> list[Any]:
        return [each for each in of if self.maybe(5)]

    def moment(self, days: int) -> datetime:
        """Some quarter of an hour of a day near the one about which everything happens."""
        return datetime.combine(self.day, time.min, UTC) + timedelta(
            days=days, minutes=15 * self.random.randrange(96)
        )

    def gap(self) -> timedelta:
        seconds = self.random.choice([0, 0, 0, 0, 0, 0, 0, 1, 59])
        return timedelta(minutes=self.random.choice(GAPS), seconds=seconds)

    def near(self, first: int, last: int) -> str:
        return (self.day + timedelta(self.random.randint(first, last))).isoformat()

    def policies(self) -> None:
        policy = self.severity_file()
        if self.maybe(2):
            policy["since"] = self.near(-3, 1)
        if self.maybe(4):
            names = ["severity-a.yaml", "severity-b.yaml"][: self.random.randint(1, 2)]
            days = self.random.sample(range(-3, 4), len(names))
            policy["versions"] = [
                {"until": (self.day + timedelta(each)).isoformat(), "file": name}
                for name, each in zip(names, days, strict=True)
            ]
            for name in names:
                self.write_policy(name, self.severity_file(KEYS if self.maybe(8) else KEYS[:3], earlier=True))
        self.write_policy("severity.yaml", policy)

    def write_policy(self, name: str, written: dict[str, Any]) -> None:
        unshared = json.loads(json.dumps(written))  # which is written without anchors
        write(self.root, f"policies/{name}", yaml.safe_dump(unshared, sort_keys=False))

    def severity_file(self, keys: list[str] = KEYS, *, earlier: bool = False) -> dict[str, Any]:
        zone = "America/Los_Angeles" if earlier and self.maybe(2) else self.zone
        calendar: dict[str, Any] = {"timezone": zone, "hours": self.random.choice(HOURS)}
        if self.country and self.maybe(7):
            calendar["holidays"] = self.country
        for word in self.some(["closed", "open"]):
            calendar[word] = sorted({self.near(-2, 5) for _ in range(2)})
        severities = {key: self.severity(key) for key in keys}
        return {"calendar": calendar, "severities": severities, "tiers": self.tiers(keys)}

    def severity(self, key: str) -> dict[str, Any]:
        targets = {clock: self.random.choice(TARGETS) for clock in CLOCKS if self.maybe(8)}
        if self.maybe(4):
            targets["warn"] = self.random.choice(["15m", "2h", "1d", "1bh", "1bd"])
        severity: dict[str, Any] = {"name": f"Level {key}", "sla": targets}
        if self.maybe(8):
            severity["postmortem"] = {"when": self.conditions()}
            if self.maybe(8):
                severity["postmortem"]["due"] = self.random.choice(["1d", "1bd", "2bd", "8bh"])
        return severity

    def conditions(self) -> list[Any]:
        recurs = {"recurs": self.random.randint(2, 3), "within": self.random.choice(["1d", "1w", "24h", "90m"])}
        known = ["always", recurs, *({"breached": clock} for clock in CLOCKS)]
        return self.random.sample(known, self.random.choice([1, 1, 2, 0]))

    def tiers(self, keys: list[str]) -> dict[str, Any]:
        return {
            tier: {
                key: {clock: self.random.choice(TARGETS) for clock in self.some(CLOCKS)}
                for key in keys
                if self.maybe(7)
            }
            for tier in TIERS[:2]
        }

    def incident(self) -> None:
        random = self.random
        reported = self.moment(random.randint(-3, 1))
        if self.reports and self.maybe(3):
            reported = random.choice(self.reports) + random.choice(WINDOWS)
        number = f"INC-{reported.year}-{len(self.ids) + 1:04d}"
        severity = random.choice(KEYS)
        timeline = list(self.timeline(reported, severity))
        transitions = [kind for _, kind, _ in timeline if kind in {*FORWARD, "reopened"}]
        changes = [text.split()[2].rstrip(",") for _, kind, text in timeline if kind == "severity"]
        told = sorted(self.told([at for at, _, _ in timeline]), key=lambda each: each.at)
        self.latest = max([self.latest, timeline[-1][0], *(each.at for each in told)])
        closed = transitions[-1] == "closed"
        fields = {
            "id": number,
            "severity": [severity, *changes][-1],
            "status": {"reopened": "in-progress"}.get(transitions[-1], transitions[-1]),
            "services": flow(random.choice([SERVICES[:1], SERVICES[1:], SERVICES])),
            "owner": "maria",
            "started_at": stamp(reported - timedelta(hours=1)),
            "cause": random.choice(CAUSES) if closed or self.maybe(5) else None,
            "customers": f"{{tiers: {flow(self.some(TIERS))}}}" if self.maybe(6) else None,
            "related": flow(self.some(self.ids)),
            "actions": self.actions(),
        }
        if self.maybe(1) and self.ids:
            fields |= {"disposition": "duplicate", "duplicate_of": self.ids[0]}
        elif self.maybe(1):
            fields["disposition"] = random.choice(["false-positive", "planned"])
        text = incident_text(
            timeline=[
                f"- `{stamp(at)}` **{kind}** @maria{words and ': ' + words}" for at, kind, words in timeline
            ],
            communications=[f"- `{stamp(each.at)}` **public** @sam: {each.text}" for each in told],
            **fields,
        )
        write_incident(self.root, text, id=number)
        if self.maybe(5):
            self.postmortem(number, timeline[-1][0])
        self.ids.append(number)
        self.reports.append(reported)

    def timeline(self, at: datetime, severity: str) -> Iterator[tuple[datetime, str, str]]:
        """Entries in order, each with its time, kind and text; every transition is a legal one."""
        if self.maybe(3):
            yield at - self.gap(), "detected", ""
        yield at, "reported", ""
        status = "reported"
        for _ in range(self.random.randint(0, 14)):
            at += self.gap()
            if self.maybe(5):
                kind = self.random.choice(self.allowed(status))
                status = "in-progress" if kind == "reopened" else kind
                yield at, kind, ""
                continue
            kind = self.random.choice(WORDS)
            if kind == "severity":
                old, severity = severity, self.random.choice([key for key in KEYS if key != severity])
                yield at, kind, f"{old} -> {severity}, it is not what it seemed."
            else:
                yield at, kind, "It was looked at."

    @staticmethod
    def allowed(status: str) -> list[str]:
        onwards = FORWARD[FORWARD.index(status) + 1 :]
        again = ["reopened", "reopened"] if status in {"resolved", "closed"} else []
        return [*onwards, *(each for each in onwards if each == "resolved"), *again]

    def told(self, moments: list[datetime]) -> Iterator[Told]:
        """What was told: at the same time as something in the timeline, soon after it, or before the report."""
        for _ in range(self.random.choice([0, 1, 2, 4])):
            at = self.random.choice(moments) + self.random.choice([1, 1, 1, -1]) * self.gap()
            promised = self.random.choice([at + self.gap(), at + self.gap(), self.random.choice(moments)])
            promise = f"\n  We are on it. Next update by `{stamp(promised)}`." if self.maybe(6) else ""
            yield Told(at, f"Payments fail.{promise}")

    def actions(self) -> str:
        return flow(flow(dict(self.action(number))) for number in range(1, self.random.choice([1, 1, 2, 4])))

    def action(self, number: int) -> Iterator[tuple[str, str]]:
        status = self.random.choice(["open", "in-progress", "done", "done", "dropped"])
        yield from {"id": f"A{number}", "title": "Alert at 80% saturation", "owner": "jdoe"}.items()
        yield "status", status
        if self.maybe(9):
            yield "due", self.near(-4, 6)
        if status == "done":
            yield "done_on", self.near(-4, 6)
        if status == "dropped":
            yield "dropped_because", "The service is gone."

    def postmortem(self, number: str, last: datetime) -> None:
        published = last + self.random.choice([1, 1, 1, -1]) * self.gap() * self.random.choice([1, 3])
        fields = {"status": self.random.choice(["draft", "in-review"])}
        if self.maybe(6):
            fields = {"status": "published", "published_at": stamp(published), "trigger": "Traffic doubled."}
            self.latest = max(self.latest, published)
        text = postmortem_text(incident=number, authors="[maria]", actions=self.actions(), **fields)
        write_postmortem(self.root, text, id=number)


def stamp(at: datetime) -> str:
    """A time as a record writes it."""
    return f"{at:%Y-%m-%dT%H:%M:%SZ}" if at.second else f"{at:%Y-%m-%dT%H:%MZ}"


def flow(items: Any) -> str:
    """A list or a map of text in YAML's flow style."""
    if isinstance(items, dict):
        return "{" + ", ".join(f"{key}: {value}" for key, value in items.items()) + "}"
    return "[" + ", ".join(items) + "]"

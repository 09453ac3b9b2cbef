"""The clocks worked out a second time, slowly: from the files of an archive as written, entry by entry."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.calendars.oracle import DAY, HOUR, MINUTE, Oracle

TRANSITIONS = {"reported", "acknowledged", "in-progress", "resolved", "closed", "reopened"}
ENTRY = re.compile(r"- `([^`]+)` \*\*([a-z0-9-]+)\*\*[^:]*(?:: (.*))?")
ELAPSED = {"m": MINUTE, "h": HOUR, "d": DAY, "w": 7 * DAY}


class Row(NamedTuple):
    """A clock as `sla --json` lists it, field by field."""

    incident: str
    clock: str
    tier: str | None
    started_at: str
    deadline_at: str
    stopped_at: str | None
    state: str
    elapsed_s: int
    remaining_s: int


class Event(NamedTuple):
    """An entry of either section; `told` where it stands under Communications."""

    at: datetime
    told: bool
    kind: str
    text: str


class Timed(NamedTuple):
    """A start and the deadline that follows from it."""

    start: datetime
    deadline: datetime


def moment(written: str) -> datetime:
    return datetime.fromisoformat(written).astimezone(UTC)


def shown(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def as_written(text: str) -> Any:
    """The lists and maps of a YAML text, every scalar as the text that it is."""
    return yaml.load(text, yaml.BaseLoader)  # noqa: S506 - which makes nothing but text


class Calendar(Oracle):
    """The oracle of business time, which keeps what it found: clocks ask about the same minutes again."""

    def __init__(self, written: dict[str, Any]) -> None:
        super().__init__(written)
        self.is_open_at = cache(super().is_open)
        self.close = cache(super().close)  # type: ignore[method-assign]

    def is_open(self, moment: datetime) -> bool:
        return self.is_open_at(moment.replace(second=0, microsecond=0))

    def day(self, moment: datetime) -> date:
        return self.wall_clock(moment).date()

    def begins(self, day: date) -> datetime:
        """The first minute on which the wall clock shows the date, or a later one where it never does."""
        minute = datetime(day.year, day.month, day.day, tzinfo=UTC) - 15 * HOUR
        while self.day(minute) < day:
            minute += MINUTE
        return minute

    def after(self, start: datetime, duration: str | dict[str, str]) -> datetime:
        """The moment at which a duration, as it is written, has passed."""
        if isinstance(duration, dict):
            duration = duration["business" if self.is_open(start) else "otherwise"]
        number, unit = int(duration.rstrip("mhdwb")), duration.lstrip("0123456789")
        if unit == "bd":
            return self.after_business_days(start, number)
        if unit == "bh":
            return self.after_open_time(start, number * HOUR)
        return start + number * ELAPSED[unit]


@cache
def calendar(written: str) -> Calendar:
    return Calendar(json.loads(written))


class Policy:
    """A severity file: what each severity, and each tier for it, sets."""

    def __init__(self, path: Path) -> None:
        self.written = as_written(path.read_text())
        self.calendar = calendar(json.dumps(self.written.get("calendar") or {}))

    def severity(self, key: str) -> dict[str, Any]:
        return self.written["severities"].get(key) or {}

    def of_severity(self, key: str, clock: str) -> Any:
        return self.severity(key).get("sla", {}).get(clock)

    def of_tier(self, tier: str, key: str, clock: str) -> Any:
        return self.written.get("tiers", {}).get(tier, {}).get(key, {}).get(clock)


class Incident:
    """A record: its fields as text, its events in order of time, its postmortem's fields.

    What was told at the moment of a timeline's entry comes before it, so that it is not moved or missed by it.
    """

    def __init__(self, path: Path, postmortem: Path) -> None:
        self.fields, body = front_matter(path)
        self.postmortem = front_matter(postmortem)[0] if postmortem.exists() else {}
        self.events = sorted(
            [*section(body, "Communications"), *section(body, "Timeline")], key=lambda each: each.at
        )
        self.places = range(len(self.events))
        self.reported = self.place("reported")
        self.reported_at = self.events[self.reported].at
        self.tiers = self.fields.get("customers", {}).get("tiers", [])
        self.periods = list(self._periods())

    def place(self, *kinds: str, after: int = -1) -> int | None:
        """Where the first event of these kinds stands after a place."""
        return next((p for p in self.places if p > after and self.events[p].kind in kinds), None)

    def _periods(self) -> Iterator[tuple[int, int | None]]:
        """Where the incident was opened and where it was resolved, or closed without that, each time."""
        for place in self.places:
            if self.events[place].kind in {"reported", "reopened"}:
                yield place, self.place("resolved", "closed", after=place)

    def severity(self, place: int) -> str:
        """The severity in force once the event at that place, and all before it, have happened."""
        changes = [(p, *change(event)) for p, event in enumerate(self.events) if is_change(event)]
        known = changes[0][1] if changes else self.fields["severity"]
        for where, _, new in changes:
            known = new if where <= place else known
        return known


def front_matter(path: Path) -> tuple[dict[str, Any], str]:
    _, fields, body = path.read_text().split("---\n", 2)
    return as_written(fields), body


def section(body: str, title: str) -> Iterator[Event]:
    """The entries under a heading; what is indented under one belongs to its text."""
    inside = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", body, re.MULTILINE | re.DOTALL)
    for item in re.split(r"^(?=- )", inside[1], flags=re.MULTILINE) if inside else []:
        if found := ENTRY.match(item):
            text = (found[3] or "") + item[found.end() :]
            yield Event(moment(found[1]), title == "Communications", found[2], text)


def is_change(event: Event) -> bool:
    return event.kind == "severity"


def change(event: Event) -> tuple[str, str]:
    old, _, new = event.text.split()[:3]
    return old, new.rstrip(",.:")


class Clocks:
    """Every clock of the archive in a folder, as of a moment."""

    def __init__(self, root: Path, now: datetime) -> None:
        self.now = now
        folder = root / "policies"
        self.policy = Policy(folder / "severity.yaml")
        versions = sorted(self.policy.written.get("versions", []), key=lambda each: each["until"])
        self.earlier = [(version["until"], Policy(folder / version["file"])) for version in versions]
        self.incidents = [
            Incident(path, root / "postmortems" / path.parent.name / path.name)
            for path in sorted(root.glob("incidents/*/*.md"))
        ]

    def rows(self) -> list[Row]:
        return [row for incident in self.incidents for row in self.of(incident)]

    def of(self, incident: Incident) -> Iterator[Row]:
        if incident.fields.get("disposition", "actionable") != "actionable":
            return
        if self.policy.calendar.day(incident.reported_at).isoformat() < self.policy.written.get("since", ""):
            return
        response = [*self.response(incident), *self.updates(incident)]
        yield from response
        yield from self.promises(incident)
        yield from self.postmortem(incident, response)
        yield from self.actions(incident)

    def in_force(self, start: datetime) -> Policy:
        day = self.policy.calendar.day(start).isoformat()
        return next((policy for until, policy in self.earlier if day <= until), self.policy)

    def timed(
        self, incident: Incident, clock: str, tier: str | None, severity: str, start: datetime
    ) -> Timed | None:
        """The clock of a row that starts at a moment under a severity; None where nothing sets it."""
        policy = self.in_force(start)
        own = policy.of_severity(severity, clock)
        if tier is not None:
            targets = [policy.of_tier(tier, severity, clock)]
        elif incident.tiers:
            targets = [policy.of_tier(each, severity, clock) or own for each in incident.tiers]
        else:
            targets = [own]
        deadlines = [policy.calendar.after(start, target) for target in targets if target]
        return Timed(start, min(deadlines)) if deadlines else None

    def is_raised(self, old: str, new: str) -> bool:
        keys = list(self.policy.written["severities"])
        return keys.index(new) < keys.index(old)

    def response(self, incident: Incident) -> Iterator[Row]:
        """The clocks that a change of severity moves: acknowledge, resolve and communicate."""
        begin = incident.reported
        yield from self.life(incident, "acknowledge", begin, incident.place(*TRANSITIONS, after=begin))
        for opened, resolved in incident.periods:
            yield from self.life(incident, "resolve", opened, resolved)
        told = next((place for place in incident.places if incident.events[place].told), None)
        yield from self.life(incident, "communicate", begin, told)

    def life(self, incident: Incident, clock: str, begin: int, stop: int | None) -> Iterator[Row]:
        """The rows of one instance, from the event that starts it to the one that stops it."""
        stopped = None if stop is None else incident.events[stop].at
        for tier in [None, *incident.tiers]:
            start = incident.events[begin].at
            timed = self.timed(incident, clock, tier, incident.severity(begin), start)
            for event in incident.events[begin + 1 : stop]:
                if not is_change(event):
                    continue
                if timed and event.at > timed.deadline:
                    break
                old, new = change(event)
                timed = self.timed(incident, clock, tier, new, event.at if self.is_raised(old, new) else start)
            if timed:
                yield self.row(incident, clock, tier, timed, stopped)

    def updates(self, incident: Incident) -> Iterator[Row]:
        """From each moment at which something was entered while it was open, to the next."""
        for opened, resolved in incident.periods:
            begin = incident.events[opened].at
            end = None if resolved is None else incident.events[resolved].at
            moments = sorted({e.at for e in incident.events if begin <= e.at and (end is None or e.at <= end)})
            for at, following in zip(moments, [*moments[1:], None], strict=True):
                if at == end:
                    continue
                latest = max(p for p in incident.places if incident.events[p].at <= at)
                for tier in [None, *incident.tiers]:
                    if timed := self.timed(incident, "update", tier, incident.severity(latest), at):
                        yield self.row(incident, "update", tier, timed, following)

    def promises(self, incident: Incident) -> Iterator[Row]:
        resolutions = {resolved for _, resolved in incident.periods}
        for place, event in enumerate(incident.events):
            for written in re.findall(r"Next\s+update\s+by\s+`([^`]+)`", event.text) if event.told else []:
                later = enumerate(incident.events[place + 1 :], place + 1)
                stops = (each.at for p, each in later if each.told or p in resolutions)
                timed = Timed(event.at, moment(written))
                yield self.row(incident, "promise", None, timed, next(stops, None))

    def postmortem(self, incident: Incident, response: list[Row]) -> Iterator[Row]:
        """Under the rule that required it when the incident was resolved, else under the one that does by now."""
        _, resolved = incident.periods[-1]
        if resolved is None:
            return
        start = incident.events[resolved].at
        policy = self.in_force(start)
        keys = [incident.severity(resolved), incident.fields["severity"]]
        rules = [policy.severity(key).get("postmortem") or {} for key in keys]
        holding = [
            rule for rule in rules if any(self.holds(each, incident, response) for each in rule.get("when", []))
        ]
        if not holding or "due" not in holding[0]:
            return
        published = incident.postmortem.get("status") == "published"
        stopped = moment(incident.postmortem["published_at"]) if published else None
        timed = Timed(start, policy.calendar.after(start, holding[0]["due"]))
        yield self.row(incident, "postmortem", None, timed, stopped)

    def holds(self, condition: Any, incident: Incident, response: list[Row]) -> bool:
        """Whether a postmortem is required: always, after a breach, or when it came again."""
        if condition == "always":
            return True
        if clock := condition.get("breached"):
            late = {"breached", "missed"}
            return any(row.clock == clock and row.tier is None and row.state in late for row in response)
        within = int(condition["within"][:-1]) * ELAPSED[condition["within"][-1]]
        alike = [other for other in self.incidents if other is incident or is_alike(incident, other)]
        near = [other for other in alike if timedelta() <= incident.reported_at - other.reported_at <= within]
        return len(near) >= int(condition["recurs"])

    def actions(self, incident: Incident) -> Iterator[Row]:
        for action in [*incident.fields.get("actions", []), *incident.postmortem.get("actions", [])]:
            if "due" not in action or action.get("status") == "dropped":
                continue
            due = date.fromisoformat(action["due"])
            days = self.policy.calendar
            stopped = None
            if action.get("status") == "done":
                stopped = days.begins(date.fromisoformat(action["done_on"]) + DAY)
            if self.now >= days.begins(due):
                yield self.row(incident, "action", None, Timed(days.begins(due), days.begins(due + DAY)), stopped)

    def row(self, incident: Incident, clock: str, tier: str | None, timed: Timed, stopped: datetime | None) -> Row:
        """The clock with its state as of now."""
        policy = self.in_force(timed.start)
        warn = policy.of_severity(incident.fields["severity"], "warn") or "30m"
        if stopped is not None:
            state = "met" if stopped <= timed.deadline else "missed"
        elif self.now > timed.deadline:
            state = "breached"
        else:
            state = "at-risk" if policy.calendar.after(self.now, warn) >= timed.deadline else "running"
        end = stopped or self.now
        return Row(
            incident.fields["id"],
            clock,
            tier,
            shown(timed.start),
            shown(timed.deadline),
            stopped and shown(stopped),
            state,
            (end - timed.start) // timedelta(seconds=1),
            (timed.deadline - end) // timedelta(seconds=1),
        )


def is_alike(one: Incident, other: Incident) -> bool:
    """Whether another actionable incident shares a service, and the cause or a link in either direction."""
    if other.fields.get("disposition", "actionable") != "actionable":
        return False
    shares = set(one.fields["services"]) & set(other.fields["services"])
    cause = one.fields.get("cause")
    linked = any(b.fields["id"] in a.fields.get("related", []) for a, b in [(one, other), (other, one)])
    return bool(shares) and ((cause is not None and cause == other.fields.get("cause")) or linked)

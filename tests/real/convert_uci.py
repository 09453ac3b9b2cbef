"""A service desk's event log: a row for each change of an incident, its last row its final state."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby, pairwise
from pathlib import Path

from incitrack.importers.foreign_incident import DatedText, ForeignIncident
from incitrack.model.entry import Kind, TimelineEntry
from incitrack.records.edits_scalars import Plain, Value
from tests.real.brought import Told, bring, rows

POLICIES = {
    "severity.yaml": """\
severities:
  P1: {name: Critical, sla: {acknowledge: 1h, resolve: 1d}, downtime: true}
  P2: {name: High, sla: {acknowledge: 4h, resolve: 3d}, downtime: true}
  P3: {name: Moderate, sla: {acknowledge: 1d, resolve: 5d}}
  P4: {name: Low, sla: {acknowledge: 2d, resolve: 10d}}
""",
    "fields.yaml": "x-made-sla: {type: boolean, label: Made its SLA}\n",
}
RANKED = ("1 - Critical", "2 - High", "3 - Moderate", "4 - Low")

Event = dict[str, str]


def convert(source: Path, root: Path) -> Path:
    """Every incident with every row of the log, at the row's own time, the source's times taken for UTC.

    It is reported when it was opened. The first row from then on in another state than new acknowledges it; work
    after a resolution reopens it. Of rows in a row that are resolved, or closed, the last one is the transition,
    as the source's own `resolved_at` and `closed_at` have it. A changed priority is a severity entry beside the
    row, and every other row an update. Service and category are its category, its team the assignment group, its
    owner the resolver, its cause the code it was closed with; what the source does not know stays away.
    """
    log = rows(source / "incident_event_log.csv")
    by_number = [list(events) for _, events in groupby(log, key=lambda row: row["number"])]
    return bring(root, map(_told, by_number), POLICIES, RANKED)


def moment(written: str) -> datetime:
    """A time of the log."""
    return datetime.strptime(written, "%d-%m-%Y %H:%M").replace(tzinfo=UTC)


def key(written: str) -> str:
    """The slug of a name of the log."""
    return "-".join(re.findall("[a-z0-9]+", written.lower()))


def _told(events: Sequence[Event]) -> Told:
    opened, last = moment(events[0]["opened_at"]), events[-1]
    transitions = dict(_transitions(events, opened))
    updates = [
        DatedText(moment(event["sys_updated_at"]), f"{event['incident_state']}, {event['assignment_group']}")
        for index, event in enumerate(events)
        if index not in transitions
    ]
    incident = ForeignIncident(
        name=last["number"],
        title=f"{last['category']}, {last['subcategory']}",
        severity=last["priority"],
        services=() if last["category"] == "?" else (last["category"],),
        reported_at=opened,
        ending=None,
        planned=False,
        text="",
        updates=tuple(updates),
    )
    entries = [TimelineEntry(moment(events[index]["sys_updated_at"]), kind) for index, kind in transitions.items()]
    return Told(
        incident, dict(_fields(last)), sorted([*entries, *_severities(events)], key=lambda entry: entry.at)
    )


def _transitions(events: Sequence[Event], opened: datetime) -> Iterator[tuple[int, Kind]]:
    answered = resolved = False
    for index, (event, after) in enumerate(pairwise([*events, {"incident_state": ""}])):
        state = event["incident_state"]
        ends = after["incident_state"] != state
        if state == "New" or moment(event["sys_updated_at"]) < opened:
            continue
        if state in {"Resolved", "Closed"} and ends:
            yield index, Kind(state.lower())
            resolved = True
        elif resolved and state not in {"Resolved", "Closed"}:
            yield index, Kind.REOPENED
            resolved = False
        elif not answered:
            yield index, Kind.ACKNOWLEDGED
        answered = True


def _severities(events: Iterable[Event]) -> Iterator[TimelineEntry]:
    for before, event in pairwise(events):
        if before["priority"] != event["priority"]:
            text = f"P{before['priority'][0]} -> P{event['priority'][0]}"
            yield TimelineEntry(moment(event["sys_updated_at"]), Kind.SEVERITY, None, text)


def _fields(last: Event) -> "Iterator[tuple[str, Value | None]]":
    yield "owner", None if last["assigned_to"] == "?" else key(last["assigned_to"])
    if last["category"] != "?":
        yield "category", key(last["category"])
    if last["closed_code"] != "?":
        yield "cause", key(last["closed_code"])
    if last["assignment_group"] != "?":
        yield "teams", [key(last["assignment_group"])]
    yield "x-made-sla", Plain(last["made_sla"].lower())

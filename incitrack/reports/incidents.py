"""The JSON shapes of an incident: the short one of a list, and the whole of one record."""

from datetime import datetime
from typing import TypedDict

from incitrack.model.entry import Communication, TimelineEntry
from incitrack.model.impact import impact_periods
from incitrack.model.times import format_time
from incitrack.records.record import IncidentRecord, PostmortemRecord, Unreadable
from incitrack.reports.actions import ActionRow
from incitrack.reports.clocks import ClockItem


class ListItem(TypedDict):
    """One element of `list --json`. Times are UTC, `2026-11-20T14:10:00Z`; what is absent is None."""

    id: str
    title: str
    severity: str
    status: str
    services: list[str]
    owner: str | None
    disposition: str
    visibility: str
    started_at: str | None
    detected_at: str | None
    reported_at: str | None
    acknowledged_at: str | None
    mitigated_at: str | None
    resolved_at: str | None
    closed_at: str | None
    path: str


class EntryItem(TypedDict):
    """An entry of the timeline or the communications; `by` is without `@`, `kind` may be an audience."""

    at: str
    kind: str
    by: str | None
    text: str


class CustomersItem(TypedDict):
    """Who is affected."""

    tiers: list[str]
    affected: int | None


class PeriodItem(TypedDict):
    """An impact period; one that still runs has no end."""

    started_at: str
    ended_at: str | None


class PostmortemItem(TypedDict):
    """How far the postmortem is; `status` is None where its file cannot be read."""

    status: str | None
    path: str


class ShowItem(ListItem):
    """What `show --json` prints."""

    roles: dict[str, str]
    customers: CustomersItem
    category: str | None
    cause: str | None
    tags: list[str]
    timeline: list[EntryItem]
    communications: list[EntryItem]
    impact_periods: list[PeriodItem]
    actions: list[ActionRow]
    postmortem: PostmortemItem | None
    related: list[str]
    clocks: list[ClockItem]


def list_item(record: IncidentRecord) -> ListItem:
    """An incident as an element of a list."""
    incident = record.incident
    return {
        "id": incident.id,
        "title": incident.title,
        "severity": incident.severity,
        "status": str(incident.status),
        "services": list(incident.services),
        "owner": incident.owner,
        "disposition": str(incident.disposition),
        "visibility": str(incident.visibility),
        "started_at": _time(incident.started_at),
        "detected_at": _time(incident.detected_at),
        "reported_at": _time(incident.reported_at),
        "acknowledged_at": _time(incident.acknowledged_at),
        "mitigated_at": _time(incident.mitigated_at),
        "resolved_at": _time(incident.resolved_at),
        "closed_at": _time(incident.closed_at),
        "path": record.path,
    }


def show_item(
    record: IncidentRecord,
    postmortem: PostmortemRecord | Unreadable | None,
    actions: list[ActionRow],
    clocks: list[ClockItem],
) -> ShowItem:
    """An incident whole, with its postmortem, the action items of both files, and its clocks."""
    incident = record.incident
    return {
        **list_item(record),
        "roles": incident.roles.held(),
        "customers": {"tiers": list(incident.customers.tiers), "affected": incident.customers.affected},
        "category": incident.category,
        "cause": incident.cause,
        "tags": list(incident.tags),
        "timeline": [entry_item(entry) for entry in incident.timeline],
        "communications": [entry_item(told) for told in incident.communications],
        "impact_periods": [
            {"started_at": format_time(period.started_at), "ended_at": _time(period.ended_at)}
            for period in impact_periods(incident)
        ],
        "actions": actions,
        "postmortem": _postmortem(postmortem),
        "related": list(incident.related),
        "clocks": clocks,
    }


def entry_item(entry: TimelineEntry | Communication) -> EntryItem:
    """An entry for a program."""
    return {"at": format_time(entry.at), "kind": str(entry.kind), "by": entry.by, "text": entry.text}


def _postmortem(found: PostmortemRecord | Unreadable | None) -> PostmortemItem | None:
    if found is None:
        return None
    status = str(found.postmortem.status) if isinstance(found, PostmortemRecord) else None
    return {"status": status, "path": found.path}


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else format_time(moment)

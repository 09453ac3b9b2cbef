"""The JSON shape of action items, wherever they live: in an incident's record or in its postmortem."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TypedDict

from incitrack.model.action import ActionItem
from incitrack.model.local_day import local_day
from incitrack.records.archive import Archive
from incitrack.records.record import IncidentRecord, PostmortemRecord


class ActionRow(TypedDict):
    """One element of `action list --json`. `line` is the item's first in the file at `path`; days are ISO 8601."""

    id: str
    incident: str
    title: str
    owner: str | None
    due: str | None
    kind: str | None
    status: str
    done_on: str | None
    overdue: bool
    days_overdue: int
    path: str
    line: int


def action_rows(archive: Archive, now: datetime) -> list[ActionRow]:
    """Every action item of an archive: what is to be done by its due day, the most overdue first, then the rest.

    An item is overdue after its due day in the calendar's time zone, `days_overdue` counts whole days.
    """
    return rows_of((*archive.incidents, *archive.postmortems), local_day(now, archive.policies))


def rows_of(records: Iterable[IncidentRecord | PostmortemRecord], today: date) -> list[ActionRow]:
    """The action items of some records, in the same order."""
    found = [(record, index, item) for record in records for index, item in enumerate(_items(record))]
    found.sort(key=lambda each: (not each[2].is_open, each[2].due or date.max, each[0].id, each[0].path, each[1]))
    return [_row(record, index, item, today) for record, index, item in found]


def _items(record: IncidentRecord | PostmortemRecord) -> tuple[ActionItem, ...]:
    return record.incident.actions if isinstance(record, IncidentRecord) else record.postmortem.actions


def _row(record: IncidentRecord | PostmortemRecord, index: int, item: ActionItem, today: date) -> ActionRow:
    late = item.days_overdue(today)
    return {
        "id": f"{record.id}/{item.id}",
        "incident": record.id,
        "title": item.title,
        "owner": item.owner,
        "due": _day(item.due),
        "kind": None if item.kind is None else str(item.kind),
        "status": str(item.status),
        "done_on": _day(item.done_on),
        "overdue": late > 0,
        "days_overdue": late,
        "path": record.path,
        "line": record.action_lines[index],
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()

"""The order in which incidents are listed: the newest report first."""

from collections.abc import Iterable
from datetime import UTC, datetime

from incitrack.model.incident import Incident
from incitrack.model.words import INCIDENT_ID
from incitrack.records.record import IncidentRecord


def report_time(incident: Incident) -> datetime:
    """When it was reported; where the timeline does not say, the nearest thing that is known."""
    if reported_at := incident.reported_at:
        return reported_at
    known = min((entry.at for entry in incident.timeline), default=incident.started_at)
    return known or datetime(max(1, int(incident.id[4:8])), 1, 1, tzinfo=UTC)


def newest_first(records: Iterable[IncidentRecord]) -> list[IncidentRecord]:
    """The records by their report, the newest first; of two reported at once, the higher number."""
    return sorted(records, key=lambda record: (report_time(record.incident), _number(record.id)), reverse=True)


def oldest_first(records: Iterable[IncidentRecord]) -> list[IncidentRecord]:
    """The same the other way round: what has waited longest comes first."""
    return newest_first(records)[::-1]


def _number(identifier: str) -> tuple[int, int]:
    found = INCIDENT_ID.match(identifier)
    return (int(found[1]), int(found[2])) if found else (0, 0)

"""What the public may know of an incident: the allow-list, field by field, as a shape of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from incitrack.model.entry import PUBLIC, Kind
from incitrack.model.incident import Incident
from incitrack.model.policies import Policies
from incitrack.model.status import Status
from incitrack.wording import duration_text


class PublicMessage(NamedTuple):
    """What was told to everyone: when, and the Markdown; not by whom, and not through which channel."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class PublicIncident:
    """An incident as everyone may read it; nothing else of a record is on a public page.

    `key` is its folder under `status/`, `severity` and `services` are names, never keys; `messages` has the
    earliest first. `mitigated_at` is None where users were affected again after it.
    """

    key: str
    id: str
    title: str
    severity: str
    services: tuple[str, ...]
    status: Status
    reported_at: datetime
    started_at: datetime | None
    mitigated_at: datetime | None
    reopened_at: datetime | None
    resolved_at: datetime | None
    closed_at: datetime | None
    messages: tuple[PublicMessage, ...]

    @property
    def is_open(self) -> bool:
        """Whether it is still worked on."""
        return self.status.is_open

    @property
    def is_felt(self) -> bool:
        """Whether users are affected: it is open and was not mitigated."""
        return self.is_open and self.mitigated_at is None

    @property
    def began_at(self) -> datetime:
        """When users began to be affected; before it is known, the report's time."""
        return self.started_at or self.reported_at

    @property
    def last_at(self) -> datetime:
        """The latest moment that is known of it."""
        return max(at for _, at in self.moments())

    def moments(self) -> Iterator[tuple[str, datetime]]:
        """Every moment of it, by what it is of."""
        known = (
            ("Started", self.started_at),
            ("Reported", self.reported_at),
            ("Mitigated", self.mitigated_at),
            ("Reopened", self.reopened_at),
            ("Resolved", self.resolved_at),
            ("Closed", self.closed_at),
        )
        yield from ((label, at) for label, at in known if at is not None)
        yield from (("Told", message.at) for message in self.messages)

    def lasted(self, now: datetime) -> str:
        """How long it has gone on, or how long it took, in words; "" where the moments are out of order."""
        until = now if self.is_open else self.resolved_at
        if until is None or until < self.began_at:
            return ""
        return duration_text(until - self.began_at)


def public_incident(key: str, incident: Incident, policies: Policies) -> PublicIncident:
    """What the public may know of it; whether it may know of it at all is for the caller to say."""
    severity = policies.severity_of(incident.severity)
    reported_at = incident.reported_at or incident.started_at or _first_day_of_year(incident)
    reopened_at = incident.last(Kind.REOPENED)
    mitigated_at = incident.last(Kind.MITIGATED)
    told = [PublicMessage(each.at, each.text) for each in incident.communications if each.audience == PUBLIC]
    return PublicIncident(
        key=key,
        id=incident.id,
        title=incident.title,
        severity=severity.name if severity else incident.severity,
        services=tuple(dict.fromkeys(policies.services.name_of(service) for service in incident.services)),
        status=incident.status,
        reported_at=reported_at,
        started_at=incident.started_at,
        mitigated_at=None if mitigated_at and reopened_at and mitigated_at < reopened_at else mitigated_at,
        reopened_at=reopened_at,
        resolved_at=incident.resolved_at,
        closed_at=incident.closed_at,
        messages=tuple(sorted(told, key=lambda message: message.at)),
    )


def _first_day_of_year(incident: Incident) -> datetime:
    """What stands in for the report of a record that has neither a report nor a start."""
    return datetime(max(1, int(incident.id[4:8])), 1, 1, tzinfo=UTC)

"""What the public may know of an incident: the allow-list, field by field, as a shape of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from incitrack.model.entry import PUBLIC, Kind
from incitrack.model.impact import ImpactPeriod, impact_periods, mitigated_since, together
from incitrack.model.incident import Disposition, Incident
from incitrack.model.policies import Policies
from incitrack.model.promise import standing_promise
from incitrack.model.status import Status
from incitrack.model.turns import Turn, turns


class PublicMessage(NamedTuple):
    """What was told to everyone: when, and the Markdown; not by whom, and not through which channel."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class PublicIncident:
    """An incident as everyone may read it; nothing else of a record is on a public page.

    `key` is its folder under `status/`, `severity` and `services` are names, never keys; `messages` has the
    earliest first. `mitigated_at` is None where users were affected again after it.

    It `counts` where its record is actionable: then alone a service is affected, and then alone it has a
    severity, else "". `planned` says that it is planned work. What is neither turned out to be no incident
    of its own; why, the public is not told. Of that there is no status, no start, no mitigation and no period.
    """

    key: str
    id: str
    title: str
    counts: bool
    planned: bool
    severity: str
    services: tuple[str, ...]
    status: Status | None
    reported_at: datetime
    started_at: datetime | None
    mitigated_at: datetime | None
    resolved_at: datetime | None
    closed_at: datetime | None
    turns: tuple[Turn, ...]
    periods: tuple[ImpactPeriod, ...]
    messages: tuple[PublicMessage, ...]

    @property
    def is_open(self) -> bool:
        """Whether it is still worked on, or still planned."""
        return self.status is not None and self.status.is_open

    @property
    def is_felt(self) -> bool:
        """Whether users are affected: it is open and was not mitigated."""
        return self.counts and self.is_open and self.mitigated_at is None

    @property
    def began_at(self) -> datetime:
        """When users began to be affected; before it is known, the report's time."""
        return self.started_at or self.reported_at

    @property
    def stands_since(self) -> datetime:
        """Since when an open one stands as it does: planned, mitigated, or felt, for the first time or again."""
        if self.planned or not self.periods:
            return self.began_at
        return self.mitigated_at or self.periods[-1].started_at

    @property
    def promised_at(self) -> datetime | None:
        """By when the last message promises another, while it is open."""
        return standing_promise([message.text for message in self.messages]) if self.is_open else None

    @property
    def last_at(self) -> datetime:
        """The latest moment that is known of it."""
        return max(at for _, at in self.moments())

    def moments(self) -> Iterator[tuple[str, datetime]]:
        """Every moment of it, by what it is of."""
        known = (
            ("Started", self.started_at),
            ("Reported", self.reported_at),
            *((turn.kind.value.capitalize(), turn.at) for turn in self.turns),
            ("Closed", self.closed_at),
        )
        yield from ((label, at) for label, at in known if at is not None)
        yield from (("Told", message.at) for message in self.messages)

    def lasted(self, now: datetime) -> timedelta | None:
        """How long users are affected since it last began, or were in all; how long planned work took.

        None where that is not known: its moments are out of order, or planned work is not over.
        """
        if self.is_felt:
            return now - self.stands_since if now >= self.stands_since else None
        is_known = self.periods and (self.counts or not self.is_open)
        return together(self.periods) if is_known else None


def public_incident(key: str, incident: Incident, policies: Policies) -> PublicIncident:
    """What the public may know of it; whether it may know of it at all is for the caller to say."""
    counts, planned = incident.is_actionable, incident.disposition is Disposition.PLANNED
    was_real = counts or planned
    told = [PublicMessage(each.at, each.text) for each in incident.communications if each.audience == PUBLIC]
    return PublicIncident(
        key=key,
        id=incident.id,
        title=incident.title,
        counts=counts,
        planned=planned,
        severity=_severity_name(incident, policies) if counts else "",
        services=tuple(dict.fromkeys(policies.services.name_of(service) for service in incident.services)),
        status=incident.status if was_real else None,
        reported_at=incident.reported_at or incident.started_at or _first_day_of_year(incident),
        started_at=incident.started_at if was_real else None,
        mitigated_at=mitigated_since(incident) if was_real else None,
        resolved_at=incident.resolved_at,
        closed_at=incident.closed_at,
        turns=tuple(turn for turn in turns(incident) if was_real or turn.kind is not Kind.MITIGATED),
        periods=impact_periods(incident) if was_real else (),
        messages=tuple(sorted(told, key=lambda message: message.at)),
    )


def _severity_name(incident: Incident, policies: Policies) -> str:
    severity = policies.severity_of(incident.severity)
    return severity.name if severity else incident.severity


def _first_day_of_year(incident: Incident) -> datetime:
    """What stands in for the report of a record that has neither a report nor a start."""
    return datetime(max(1, int(incident.id[4:8])), 1, 1, tzinfo=UTC)

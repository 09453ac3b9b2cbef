"""The service catalogue: services, teams, people and the rotation of responders."""

from collections.abc import Iterator
from dataclasses import field
from datetime import date
from typing import Annotated, Any

from incitrack.model.grammar import Before
from incitrack.model.numbers import Percentage
from incitrack.model.shape import Inconsistency, ListOf, MaybeEmpty, Shape
from incitrack.model.times import Day, parse_day
from incitrack.model.words import Handle, Link, OneLine, SeverityKey, Slug, Text, shown, wrong


class Service(Shape):
    """One service, who owns it, and what it depends on. `availability` is its target in per cent."""

    name: OneLine | None = None
    team: Slug | None = None
    owner: Handle | None = None
    tier: Slug | None = None
    depends_on: ListOf[Slug] = ()
    runbook: Link | None = None
    customers: ListOf[Slug] = ()
    category: Slug | None = None
    severity: SeverityKey | None = None
    availability: Percentage | None = None


class Team(Shape):
    """A team; `contacts` are names that escalations use, secrets only as ${ENV}."""

    name: OneLine | None = None
    lead: Handle | None = None
    members: ListOf[Handle] = ()
    contacts: dict[Slug, Text] = field(default_factory=dict)


class Person(Shape):
    """Someone who may own an incident."""

    name: OneLine | None = None
    email: OneLine | None = None
    github: OneLine | None = None


class Rotation(Shape):
    """The default responder changes weekly in the order of `responders`, beginning on `starts`.

    In the file the responders of each team stand under its slug, beside `starts`.
    """

    starts: Day
    teams: dict[Slug, ListOf[Handle]]

    def responder(self, team: str, on: date) -> str | None:
        """Whose week it is in that team on that day; None before the start or for a team without a list."""
        handles = self.teams.get(team)
        weeks = (on - self.starts).days // 7
        return handles[weeks % len(handles)] if handles and weeks >= 0 else None


def _rotation(value: object) -> Any:
    if not isinstance(value, dict):
        wrong(f"{shown(value)} is not a rotation", "write {payments: [maria, jdoe], starts: 2026-01-05}")
    if "starts" in value:
        parse_day(value["starts"])
    teams = {key: handles for key, handles in value.items() if key != "starts"}
    return {"teams": teams, **({"starts": value["starts"]} if "starts" in value else {})}


class ServiceCatalogue(Shape):
    """`policies/services.yaml`. Where the file is absent any slug is a service and any handle a person.

    `services` and `people` are None where the file does not list them.
    """

    services: dict[Slug, MaybeEmpty[Service]] | None = None
    teams: dict[Slug, MaybeEmpty[Team]] = field(default_factory=dict)
    people: dict[Handle, MaybeEmpty[Person]] | None = None
    rotation: Annotated[Rotation, Before(_rotation)] | None = None

    def inconsistencies(self) -> Iterator[Inconsistency]:
        """A dependency on a service that the file does not have."""
        known = self.services or {}
        for key, service in known.items():
            for index, other in enumerate(service.depends_on):
                if other not in known:
                    keys = ("services", key, "depends_on", index)
                    yield Inconsistency(keys, f"{other} is no service of this file", "add it, or correct the name")

    def team_of(self, service: str) -> str | None:
        """The team that owns a service."""
        known = (self.services or {}).get(service)
        return known.team if known else None

    def name_of(self, service: str) -> str:
        """What people call a service: its name, else its key."""
        known = (self.services or {}).get(service)
        return (known.name if known else None) or service

    def default_owner(self, service: str, on: date) -> str | None:
        """Who takes a new incident of a service: its owner, else the responder of its team's week."""
        known = (self.services or {}).get(service)
        if known is None:
            return None
        if known.owner:
            return known.owner
        return self.rotation.responder(known.team, on) if self.rotation and known.team else None

    def handle_of(self, email: str) -> str | None:
        """The person with that e-mail address, compared without case."""
        wanted = email.casefold()
        return next(
            (h for h, person in (self.people or {}).items() if (person.email or "").casefold() == wanted),
            None,
        )

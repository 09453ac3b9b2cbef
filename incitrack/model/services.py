"""The service catalogue: services, teams, people and the rotation of responders."""

from collections.abc import Iterator
from dataclasses import field
from datetime import date
from typing import Annotated, Any, NamedTuple

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


class Named(NamedTuple):
    """A handle that the file names: the keys that lead to it, and whether it may come to own an incident."""

    keys: tuple[str | int, ...]
    handle: str
    may_own: bool


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

    def unlisted_teams(self) -> Iterator[Inconsistency]:
        """A team that `teams` does not list, where it lists any. Its services work; but nobody is of it."""
        if not self.teams:
            return
        named: list[tuple[tuple[str, ...], str]] = [
            (("services", key, "team"), service.team)
            for key, service in (self.services or {}).items()
            if service.team is not None
        ]
        named += [(("rotation", team), team) for team in (self.rotation.teams if self.rotation else ())]
        for keys, team in named:
            if team not in self.teams:
                hint = "add it to teams, or correct the name"
                yield Inconsistency(keys, f"{team} is no team of this file", hint)

    def knows(self, handle: str) -> bool:
        """Whether a handle is among the people; any is where the file does not list them."""
        return self.people is None or handle in self.people

    def strangers(self) -> Iterator[Named]:
        """The owners, responders, leads and members who are not among the people."""
        for named in (*self._who_may_own(), *self._who_are_of_a_team()):
            if not self.knows(named.handle):
                yield named

    def _who_may_own(self) -> Iterator[Named]:
        for key, service in (self.services or {}).items():
            if service.owner is not None:
                yield Named(("services", key, "owner"), service.owner, may_own=True)
        for name, responders in (self.rotation.teams if self.rotation else {}).items():
            for index, handle in enumerate(responders):
                yield Named(("rotation", name, index), handle, may_own=True)

    def _who_are_of_a_team(self) -> Iterator[Named]:
        for name, team in self.teams.items():
            if team.lead is not None:
                yield Named(("teams", name, "lead"), team.lead, may_own=False)
            for index, handle in enumerate(team.members):
                yield Named(("teams", name, "members", index), handle, may_own=False)

    def team_of(self, service: str) -> str | None:
        """The team that owns a service."""
        known = (self.services or {}).get(service)
        return known.team if known else None

    def name_of(self, service: str) -> str:
        """What people call a service: its name, else its key."""
        known = (self.services or {}).get(service)
        return (known.name if known else None) or service

    def default_owners(self, service: str, on: date) -> tuple[str, ...]:
        """Who takes a new incident of a service, the next where one cannot: its owner, its team's responder."""
        known = (self.services or {}).get(service)
        if known is None:
            return ()
        responder = self.rotation.responder(known.team, on) if self.rotation and known.team else None
        return tuple(handle for handle in (known.owner, responder) if handle)

    def handle_of(self, email: str) -> str | None:
        """The person with that e-mail address, compared without case."""
        wanted = email.casefold()
        return next(
            (h for h, person in (self.people or {}).items() if (person.email or "").casefold() == wanted),
            None,
        )

"""The list of services: how each stands now, whose it is, and who answers for it this week."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Final

from incitrack.metrics.availability import target
from incitrack.model.services import Service, Team
from incitrack.website.addresses import SERVICES
from incitrack.website.describe import Describer, spoken
from incitrack.website.look.stylesheet import STRIP_DAYS
from incitrack.website.page import FIGURES, Page
from incitrack.website.parts.facts import short_link
from incitrack.website.prose import Prose
from incitrack.website.trends.by_month import number_cell
from incitrack.website.trends.grounds import Grounds, counted_link
from incitrack.website.trends.service_figures import availability_words
from incitrack.website.views.charts import CellView
from incitrack.website.views.lists import IncidentLine
from incitrack.website.views.words import LinkView, PersonView
from incitrack.wording import count_text, day_text

_MOST_OPEN: Final = 5


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """A service in the list; `open` are the worst of its open incidents.

    `recent` counts its incidents of the last 90 days, `count` those of all time that count. `availability` is the
    share of the last twelve months, or since the records begin, beside its target; `is_below` where it was up for
    less than its target.
    """

    service: LinkView
    key: str
    team: str
    owner: PersonView | None
    tier: str
    open: tuple[IncidentLine, ...]
    recent: str
    latest: IncidentLine | None
    count: CellView
    availability: str
    is_below: bool
    runbook: LinkView | None


@dataclass(frozen=True, slots=True)
class TeamView:
    """A team: who leads it, who is in it, and whose week it is where there is a rotation."""

    name: str
    key: str
    lead: PersonView | None
    members: tuple[PersonView, ...]
    this_week: PersonView | None
    services: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class ServicesView:
    """The list: what is affected, the worst first, then the others in the catalogue's order.

    `about_availability` says what all the lines' availability is of; `unlisted` are services that records name and
    no catalogue does.
    """

    lines: tuple[ServiceLine, ...]
    about_availability: str
    unlisted: tuple[str, ...]
    teams: tuple[TeamView, ...]


def services_page(grounds: Grounds) -> Page:
    """The page of all services."""
    return Page(SERVICES, "services.html", "Services", partial(_view, grounds), together=FIGURES)


def _view(grounds: Grounds, describe: Describer, _: Prose) -> ServicesView:
    contents = describe.contents
    catalogue = contents.policies.services
    services = catalogue.services or {}
    recent = {shown.key for shown in contents.since(STRIP_DAYS)}
    worst: dict[str, int] = {}
    for place, shown in enumerate(contents.open):
        for key in shown.incident.services:
            worst.setdefault(key, place)
    ordered = sorted(services, key=lambda key: worst.get(key, len(contents.open)))
    return ServicesView(
        lines=tuple(_line(key, services[key], recent, grounds, describe) for key in ordered),
        about_availability=_about_availability(services, grounds),
        unlisted=tuple(sorted(key for key in contents.by_service if key not in services)),
        teams=tuple(_team(key, team, describe) for key, team in catalogue.teams.items()),
    )


def _about_availability(services: Iterable[str], grounds: Grounds) -> str:
    """What is said once of all; "" where nothing is known of any."""
    if not any(key in grounds.uptimes for key in services):
        return ""
    aimed = any(target(key, grounds.policies) is not None for key in services)
    since = grounds.uptimes_since
    of = f"since {day_text(since)}, when the records begin" if since else "of the last 12 months"
    return f"Availability is that {of}; {'some have a' if aimed else 'no service has a'} target."


def _line(key: str, service: Service, recent: set[str], grounds: Grounds, describe: Describer) -> ServiceLine:
    incidents = describe.contents.by_service.get(key, ())
    counted, uptime = len(grounds.by_service.get(key, ())), grounds.uptimes.get(key)
    return ServiceLine(
        service=describe.service(key),
        key=key,
        team=team_name(service.team, describe),
        owner=describe.person_or_nobody(service.owner),
        tier=spoken(service.tier or ""),
        open=describe.lines(
            tuple(shown for shown in describe.contents.open if key in shown.incident.services)[:_MOST_OPEN]
        ),
        recent=count_text(sum(shown.key in recent for shown in incidents), "incident"),
        latest=describe.line(incidents[0]) if incidents else None,
        count=number_cell(counted, counted_link(describe.links, service=key)),
        availability=availability_words(uptime, target(key, grounds.policies)) if uptime else "",
        is_below=uptime is not None and uptime.misses,
        runbook=short_link(service.runbook, describe) if service.runbook else None,
    )


def team_name(key: str | None, describe: Describer) -> str:
    """What people call a team; "" for none."""
    known = describe.contents.policies.services.teams.get(key or "")
    return (known.name if known else None) or key or ""


def _team(key: str, team: Team, describe: Describer) -> TeamView:
    catalogue = describe.contents.policies.services
    responder = catalogue.rotation.responder(key, describe.today) if catalogue.rotation else None
    return TeamView(
        name=team.name or key,
        key=key,
        lead=describe.person_or_nobody(team.lead),
        members=tuple(describe.person(handle) for handle in team.members),
        this_week=describe.person_or_nobody(responder),
        services=tuple(
            describe.service(name) for name, service in (catalogue.services or {}).items() if service.team == key
        ),
    )

"""Incidents of a team beside how much it looks after: one with visible services is no worse than a quiet one."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final, NamedTuple

from incitrack.metrics.groups import NONE
from incitrack.model.incident import Incident
from incitrack.model.policies import Policies
from incitrack.model.services import Service

_CRITICAL: Final = "critical"


class TeamLoad(NamedTuple):
    """A team, how many services it has of each tier (`none`: of no tier), and the incidents of any of them."""

    team: str
    services: int
    tiers: dict[str, int]
    incidents: int

    @property
    def critical_services(self) -> int:
        """How many services are of the tier `critical`."""
        return self.tiers.get(_CRITICAL, 0)

    @property
    def incidents_per_service(self) -> float | None:
        """Incidents ÷ services; None for a team without services."""
        return self.incidents / self.services if self.services else None


def team_loads(incidents: Iterable[Incident], policies: Policies) -> tuple[TeamLoad, ...]:
    """Every team of the service catalogue, by key. An incident of two services of a team counts once for it.

    Teams that only contribute to an incident are not held to it.
    """
    catalogue = policies.services
    services: dict[str, list[Service]] = defaultdict(list, {team: [] for team in catalogue.teams})
    for service in (catalogue.services or {}).values():
        if service.team:
            services[service.team].append(service)
    found: Counter[str | None] = Counter()
    for incident in incidents:
        found.update({catalogue.team_of(service) for service in incident.services})
    return tuple(
        TeamLoad(team, len(owned), _tiers(owned), found[team]) for team, owned in sorted(services.items())
    )


def _tiers(services: Iterable[Service]) -> dict[str, int]:
    return dict(sorted(Counter(service.tier or NONE for service in services).items()))

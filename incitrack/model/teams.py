"""Which teams an incident concerns."""

from incitrack.model.incident import Incident
from incitrack.model.policies import Policies


def teams_of(incident: Incident, policies: Policies) -> tuple[str, ...]:
    """The teams of an incident, each once: those of its services, then those that contribute."""
    owning = (policies.services.team_of(service) for service in incident.services)
    return tuple(dict.fromkeys([*(team for team in owning if team), *incident.teams]))

"""History: what was reported before the severity policy began, and is not held to it."""

from incitrack.model.incident import Incident
from incitrack.model.local_day import local_day
from incitrack.model.policies import Policies


def is_history(incident: Incident, policies: Policies) -> bool:
    """Whether an incident was reported before the severity policy's `since`, by the day where the team works."""
    policy = policies.severity
    if policy is None or policy.since is None or incident.reported_at is None:
        return False
    return local_day(incident.reported_at, policies) < policy.since

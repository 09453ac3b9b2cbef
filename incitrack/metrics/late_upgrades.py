"""Incidents taken too lightly: whose severity was raised when the first hour was over."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final, NamedTuple

from incitrack.metrics.policy_in_force import PoliciesInForce
from incitrack.metrics.severity_history import SeverityHistory
from incitrack.model.incident import Incident

FIRST_HOUR: Final = timedelta(hours=1)


class LateUpgrades(NamedTuple):
    """Of `n` incidents, how many were upgraded late."""

    n: int
    upgraded: int


def late_upgrades(incidents: Iterable[Incident], policies: PoliciesInForce) -> LateUpgrades:
    """How many incidents had their severity raised over an hour after the report, by the policy of that moment."""
    late = [_is_upgraded_late(incident, policies) for incident in incidents]
    return LateUpgrades(len(late), sum(late))


def _is_upgraded_late(incident: Incident, policies: PoliciesInForce) -> bool:
    reported_at = incident.reported_at
    if reported_at is None:
        return False
    for change in SeverityHistory(incident).changes:
        policy = policies.at(change.at).policy
        raised = policy is not None and policy.rank(change.after) < policy.rank(change.before)
        if raised and change.at - reported_at > FIRST_HOUR:
            return True
    return False

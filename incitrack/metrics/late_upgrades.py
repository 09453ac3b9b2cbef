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
    """How many incidents got a severity over an hour after the report that is worse than any they had before."""
    late = [_is_upgraded_late(incident, policies) for incident in incidents]
    return LateUpgrades(len(late), sum(late))


def _is_upgraded_late(incident: Incident, policies: PoliciesInForce) -> bool:
    """By the policy of the moment of each change."""
    reported_at = incident.reported_at
    if reported_at is None:
        return False
    changes = SeverityHistory(incident).changes
    for number, change in enumerate(changes):
        policy = policies.at(change.at).policy
        if policy is None or change.at - reported_at <= FIRST_HOUR:
            continue
        had = (earlier.before for earlier in changes[: number + 1])
        if policy.rank(change.after) < min(policy.rank(severity) for severity in had):
            return True
    return False

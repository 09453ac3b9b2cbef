"""The clocks of one incident as one customer tier was promised them, whichever others were affected too."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from incitrack.metrics.clock import Clock
from incitrack.metrics.judge import Judge
from incitrack.metrics.policy_in_force import PoliciesInForce
from incitrack.metrics.promise_clocks import promise_clocks
from incitrack.metrics.response_clocks import response_clocks
from incitrack.metrics.update_clocks import update_clocks
from incitrack.model.entry import PUBLIC, TIER_PREFIX, Communication
from incitrack.model.history import is_history
from incitrack.model.incident import Incident
from incitrack.model.policies import Policies


def heard_by(incident: Incident, tier: str) -> tuple[Communication, ...]:
    """What a customer tier was told: what went to it, and what went to everybody."""
    return tuple(told for told in incident.communications if told.audience in {PUBLIC, f"{TIER_PREFIX}{tier}"})


def customer_clocks(
    incident: Incident, tier: str, policies: Policies, in_force: PoliciesInForce, now: datetime
) -> tuple[Clock, ...]:
    """The clocks by the tier's own targets, and by the severity's where the tier sets none; none of other tiers.

    What counts as communicated, and as a promise, is what the tier has heard. An incident that is not actionable
    or was reported before the policy's `since` has none; those of postmortems and action items are nobody else's.
    """
    if not incident.is_actionable or is_history(incident, policies):
        return ()
    theirs = replace(incident, customers=replace(incident.customers, tiers=(tier,)))
    heard = replace(theirs, communications=heard_by(incident, tier))
    return tuple(clock for clock in _all(theirs, heard, in_force, now) if clock.tier is None)


def _all(theirs: Incident, heard: Incident, in_force: PoliciesInForce, now: datetime) -> Iterator[Clock]:
    judge = Judge(heard, in_force, now)
    yield from response_clocks(judge)
    # Whether somebody wrote something down in time is asked of the whole record.
    yield from update_clocks(Judge(theirs, in_force, now))
    yield from promise_clocks(judge)

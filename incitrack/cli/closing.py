"""From when on an incident may be closed, by the quiet time that its severity wants and the team's calendar."""

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from incitrack.model.incident import Incident
    from incitrack.model.policies import Policies


def closing_allowed_at(incident: "Incident", severity: str, policies: "Policies") -> datetime | None:
    """The end of the time that a severity, by key or alias, wants between resolving and closing; None for none."""
    from incitrack.model.closing import resolution

    policy, resolved_at = policies.severity, resolution(incident)
    if policy is None or resolved_at is None or (key := policy.key_for(severity)) is None:
        return None
    after = policy.severities[key].close.after
    if not after.amount:
        return None
    from incitrack.calendars.deadline import deadline

    return deadline(resolved_at, after, policy.calendar)

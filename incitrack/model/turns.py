"""How an incident turned, each time: it was mitigated, resolved, reopened."""

from datetime import datetime
from typing import NamedTuple

from incitrack.model.entry import Kind
from incitrack.model.incident import Incident


class Turn(NamedTuple):
    """What happened, `mitigated`, `resolved` or `reopened`, and when."""

    kind: Kind
    at: datetime


def turns(incident: Incident) -> tuple[Turn, ...]:
    """Every resolution and reopening, and the first `mitigated` between them, in the order of the timeline.

    A `closed` that skipped `resolved` resolves it. What was resolved last is no turn of an incident that is open.
    """
    found: list[Turn] = []
    since: set[Kind] = set()
    for entry in incident.timeline:
        kind = Kind.RESOLVED if entry.kind is Kind.CLOSED and Kind.RESOLVED not in since else entry.kind
        if kind is Kind.REOPENED:
            since.clear()
        elif kind is Kind.RESOLVED or (kind is Kind.MITIGATED and kind not in since):
            since.add(kind)
        else:
            continue
        found.append(Turn(kind, entry.at))
    while incident.is_open and found and found[-1].kind is Kind.RESOLVED:
        found.pop()
    return tuple(found)

"""Changes that came later: a field follows its last entry, so an earlier one cannot set it any more."""

from collections.abc import Callable
from datetime import datetime

from incitrack.errors import RefusedError
from incitrack.model.entry import Kind, TimelineEntry
from incitrack.model.incident import Incident
from incitrack.model.times import record_time


def refuse_overtaken(
    incident: Incident, kind: Kind, at: datetime, concerns: Callable[[TimelineEntry], bool] = lambda _: True
) -> None:
    """Refuse a change of a field at a time before its last change.

    Raises:
        RefusedError: an entry of the kind, and of the same concern, is later than `at`.
    """
    for entry in reversed(incident.timeline):
        if entry.kind is kind and entry.at > at and concerns(entry):
            last = record_time(entry.at)
            raise RefusedError(
                f"{incident.id} already has a later {kind} entry, at {last}",
                hint=f"give --at a time from {last} on, or note what was: incitrack log {incident.id} TEXT",
            )

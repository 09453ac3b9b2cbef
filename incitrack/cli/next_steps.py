"""What usually comes next, as commands to copy."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from incitrack.cli.incident_id import short_id
from incitrack.model.entry import Kind
from incitrack.model.status import AFTER_TRANSITION, Status

if TYPE_CHECKING:
    from incitrack.model.incident import Incident

_STEPS: Final[dict[Status, tuple[str, ...]]] = {
    Status.REPORTED: ("ack {id}",),
    Status.ACKNOWLEDGED: ("start {id}", "log {id} TEXT"),
    Status.IN_PROGRESS: ("log {id} TEXT", "resolve {id}"),
    Status.RESOLVED: ("verify {id} TEXT", "close {id} --cause CAUSE"),
    Status.CLOSED: (),
}


def next_steps(root: Path, incident: "Incident", event: str, at: datetime) -> str | None:
    """A line such as `next: incitrack start 42, or incitrack log 42 TEXT`; None where nothing is left to do.

    `incident` is as it was before an entry of the kind `event` was written at `at`.
    """
    status = _status_after(incident, event, at)
    steps = list(_STEPS[status])
    if status is Status.IN_PROGRESS and event != Kind.MITIGATED and not _since_reopened(incident, Kind.MITIGATED):
        steps[-1] = "mitigate {id}"
    if status is Status.RESOLVED and (event == Kind.VERIFIED or _since_reopened(incident, Kind.VERIFIED)):
        steps.remove("verify {id} TEXT")
    if status is Status.RESOLVED and incident.cause:
        steps[-1] = "close {id}"
    if not steps:
        return None
    short = short_id(root, incident.id)
    return "next: " + ", or ".join(f"incitrack {step.format(id=short)}" for step in steps)


def _status_after(incident: "Incident", event: str, at: datetime) -> Status:
    """A late transition stands before the last one, which the status goes on to follow."""
    is_last = not incident.transitions or at >= incident.transitions[-1].at
    return AFTER_TRANSITION.get(event, incident.status) if is_last else incident.status


def _since_reopened(incident: "Incident", kind: Kind) -> bool:
    entries = list(incident.timeline)
    while entries and entries[-1].kind is not Kind.REOPENED:
        if entries.pop().kind is kind:
            return True
    return False

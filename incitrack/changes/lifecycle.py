"""Whether an entry may stand where its time puts it: transitions in their order, nothing before the report."""

from datetime import datetime
from typing import Final

from incitrack.changes.verbs import VERBS, allowed_now
from incitrack.errors import RefusedError, UsageError
from incitrack.model.entry import Kind, TimelineEntry
from incitrack.model.incident import Incident
from incitrack.model.status import AFTER_TRANSITION, Status, is_allowed
from incitrack.model.times import record_time
from incitrack.records.edits_entries import place_in_time
from incitrack.records.places import incident_path

_REPORT: Final = "- `TIME` **reported** @HANDLE: TEXT"


def status_of(incident: Incident) -> Status:
    """Where the incident stands by its timeline; by its `status` where no entry is a transition."""
    return AFTER_TRANSITION[incident.transitions[-1].kind] if incident.transitions else incident.status


def refuse_illegal(incident: Incident, entry: TimelineEntry) -> None:
    """Refuse an entry that the lifecycle does not allow in its place in time.

    Raises:
        RefusedError: there is no report or it would stand before it, it would not follow from the transition
            before it, or the one after it not follow from it.
    """
    index = place_in_time(incident.timeline, entry)
    _refuse_before_report(incident, index)
    if not entry.kind.is_transition:
        return
    before = next((e for e in reversed(incident.timeline[:index]) if e.kind.is_transition), None)
    after = next((e for e in incident.timeline[index:] if e.kind.is_transition), None)
    there = AFTER_TRANSITION[before.kind] if before else incident.status
    if not is_allowed(there, entry.kind):
        raise RefusedError(_why(incident, entry, there, late=after is not None), hint=_hint(incident, entry.kind))
    if after and not is_allowed(AFTER_TRANSITION[entry.kind], after.kind):
        raise RefusedError(
            f"{incident.id} cannot be {entry.kind} at {record_time(entry.at)}, before it was {after.kind}, at "
            f"{record_time(after.at)}",
            hint=_hint(incident, entry.kind),
        )


def refuse_affected_later(incident: Incident, at: datetime, what: str) -> None:
    """Refuse an end of the impact that lies before its start.

    Raises:
        RefusedError: `started_at` is later than `at`.
    """
    if incident.started_at and at < incident.started_at:
        start = record_time(incident.started_at)
        raise RefusedError(
            f"{incident.id} cannot be {what} at {record_time(at)}: it started at {start}",
            hint=f"correct the start first: incitrack set {incident.id} started_at TIME",
        )


def refuse_late_start(incident: Incident, started_at: datetime) -> None:
    """Refuse a start of the impact that lies behind its end.

    Raises:
        UsageError: the timeline has an earlier mitigated, resolved or closed.
    """
    for entry in incident.timeline:
        if entry.kind in {Kind.MITIGATED, Kind.RESOLVED, Kind.CLOSED} and entry.at < started_at:
            raise UsageError(
                f"{record_time(started_at)} is after the incident was {entry.kind}, at {record_time(entry.at)}",
                hint="give the time when users began to be affected",
            )


def _refuse_before_report(incident: Incident, index: int) -> None:
    report = next((n for n, entry in enumerate(incident.timeline) if entry.kind is Kind.REPORTED), None)
    if report is None:
        raise RefusedError(
            f"the timeline of {incident.id} has no reported entry, so nothing can follow it",
            hint=f"write it by hand under ## Timeline of {incident_path(incident.id)}, as the first:\n{_REPORT}",
        )
    if index <= report:
        at = record_time(incident.timeline[report].at)
        raise RefusedError(
            f"{incident.id} was reported at {at}; nothing can be entered before that",
            hint=f"give --at a time from {at} on",
        )


def _why(incident: Incident, entry: TimelineEntry, there: Status, *, late: bool) -> str:
    when = f"was {there} at {record_time(entry.at)}" if late else f"is {there}"
    if AFTER_TRANSITION[entry.kind] is there:
        when = when.replace(" ", " already ", 1)
    if entry.kind is Kind.REOPENED:
        return f"{incident.id} {when}; only what is resolved or closed is reopened"
    return f"{incident.id} {when}; {entry.kind} cannot follow"


def _hint(incident: Incident, kind: Kind) -> str:
    """What is allowed; of the verb just refused, at what time."""
    status = status_of(incident)
    if not is_allowed(status, kind):
        return allowed_now(status)
    since = record_time(incident.transitions[-1].at)
    return f"give --at a time from {since} on\n{allowed_now(status, but=VERBS[kind])}".rstrip()

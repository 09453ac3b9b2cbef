"""Acknowledge, start, resolve, close, reopen: the entry, the status that follows, and what comes with it."""

from datetime import datetime

from incitrack.changes.change import Change
from incitrack.changes.draft import Draft
from incitrack.changes.fill_in import notes_of, with_owner, with_status
from incitrack.changes.known_words import handle, term
from incitrack.changes.lifecycle import refuse_affected_later, refuse_illegal, refuse_late_start, status_of
from incitrack.changes.requirements import refuse_unfit_to_close
from incitrack.model.entry import Kind, TimelineEntry
from incitrack.model.policies import Policies
from incitrack.model.status import Status
from incitrack.model.times import record_time
from incitrack.records.edits_scalars import Plain
from incitrack.records.record import IncidentRecord, PostmortemRecord

_ENDS = frozenset({Kind.RESOLVED, Kind.CLOSED})


def transition(
    record: IncidentRecord,
    kind: Kind,
    *,
    at: datetime,
    by: str,
    text: str = "",
    policies: Policies,
    started_at: datetime | None = None,
    cause: str | None = None,
    not_before: datetime | None = None,
    postmortem: PostmortemRecord | None = None,
) -> Change:
    """A transition in the timeline, and `status` after it.

    Who acknowledges or goes further where there is no owner becomes the owner. The report's time stands in for a
    `started_at` that nobody gave by the time it is resolved. `cause`, `postmortem` and `not_before`, the end of
    `close.after` since the resolution, are for closing alone, `started_at` for resolving.

    Raises:
        RefusedError: the lifecycle does not allow it there, or it cannot be closed yet.
        UsageError: a word is not known, or `started_at` lies behind the end of the impact.
    """
    entry = TimelineEntry(at, kind, handle(by), text)
    before = record.incident
    refuse_illegal(before, entry)
    draft = _with_start(Draft.of(record), kind, at, started_at)
    if cause is not None:
        known = term(cause, policies.taxonomy.causes, "a cause of policies/taxonomy.yaml")
        draft = draft.with_value(("cause",), known)
    draft = draft.with_entry(entry)
    if status_of(draft.incident) is not Status.REPORTED:
        draft = with_owner(draft, handle(by), at)
    if kind is Kind.CLOSED:
        words = postmortem.postmortem if postmortem else None
        refuse_unfit_to_close(draft, policies, closed_at=at, not_before=not_before, postmortem=words)
    if started_at is not None:
        refuse_late_start(draft.incident, started_at)
    draft = with_status(draft)
    return draft.change(kind, notes=notes_of(draft, before, policies))


def _with_start(draft: Draft, kind: Kind, at: datetime, started_at: datetime | None) -> Draft:
    incident = draft.incident
    if started_at is None and kind in _ENDS:
        refuse_affected_later(incident, at, kind)
        started_at = None if incident.started_at else incident.reported_at or at
    return draft if started_at is None else draft.with_value(("started_at",), Plain(record_time(started_at)))

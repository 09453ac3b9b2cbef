"""Severity: raised or lowered, and why."""

from datetime import datetime

from incitrack.changes.change import Change
from incitrack.changes.draft import Draft
from incitrack.changes.fill_in import notes_of, with_owner
from incitrack.changes.known_words import handle, said, severity_policy
from incitrack.changes.known_words import severity as known_severity
from incitrack.changes.lifecycle import refuse_illegal
from incitrack.changes.overtaken import refuse_overtaken
from incitrack.changes.requirements import wanted_to_close
from incitrack.errors import UsageError
from incitrack.model.entry import Kind, TimelineEntry
from incitrack.model.policies import Policies
from incitrack.model.severity import OwnerRule
from incitrack.records.record import IncidentRecord, PostmortemRecord


def change_severity(
    record: IncidentRecord,
    severity: str,
    reason: str,
    *,
    at: datetime,
    by: str,
    policies: Policies,
    not_before: datetime | None = None,
    postmortem: PostmortemRecord | None = None,
) -> Change:
    """The field and its entry, `P2 -> P1, reason`; the writer as owner where the new one wants an owner at once.

    Of what is resolved or closed, the notes say what the new one asks for before it is closed. `postmortem` and
    `not_before`, the end of its `close.after` since the resolution, are for that alone.

    Raises:
        UnreadableError: there is no severity policy.
        UsageError: the severity is unknown or the present one, or the reason blank.
        RefusedError: it would stand before the report or before a later change of severity.
    """
    incident = record.incident
    key = known_severity(severity, policies)
    if key == incident.severity:
        raise UsageError(f"{incident.id} is {key} already", hint="name the severity that it shall have")
    text = f"{incident.severity} -> {key}, {said(reason, 'the reason')}"
    entry = TimelineEntry(at, Kind.SEVERITY, handle(by), text)
    refuse_illegal(incident, entry)
    refuse_overtaken(incident, Kind.SEVERITY, at)
    draft = Draft.of(record).with_value(("severity",), key).with_entry(entry)
    if severity_policy(policies).severities[key].owner is OwnerRule.AT_ONCE:
        draft = with_owner(draft, handle(by), at)
    notes = [*notes_of(draft, incident, policies)]
    if not incident.is_open:
        wanted = wanted_to_close(
            draft.incident,
            policies,
            closed_at=incident.closed_at or at,
            not_before=not_before,
            postmortem=postmortem.postmortem if postmortem else None,
        )
        notes += [f"{message}: {command}" for message, command in wanted]
    return draft.change(Kind.SEVERITY, notes=dict.fromkeys(notes))

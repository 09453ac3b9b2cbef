"""Mitigate: users are no longer affected, the fault may remain."""

from datetime import datetime

from incitrack.changes.change import Change
from incitrack.changes.draft import Draft
from incitrack.changes.fill_in import notes_of
from incitrack.changes.known_words import handle
from incitrack.changes.lifecycle import refuse_affected_later, refuse_illegal
from incitrack.changes.verbs import allowed_now
from incitrack.errors import RefusedError
from incitrack.model.entry import Kind, TimelineEntry
from incitrack.model.policies import Policies
from incitrack.model.status import AFTER_TRANSITION
from incitrack.records.edits_entries import place_in_time
from incitrack.records.record import IncidentRecord


def mitigate(record: IncidentRecord, *, at: datetime, by: str, text: str = "", policies: Policies) -> Change:
    """A `mitigated` entry while the incident is open; the status stays.

    Raises:
        RefusedError: it was not open at that time, not yet reported, or users were affected only later.
    """
    incident = record.incident
    entry = TimelineEntry(at, Kind.MITIGATED, handle(by), text)
    refuse_illegal(incident, entry)
    index = place_in_time(incident.timeline, entry)
    last = next((e for e in reversed(incident.timeline[:index]) if e.kind.is_transition), None)
    if last and not AFTER_TRANSITION[last.kind].is_open:
        raise RefusedError(
            f"{incident.id} was {last.kind} by then, which ended the impact; give --at the time of the mitigation",
            hint=allowed_now(incident.status, but="mitigate"),
        )
    refuse_affected_later(incident, at, Kind.MITIGATED)
    draft = Draft.of(record).with_entry(entry)
    return draft.change(Kind.MITIGATED, notes=notes_of(draft, incident, policies))

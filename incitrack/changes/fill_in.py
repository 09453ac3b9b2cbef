"""What a verb fills in of itself, so that nobody is asked for it at night, and what it tells the writer of."""

from collections.abc import Iterator
from datetime import datetime

from incitrack.changes.draft import Draft
from incitrack.changes.known_words import is_known
from incitrack.changes.lifecycle import status_of
from incitrack.changes.requirements import lacks_verification, missing_fields
from incitrack.model.entry import Kind, TimelineEntry
from incitrack.model.incident import Incident
from incitrack.model.policies import Policies
from incitrack.model.status import Status
from incitrack.records.edits_scalars import Plain


def with_owner(draft: Draft, by: str, at: datetime) -> Draft:
    """The writer as owner where there is none.

    Without an entry of its own, unless an earlier one names somebody else: the last one has to be right.
    """
    incident = draft.incident
    if incident.owner is not None:
        return draft
    draft = draft.with_value(("owner",), by)
    if any(each.kind is Kind.OWNER for each in incident.timeline):
        draft = draft.with_entry(TimelineEntry(at, Kind.OWNER, by, f"none -> @{by}"))
    return draft


def with_status(draft: Draft) -> Draft:
    """The status of the last transition in the timeline."""
    status = status_of(draft.incident)
    return draft if draft.incident.status is status else draft.with_value(("status",), Plain(status))


def unknown_owner_notes(incident: Incident, policies: Policies) -> Iterator[str]:
    """That nobody knows the person who was filled in as the owner."""
    if incident.owner is not None and not is_known(incident.owner, policies):
        yield (
            f"@{incident.owner} is not among the people of policies/services.yaml: add them, or give it to "
            f"somebody who is, incitrack assign {incident.id} HANDLE"
        )


def notes_of(draft: Draft, before: Incident, policies: Policies) -> Iterator[str]:
    """What the record lacks in the status it now has, as `check` will say."""
    after = draft.incident
    if before.owner is None and after.owner is not None:
        yield f"@{after.owner} is now the owner"
        yield from unknown_owner_notes(after, policies)
    severity = policies.severity_of(after.severity)
    if severity and after.status is not Status.REPORTED:
        for role in severity.roles:
            if role not in after.roles.held():
                yield f"{after.severity} wants a {role}: incitrack role {after.id} {role} HANDLE"
    if after.status.rank > before.status.rank:
        for name, command in missing_fields(draft, after.status, policies):
            yield f"a record that is {after.status} needs {name}: {command}"
    if after.status is Status.CLOSED and lacks_verification(after, policies):
        yield f"nobody has verified the fix: incitrack verify {after.id} TEXT"

"""What a record lacks for a status: the fields and sections of the lifecycle policy, and what closing asks for."""

from collections.abc import Iterator
from datetime import datetime

from incitrack.changes.draft import Draft
from incitrack.changes.verbs import allowed_now
from incitrack.errors import RefusedError
from incitrack.model.closing import is_verified, unmet_conditions
from incitrack.model.history import is_history
from incitrack.model.incident import Incident
from incitrack.model.policies import Policies
from incitrack.model.postmortem import Postmortem
from incitrack.model.severity import Verification
from incitrack.model.status import Status
from incitrack.records.edits_spans import FrontMatterText

_COMMANDS = {
    "cause": "incitrack close {id} --cause CAUSE",
    "owner": "incitrack assign {id} HANDLE",
}


def missing_fields(draft: Draft, status: Status, policies: Policies) -> Iterator[tuple[str, str]]:
    """The fields and sections that a record lacks for a status, each with the command that gives it."""
    written = FrontMatterText(draft.text).values
    for name in policies.lifecycle.required_at(status):
        if name.startswith("#"):
            if draft.record.body.section(name.removeprefix("## ").strip()) is None:
                yield name, f"write it in {draft.path}"
        elif written.get(name) in (None, "", [], {}):
            command = _COMMANDS.get(name, f"incitrack set {{id}} {name} VALUE")
            yield name, command.format(id=draft.id)


def refuse_unfit_to_close(
    draft: Draft,
    policies: Policies,
    *,
    closed_at: datetime,
    not_before: datetime | None,
    postmortem: Postmortem | None,
) -> None:
    """Refuse to close what its severity or the lifecycle policy does not let go yet.

    Raises:
        RefusedError: naming everything that is missing, with the command that gives it.
    """
    missing = [(f"no {name}", command) for name, command in missing_fields(draft, Status.CLOSED, policies)]
    incident = draft.incident
    missing += wanted_to_close(
        incident, policies, closed_at=closed_at, not_before=not_before, postmortem=postmortem
    )
    if missing:
        wrong, commands = zip(*missing, strict=True)
        raise RefusedError(
            f"{incident.id} cannot be closed yet: {'; '.join(wrong)}",
            hint=f"{'; '.join(dict.fromkeys(commands))}\n{allowed_now(incident.status, but='close')}",
        )


def wanted_to_close(
    incident: Incident,
    policies: Policies,
    *,
    closed_at: datetime,
    not_before: datetime | None,
    postmortem: Postmortem | None,
) -> Iterator[tuple[str, str]]:
    """What the severity asks for before the incident is closed and is not there, each with the way to give it."""
    severity = policies.severity_of(incident.severity)
    if lacks_verification(incident, policies):
        yield "nobody has verified the fix", f"incitrack verify {incident.id} TEXT"
    if severity and not is_history(incident, policies):
        unmet = unmet_conditions(incident, postmortem, severity.close, closed_at=closed_at, not_before=not_before)
        yield from ((each.message, each.hint) for each in unmet)


def lacks_verification(incident: Incident, policies: Policies) -> bool:
    """Whether the severity wants the fix verified before it is closed, and nobody has."""
    severity = policies.severity_of(incident.severity)
    if severity is None or severity.verification is Verification.OPTIONAL:
        return False
    return not is_verified(incident) and not is_history(incident, policies)

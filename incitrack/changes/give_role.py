"""Role: who commands, who leads the repair, who speaks, who writes."""

from datetime import datetime
from typing import Final, get_args

from incitrack.changes.change import Change
from incitrack.changes.draft import Draft
from incitrack.changes.known_words import handle, person, said, unknown
from incitrack.changes.lifecycle import refuse_illegal
from incitrack.changes.overtaken import refuse_overtaken
from incitrack.errors import UsageError
from incitrack.model.entry import Kind, TimelineEntry
from incitrack.model.incident import RoleName
from incitrack.model.policies import Policies
from incitrack.records.record import IncidentRecord

ROLES: Final[tuple[str, ...]] = get_args(RoleName)
"""The roles of a response."""


def role_name(typed: str) -> str:
    """A role by its name, for which hyphens will do.

    Raises:
        UsageError: it is none.
    """
    name = typed.replace("-", "_")
    if name not in ROLES:
        raise unknown(typed, ROLES, "a role")
    return name


def give_role(
    record: IncidentRecord,
    role: str,
    handle_: str,
    *,
    at: datetime,
    by: str,
    policies: Policies,
    reason: str = "",
) -> Change:
    """The field and its entry, `commander @maria -> @jdoe`, or `commander none -> @jdoe`.

    Raises:
        UsageError: the role or the person is unknown, or they have it already.
        RefusedError: it would stand before the report or before a later change of the same role.
    """
    name = role_name(role)
    to = person(handle_, policies)
    holder = record.incident.roles.held().get(name)
    if to == holder:
        raise UsageError(f"@{to} is {name} already", hint="name the person who shall be")
    text = f"{name} {f'@{holder}' if holder else 'none'} -> @{to}" + (
        f", {said(reason, 'the reason')}" if reason else ""
    )
    entry = TimelineEntry(at, Kind.ROLE, handle(by), text)
    refuse_illegal(record.incident, entry)
    refuse_overtaken(record.incident, Kind.ROLE, at, lambda each: each.text.startswith(f"{name} "))
    return Draft.of(record).with_value(("roles", name), to).with_entry(entry).change(Kind.ROLE)

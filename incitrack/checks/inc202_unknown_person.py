"""An owner, a role or an action item names somebody who is not among `people`.

Nobody is told about an incident whose owner is a typing error, and no list of
one's own work shows it. Where `policies/services.yaml` has no `people`, any
handle goes. The `@handles` of entries are not asked: programs write there too.

The file itself is held to it as well: the owner of a service and whoever stands
in the rotation would own what is opened next, and `open` passes them over. The
lead or a member of a team whom the file does not know is a warning.

To mend it, write the handle that the hint names, or add the person to the file.

Wrong:

    owner: maira

Right:

    owner: maria
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Final, get_args

from incitrack.checks.facts import Facts
from incitrack.checks.rule import Fault, Rule
from incitrack.errors import Place
from incitrack.model.action import ActionItem
from incitrack.model.check_levels import Level
from incitrack.model.incident import RoleName
from incitrack.records.record import IncidentRecord, PostmortemRecord

_PATH = "policies/services.yaml"
_ROLES: Final[tuple[str, ...]] = get_args(RoleName)


def _incident(record: IncidentRecord, facts: Facts) -> Iterator[Fault]:
    people = facts.policies.services.people
    if people is None:
        return
    incident = record.incident
    if incident.owner is not None and incident.owner not in people:
        yield _fault(facts, record.place("owner"), incident.owner, people)
    for role in _ROLES:
        handle = getattr(incident.roles, role)
        if handle is not None and handle not in people:
            yield _fault(facts, record.place("roles", role), handle, people)
    if incident.actions:
        yield from _actions(record, incident.actions, facts, people)


def _postmortem(record: PostmortemRecord, facts: Facts) -> Iterator[Fault]:
    people = facts.policies.services.people
    if people is not None:
        yield from _actions(record, record.postmortem.actions, facts, people)


def _policies(facts: Facts) -> Iterator[Fault]:
    if (file := facts.archive.policy_file(_PATH)) is None:
        return
    for keys, handle, may_own in facts.policies.services.strangers():
        fault = _fault(facts, file.place(*keys), handle, facts.policies.services.people or ())
        yield fault if may_own else fault._replace(level=Level.WARNING)


def _actions(
    record: IncidentRecord | PostmortemRecord, actions: Sequence[ActionItem], facts: Facts, people: Collection[str]
) -> Iterator[Fault]:
    for index, action in enumerate(actions):
        if action.owner is not None and action.owner not in people:
            yield _fault(facts, record.place("actions", index, "owner"), action.owner, people)


def _fault(facts: Facts, place: Place, handle: str, people: Collection[str]) -> Fault:
    hint = facts.suggestions.hint(handle, people, f"people of {_PATH}")
    return Fault(place, f"{handle} is not among the people of {_PATH}", hint)


RULE = Rule(
    code="INC202",
    name="unknown-person",
    level=Level.ERROR,
    needs=("services",),
    incident=_incident,
    postmortem=_postmortem,
    archive=_policies,
)

"""Open: a new record, as a person would write it, with the report as its first entry."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Final

from incitrack.changes.change import Change
from incitrack.changes.draft import Draft
from incitrack.changes.field_values import LISTS, field_value
from incitrack.changes.fill_in import unknown_owner_notes
from incitrack.changes.known_words import handle, is_known, person, service, severity_policy, term
from incitrack.changes.known_words import severity as known_severity
from incitrack.errors import UsageError
from incitrack.model.entry import Kind, TimelineEntry
from incitrack.model.incident import FrontMatter
from incitrack.model.local_day import local_day
from incitrack.model.policies import Policies
from incitrack.model.services import Service
from incitrack.model.severity import OwnerRule
from incitrack.model.shape import field_names
from incitrack.model.status import Status
from incitrack.model.times import record_time
from incitrack.records.edits_blocks import field_lines
from incitrack.records.edits_entry_text import writable
from incitrack.records.edits_scalars import Plain, Value
from incitrack.records.places import incident_path

_ORDER: Final = field_names(FrontMatter)
_NOTHING_MORE: Final[Mapping[str, str | Sequence[str]]] = MappingProxyType({})


def open_incident(
    *,
    id: str,  # noqa: A002 - the word of the record format
    title: str,
    severity: str | None,
    services: Sequence[str],
    owner: str | None = None,
    by: str,
    at: datetime,
    started_at: datetime | None = None,
    tiers: Sequence[str] = (),
    affected: int | None = None,
    message: str = "",
    more: Mapping[str, str | Sequence[str]] = _NOTHING_MORE,
    policies: Policies,
) -> Change:
    """The new record of an incident, reported at `at` by `by`, with `message` as the text of its report.

    A severity, a category and an owner that are not given are the first service's; the owner else the one whose
    week it is, else, where the severity wants one at once, the writer. Of these, whom or what the policies do not
    know is left out with a note, as opening cannot wait. `more` holds other fields as typed.

    Raises:
        UnreadableError: there is no severity policy.
        UsageError: a value is none that its field takes, or a word that the policies do not know.
    """
    keys = list(dict.fromkeys(service(each, policies) for each in services))
    if not keys:
        raise UsageError("an incident needs a service", hint="name what is affected: --service KEY")
    first = (policies.services.services or {}).get(keys[0], Service())
    key = _severity(severity, first, policies)
    fields: dict[str, Value] = {
        "id": id,
        "title": writable(title).strip(" "),
        "severity": key,
        "status": Plain(Status.REPORTED),
        "services": list[Value](keys),
    }
    defaults = policies.services.default_owners(keys[0], local_day(at, policies)) if owner is None else ()
    if found := _owner(owner, defaults, key, by=handle(by), policies=policies):
        fields["owner"] = found
    if started_at is not None:
        fields["started_at"] = Plain(record_time(started_at))
    if customers := _customers(tiers, affected):
        fields["customers"] = customers
    if first.category and _is_category(first.category, policies):
        fields["category"] = first.category
    fields |= {name: _more(name, typed, policies) for name, typed in more.items()}
    lines = [
        "---",
        *(line for name in sorted(fields, key=_rank) for line in field_lines(name, fields[name])),
        "---",
    ]
    draft = Draft(incident_path(id), id, None, "\n".join(lines) + "\n")
    draft = draft.with_entry(TimelineEntry(at, Kind.REPORTED, handle(by), message))
    notes = [*_left_out(keys[0], first, defaults, policies), *unknown_owner_notes(draft.incident, policies)]
    return draft.change(Kind.REPORTED, notes=notes)


def _severity(typed: str | None, first: Service, policies: Policies) -> str:
    policy = severity_policy(policies)
    if typed is not None:
        return known_severity(typed, policies)
    if first.severity is None:
        raise UsageError("no severity is given, and the service has no default", hint="give --severity KEY")
    if (key := policy.key_for(first.severity)) is None:
        raise UsageError(
            f"no severity is given, and the service's own, {first.severity}, is none of policies/severity.yaml",
            hint="give --severity with one of " + ", ".join(policy.severities),
        )
    return key


def _owner(
    typed: str | None, defaults: Sequence[str], severity_key: str, *, by: str, policies: Policies
) -> str | None:
    if typed is not None:
        return person(typed, policies)
    if default := next((each for each in defaults if is_known(each, policies)), None):
        return default
    at_once = severity_policy(policies).severities[severity_key].owner is OwnerRule.AT_ONCE
    return by if at_once else None


def _is_category(word: str, policies: Policies) -> bool:
    known = policies.taxonomy.categories
    return known is None or word in known


def _left_out(key: str, first: Service, defaults: Sequence[str], policies: Policies) -> Iterator[str]:
    """What the policies would have filled in, and contradict elsewhere."""
    for each in defaults:
        if is_known(each, policies):
            break
        yield f"@{each}, who owns {key} by policies/services.yaml, is not among its people, and was passed over"
    if first.category and not _is_category(first.category, policies):
        yield f"the category of {key}, {first.category}, is not in policies/taxonomy.yaml, and was left out"


def _customers(tiers: Sequence[str], affected: int | None) -> dict[str, Value]:
    customers: dict[str, Value] = {}
    if tiers:
        customers["tiers"] = list[Value](dict.fromkeys(term(tier, None, "a tier") for tier in tiers))
    if affected is not None:
        customers["affected"] = Plain(affected)
    return customers


def _more(name: str, typed: str | Sequence[str], policies: Policies) -> Value:
    if isinstance(typed, str):
        value = field_value(name, typed, policies)
        return [value] if name in LISTS else value
    return [field_value(name, each, policies) for each in typed]


def _rank(name: str) -> int:
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)

"""Set: any field of the front matter that no other verb writes, whole, or a list element by element."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from incitrack.changes.change import Change
from incitrack.changes.draft import Draft
from incitrack.changes.field_values import LISTS, MAPS, field_value, own_value
from incitrack.changes.known_words import person, unknown
from incitrack.changes.lifecycle import refuse_late_start
from incitrack.changes.list_elements import with_list
from incitrack.errors import UsageError
from incitrack.model.custom_fields import FieldType
from incitrack.model.incident import FrontMatter, Incident
from incitrack.model.policies import Policies
from incitrack.model.shape import field_names
from incitrack.model.words import shown
from incitrack.records.edits_scalars import Value
from incitrack.records.edits_spans import FrontMatterText
from incitrack.records.record import IncidentRecord
from incitrack.records.yaml_spans import Path

_OWNED: Final = {
    "id": "an ID is never changed",
    "status": "incitrack ack, start, resolve, close or reopen",
    "severity": "incitrack severity {id} KEY REASON",
    "owner": "incitrack assign {id} HANDLE",
    "roles": "incitrack role {id} ROLE HANDLE",
    "actions": "incitrack action",
    "duplicate_of": "incitrack duplicate {id} OF",
}
"""The fields that a verb of their own writes, with their entry."""

_REQUIRED: Final = frozenset({"title", "services"})
_OWN: Final = re.compile(r"x-[a-z0-9][a-z0-9-]{0,57}")


def set_field(
    record: IncidentRecord,
    field: str,
    values: Sequence[str],
    *,
    policies: Policies,
    exists: Callable[[str], bool] | None = None,
) -> Change:
    """A field set to what was typed; one empty value takes an optional field away.

    Of a list the values are all its elements, or steps: `+x` adds x and `-x` takes it out. Of any other field
    they are the words of one text. A key of a map is named with a dot, `customers.affected`. `exists` says
    whether there is a record of an ID, for `related`; None where nobody can say.

    Raises:
        UsageError: another verb writes the field, there is no such field, or it does not take such a value.
    """
    keys = _keys(record, field, values)
    if not values:
        raise UsageError(f"{field}: no value is given", hint='write it behind the field; "" takes the field away')
    draft = Draft.of(record)
    if list(values) == [""]:
        draft = _removed(draft, field, keys)
    elif _holds_a_list(draft, field, policies):
        draft = with_list(
            draft, keys, values, lambda typed: _value(field, typed, policies), keeps_one=field in _REQUIRED
        )
    else:
        draft = draft.with_value(keys, _value(field, " ".join(values), policies))
    if field == "disposition":
        draft = draft.without(("duplicate_of",))
    _refuse_contradictions(draft, record.incident, field, exists)
    _refuse_undeclared_type(draft, field, policies)
    return draft.change("set", detail=field)


def settable_fields() -> tuple[str, ...]:
    """The fields of the record format that no other verb writes."""
    return tuple(name for name in field_names(FrontMatter) if name not in _OWNED)


def settable(field: str) -> None:
    """Nothing, for a field that may be set here, or a key of one.

    Raises:
        UsageError: the record format has no such field, or another verb writes it.
    """
    first, known = field.partition(".")[0], settable_fields()
    if first not in known and not _OWN.fullmatch(first):
        raise unknown(field, known, "a field of the record")


def _keys(record: IncidentRecord, field: str, values: Sequence[str]) -> Path:
    """The path of a field that may be set here."""
    first, *rest = field.split(".")
    if first in _OWNED or (first == "disposition" and list(values) not in (["actionable"], [""])):
        verb = _OWNED.get(first, "incitrack dismiss {id} --as DISPOSITION REASON, or incitrack duplicate {id} OF")
        raise UsageError(f"{first} is not set by hand", hint=verb.format(id=record.id))
    settable(field)
    if first in MAPS:
        known, key = MAPS[first], field.partition(".")[2]
        if key and (not known or key in known):
            return first, key
        if rest or list(values) != [""]:
            named = ", ".join(f"{first}.{key}" for key in known or ("KEY",))
            raise UsageError(f"{shown(field)} is not a field of the record", hint=f"write {named}")
    elif rest and not _OWN.fullmatch(first):
        raise UsageError(f"{first} has no keys", hint=f"write {first} alone")
    return first, *rest


def _holds_a_list(draft: Draft, field: str, policies: Policies) -> bool:
    declared = policies.fields.get(field)
    there = isinstance(FrontMatterText(draft.text).values.get(field), list)
    return field in LISTS or there or (declared is not None and declared.type is FieldType.LIST)


def _value(field: str, typed: str, policies: Policies) -> Value:
    if not field.startswith("x-"):
        return field_value(field, typed, policies)
    declared = policies.fields.get(field)
    if declared and declared.type is FieldType.PERSON:
        return person(typed, policies)
    return own_value(typed, declared)


def _removed(draft: Draft, field: str, keys: Path) -> Draft:
    if field in _REQUIRED:
        raise UsageError(f"{field} cannot be taken away", hint="every record has one")
    return draft.without(keys)


def _refuse_contradictions(
    draft: Draft, before: Incident, field: str, exists: Callable[[str], bool] | None
) -> None:
    """Refuse what contradicts the timeline, or names a record that is not there."""
    incident = draft.incident
    if field == "started_at" and incident.started_at is not None:
        refuse_late_start(incident, incident.started_at)
    for other in incident.related if field == "related" else ():
        if other == incident.id:
            raise UsageError(f"{other} is this incident", hint="name another one")
        if exists is not None and other not in before.related and not exists(other):
            raise UsageError(f"{other} does not exist", hint="incitrack list shows what there is")


def _refuse_undeclared_type(draft: Draft, field: str, policies: Policies) -> None:
    value = FrontMatterText(draft.text).values.get(field)
    declared = policies.fields.get(field)
    if declared and value is not None and (wrong := declared.wrong_value(value)):
        raise UsageError(f"{field}: {wrong[0]}", hint=wrong[1])

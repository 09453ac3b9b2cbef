"""Set: any field of the front matter that no other verb writes, whole, or a list element by element."""

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from incitrack.changes.change import Change
from incitrack.changes.draft import Draft
from incitrack.changes.field_values import LISTS, MAPS, field_value, own_value
from incitrack.changes.known_words import unknown
from incitrack.changes.lifecycle import refuse_late_start
from incitrack.errors import UsageError
from incitrack.model.custom_fields import FieldType
from incitrack.model.incident import FrontMatter, Incident
from incitrack.model.policies import Policies
from incitrack.model.shape import field_names
from incitrack.model.words import shown
from incitrack.records.edits_scalars import Value
from incitrack.records.edits_spans import FrontMatterText
from incitrack.records.record import IncidentRecord
from incitrack.records.yaml_reader import Path

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
_STEP: Final = re.compile(r"[+-].")


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
        draft = _with_list(draft, field, keys, values, policies)
    else:
        draft = draft.with_value(keys, _value(field, " ".join(values), policies))
    if field == "disposition":
        draft = draft.without(("duplicate_of",))
    _refuse_contradictions(draft, record.incident, field, exists)
    _refuse_undeclared_type(draft, field, policies)
    return draft.change("set", detail=field)


def _keys(record: IncidentRecord, field: str, values: Sequence[str]) -> Path:
    """The path of a field that may be set here."""
    first, *rest = field.split(".")
    if first in _OWNED or (first == "disposition" and list(values) not in (["actionable"], [""])):
        verb = _OWNED.get(first, "incitrack dismiss {id} --as DISPOSITION REASON, or incitrack duplicate {id} OF")
        raise UsageError(f"{first} is not set by hand", hint=verb.format(id=record.id))
    settable = [name for name in field_names(FrontMatter) if name not in _OWNED]
    if first not in settable and not _OWN.fullmatch(first):
        raise unknown(field, settable, "a field of the record")
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
    own = field.partition(".")[0]
    if own.startswith("x-"):
        return own_value(typed, policies.fields.get(field))
    return field_value(field, typed, policies)


def _removed(draft: Draft, field: str, keys: Path) -> Draft:
    if field in _REQUIRED:
        raise UsageError(f"{field} cannot be taken away", hint="every record has one")
    return draft.without(keys)


def _with_list(draft: Draft, field: str, keys: Path, values: Sequence[str], policies: Policies) -> Draft:
    steps = [bool(_STEP.match(value)) for value in values]
    if any(steps) and not all(steps):
        raise UsageError(f"{field}: some values begin with + or - and some do not", hint="write all of one kind")
    if all(steps):
        for value in values:
            element = _value(field, value[1:], policies) if value[0] == "+" else value[1:]
            draft = _added(draft, keys, element) if value[0] == "+" else _taken(draft, field, keys, value[1:])
        return draft
    wanted = {_word(element): element for element in (_value(field, value, policies) for value in values)}
    for gone in [word for word in _words(draft, keys) if word not in wanted]:
        draft = draft.without((*keys, _words(draft, keys).index(gone)))
    for element in wanted.values():
        draft = _added(draft, keys, element)
    return draft if _words(draft, keys) == list(wanted) else draft.with_value(keys, list(wanted.values()))


def _words(draft: Draft, keys: Path) -> list[str]:
    """What the elements of a list are called."""
    found: Any = FrontMatterText(draft.text).values
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    return [_word(each) for each in found] if isinstance(found, list) else []


def _word(element: Any) -> str:
    """What an element is called: its text, of a link with a kind its address."""
    return str(element.get("url")) if isinstance(element, dict) else str(element)


def _added(draft: Draft, keys: Path, element: Value) -> Draft:
    return draft if _word(element) in _words(draft, keys) else draft.with_element(keys, element)


def _taken(draft: Draft, field: str, keys: Path, typed: str) -> Draft:
    known = _words(draft, keys)
    if typed not in known:
        raise unknown(typed, known, f"among the {field} of {draft.id}")
    if len(known) == 1 and field in _REQUIRED:
        raise UsageError(f"{field}: {shown(typed)} is the only one", hint="add another first")
    return draft.without((*keys, known.index(typed)))


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

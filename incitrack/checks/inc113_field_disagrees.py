"""The severity, owner or a role is not what its last entry says.

`severity`, `owner` and `roles` say how it is now, their entries how it came to
be. Where the two differ, the people on the timeline and the people on the board
are not the same. A field that never had an entry is not asked; a missing owner
is INC201.

To mend it, write in the field what the last entry says, or add the entry that
is missing. `incitrack severity`, `assign` and `role` write both at once.

Wrong:

    severity: P2

    - `2026-11-20T14:40Z` **severity** @maria: P2 -> P1, payments fail as well.

Right:

    severity: P1

    - `2026-11-20T14:40Z` **severity** @maria: P2 -> P1, payments fail as well.
"""

import re
from collections.abc import Iterator
from typing import Final

from incitrack.checks.facts import Facts
from incitrack.checks.rule import Fault, Rule
from incitrack.model.check_levels import Level
from incitrack.model.entry import Kind
from incitrack.records.record import IncidentRecord

_CHANGES: Final = frozenset({Kind.SEVERITY, Kind.OWNER, Kind.ROLE})
_CHANGE: Final = re.compile(r"(?:(?P<role>[a-z_]+) )?\S+ -> @?(?P<to>[A-Za-z0-9._-]+)")


def _check(record: IncidentRecord, facts: Facts) -> Iterator[Fault]:
    changed: set[tuple[str, ...]] = set()
    for entry in reversed(record.incident.timeline):
        if entry.kind not in _CHANGES or (found := _CHANGE.match(entry.text)) is None:
            continue
        field = ("roles", found["role"]) if entry.kind is Kind.ROLE else (entry.kind.value,)
        if field not in changed:
            changed.add(field)
            yield from _disagreement(record, field, found["to"], facts)


def _disagreement(record: IncidentRecord, field: tuple[str, ...], said: str, facts: Facts) -> Iterator[Fault]:
    incident = record.incident
    value = getattr(incident.roles, field[1]) if len(field) == 2 else getattr(incident, field[0])
    # The full stop that ends a sentence may also be read as part of a key or a handle.
    if value in {said, said.rstrip(".")}:
        return
    if value is None and field == ("owner",) and facts.wants_owner(incident):
        return  # which is INC201
    name = field[-1]
    written = f"{name} is {value}" if value is not None else f"{name} is not set"
    message = f"{written}, but the last {'role' if len(field) == 2 else name} entry says {said.rstrip('.')}"
    hint = f"write {name}: {said.rstrip('.')}, or add the entry that changed it since"
    yield Fault(record.key_place(*field) if value is None else record.place(*field), message, hint)


RULE = Rule(code="INC113", name="field-disagrees", level=Level.ERROR, incident=_check)
